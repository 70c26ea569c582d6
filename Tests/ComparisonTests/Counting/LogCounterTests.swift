import Comparison
import Testing

/// Section 3 of the contract: what is counted, and how.
@Suite struct LogCounterTests {
  private let start = LogText.start

  @Test func twentyOfAHundredLimitedAndRetriedOnceAreEightyPercentNotTwoThirds() throws {
    var rows: [(String, String, String, String, Int, String)] = []
    for person in 0..<100 {
      let (id, number) = ("m\(person)", "+9198765\(10_000 + person)")
      rows.append((id, "marketing_messages", number, "sent", start, ""))
      let isLimited = person < 20
      rows.append(
        (
          id, "marketing_messages", number, isLimited ? "failed" : "delivered", start + 5,
          isLimited ? "131049" : ""
        ))
      guard isLimited else { continue }
      rows.append(("again\(person)", "marketing_messages", number, "failed", start + 3_600, "131049"))
    }
    let arm = try LogText.count(LogText.rows(rows))[.marketingMessages]
    #expect(arm.attempts.delivered == 80 && arm.attempts.messages == 120, "raw: two thirds")
    #expect(arm.intended.delivered == 80 && arm.intended.messages == 100, "normalised: four fifths")
    #expect(arm.eventuallyDelivered == 80)
    #expect(arm.later.early == 20 && arm.later.retries == 20)
    #expect(arm.attemptCodes == [131_049: 40] && arm.intendedCodes == [131_049: 20])
  }

  @Test func theStateIsTheSetOfWhatWasSeen() throws {
    let counts = try LogText.count(
      LogText.rows([
        ("read", "cloud_api", "911", "read", start, ""),
        ("both", "cloud_api", "912", "failed", start + 9, "131026"),
        ("both", "cloud_api", "912", "delivered", start, ""),
        ("sent", "cloud_api", "913", "sent", start, ""), ("played", "cloud_api", "914", "played", start, ""),
        ("clicked", "cloud_api", "915", "clicked", start, ""),
        ("clicked", "cloud_api", "915", "clicked", start + 60, ""),
        ("failed", "cloud_api", "916", "failed", start, "131026"),
        ("failed", "cloud_api", "916", "sent", start, ""),
      ]))
    let arm = counts[.cloud]
    #expect(arm.attempts.delivered == 4 && arm.attempts.failed == 1 && arm.attempts.unresolved == 1)
    #expect(arm.attempts.read == 2 && arm.attempts.clicked == 1 && arm.clickEvents == 2)
    #expect(arm.deliveredAndFailed == 1)
    #expect(arm.intendedCodes == [131_026: 1], "a message that was delivered has no failure")
    #expect(counts.addsUp)
  }

  @Test func laterAttemptsAreToldByWhatCameBefore() throws {
    func pair(_ number: Int, _ status: String, _ code: String, wait: Int) -> [(
      String, String, String, String, Int, String
    )] {
      [
        ("a\(number)", "cloud_api", "+9170000\(number)", status, start, code),
        ("b\(number)", "cloud_api", "+9170000\(number)", "sent", start + wait, ""),
      ]
    }
    let arm = try LogText.count(
      LogText.rows(
        pair(10, "failed", "131049", wait: 86_399) + pair(11, "failed", "131049", wait: 86_400)
          + pair(12, "failed", "131026", wait: 60) + pair(13, "sent", "", wait: 60)
          + pair(14, "delivered", "", wait: 60) + pair(15, "failed", "", wait: 60)))[.cloud]
    #expect(arm.later.early == 1 && arm.later.late == 1 && arm.later.other == 2)
    #expect(arm.later.afterUnresolved == 1 && arm.later.repeats == 1)
    #expect(arm.intended.messages == 6 && arm.attempts.messages == 12)
    #expect(arm.intendedCodes == [131_049: 2, 131_026: 1, 0: 1])
  }

  @Test func theFirstAttemptIsTheOneSentFirst() throws {
    let arm = try LogText.count(
      LogText.rows([
        ("second", "cloud_api", "911234567", "sent", start + 100, ""),
        ("second", "cloud_api", "911234567", "delivered", start + 101, ""),
        ("first", "cloud_api", "911234567", "sent", start, ""),
        ("first", "cloud_api", "911234567", "failed", start + 50_000, "131026"),
      ]))[.cloud]
    #expect(arm.intended.failed == 1 && arm.intended.messages == 1)
    #expect(arm.eventuallyDelivered == 1)
    #expect(arm.later.other == 1)
  }

  @Test func aChainThatChangesSidesBelongsToItsFirst() throws {
    let counts = try LogText.count(
      LogText.rows([
        ("a", "cloud_api", "911234567", "failed", start, "131049"),
        ("b", "marketing_messages", "911234567", "delivered", start + 90_000, ""),
      ]))
    #expect(counts[.cloud].intended.messages == 1 && counts[.cloud].eventuallyDelivered == 1)
    let mm = counts[.marketingMessages]
    #expect(mm.intended.messages == 0 && mm.attempts.delivered == 1)
    #expect(mm.later.late == 1 && mm.laterFromOtherArm == 1)
    #expect(counts.both.clusters == 0, "nobody has an intended message on both sides")
  }

  @Test func peopleOnBothSidesAreFoundAcrossSpellingsAndCampaigns() throws {
    let text = """
      message_id,campaign,api,recipient,template_id,status,timestamp
      a,diwali-mm,mm,+91 98765 43210,7,delivered,\(start)
      b,diwali-cloud,cloud,00919876543210,7,failed,\(start)
      c,diwali-cloud,cloud,+5511987654321,7,delivered,\(start)
      d,diwali-cloud,cloud,+5511987654321,8,delivered,\(start)

      """
    let counts = try LogText.count(text)
    #expect(counts.both.clusters == 1 && counts.both.nn == 1 && counts.both.dn == 1 && counts.both.dd == 0)
    #expect(counts.recipients == 2)
    #expect(counts[.cloud].recipients == 2 && counts[.cloud].recipientsWithSeveral == 1)
    #expect(
      counts[.cloud].recipientsInOtherCampaigns == 1
        && counts[.marketingMessages].recipientsInOtherCampaigns == 1)
    #expect(
      counts[.cloud].clusters.nn == 5 && counts[.cloud].clusters.dd == 4 && counts[.cloud].clusters.nd == 4)
    #expect(counts[.cloud].countries.mapValues(\.messages) == ["IN": 1, "BR": 2])
  }

  @Test func campaignsThatAreNotComparedOnlyTellWhoElseWasReached() throws {
    let text = """
      message_id,campaign,api,recipient,status,timestamp
      a,diwali,mm,919876543210,delivered,\(start)
      b,newyear,mm,919876543210,delivered,\(start)
      c,diwali,cloud,919876543211,delivered,\(start)
      """
    var options = CountingOptions(prefixes: LogText.prefixes)
    options.campaigns = ["diwali"]
    let counts = try LogText.count(text, options: options)
    #expect(counts[.marketingMessages].attempts.messages == 1 && counts.otherCampaigns.messages == 1)
    #expect(counts[.marketingMessages].recipientsInOtherCampaigns == 1)
    #expect(counts[.cloud].recipientsInOtherCampaigns == 0)
  }

  @Test func fallbackIsReadFromPricingAndSidesNeverAre() throws {
    let text = """
      message_id,api,recipient,status,timestamp,pricing_category
      a,marketing_messages,911111111,sent,\(start),marketing_lite
      b,marketing_messages,911111112,sent,\(start),marketing
      c,marketing_messages,911111113,failed,\(start),
      d,,911111114,sent,\(start),marketing_lite
      e,marketing_messages,911111115,sent,\(start),marketing_lite
      e,marketing_messages,911111115,delivered,\(start),marketing
      """
    let counts = try LogText.count(text)
    let arm = counts[.marketingMessages]
    #expect(arm.fellBack == 2 && arm.pricing.named == ["marketing_lite": 1, "marketing": 2, "": 1])
    #expect(arm.pricingConflicts == 1)
    #expect(counts.withoutArm.messages == 1 && arm.attempts.messages == 4)
  }

  @Test func contradictionsAreCountedAndDoNotDependOnOrder() throws {
    let rows = [
      "a,diwali,mm,911111111,7,sent,\(start),", "a,xmas,mm,911111112,8,delivered,\(start + 5),",
      "b,diwali,mm,911111113,7,sent,\(start),", "b,diwali,cloud,911111113,7,delivered,\(start + 5),",
    ]
    let counts = try LogText.count(([LogText.header] + rows).joined(separator: "\n"))
    let reversed = try LogText.count(([LogText.header] + rows.reversed()).joined(separator: "\n"))
    #expect(counts == reversed)
    #expect(counts.contradictions == 1 && counts.inTwoArms.messages == 1)
    #expect(counts[.marketingMessages].campaigns.keys.sorted() == ["diwali"])
    #expect(counts[.marketingMessages].attempts.messages == 1 && counts[.cloud].attempts.messages == 0)
  }

  @Test func templatesAreToldByIdElseByNameAndLanguage() throws {
    let text = """
      message_id,api,recipient,template_id,template_name,template_language,status,timestamp
      a,mm,911111111,7,offer,en,sent,\(start)
      b,mm,911111112,7,offer_renamed,en,sent,\(start)
      c,mm,911111113,,offer,en,sent,\(start)
      d,mm,911111114,,offer,hi,sent,\(start)
      """
    let arm = try LogText.count(text)[.marketingMessages]
    #expect(arm.templates.map(\.outcomes.messages) == [2, 1, 1])
    #expect(arm.templates[0].template == LogTemplate(id: "7", name: "offer", language: "en"))
    #expect(arm.templates[2].template == LogTemplate(name: "offer", language: "hi"))
  }

  @Test func daysAndHoursAreCutWhereTheCallerLives() throws {
    let text = LogText.rows([("a", "mm", "911111111", "sent", start + 10 * 3600, "")])
    var options = CountingOptions(prefixes: LogText.prefixes)
    #expect(try LogText.count(text, options: options)[.marketingMessages].days.keys.first == 20_759)
    options.dayOffset = 19_800
    let arm = try LogText.count(text, options: options)[.marketingMessages]
    #expect(arm.days.keys.first == 20_760 && arm.hours[1] == 1)
  }

  @Test func statusesWithoutSendsAreCountedWhenThereAreSends() throws {
    let sends = "message_id,api,recipient,accepted_at\na,mm,911111111,\(start)\nc,mm,911111113,\n"
    let body = { (id: String, data: String) in
      """
      {"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"statuses":[{"id":"\(id)",\
      "status":"delivered","timestamp":"\(self.start + 5)","recipient_id":"911111199"\(data)}]}}]}]}
      """
    }
    let counts = try LogText.count(sends, body("a", "") + "\n" + body("b", ""))
    #expect(counts.withoutSend == 1 && counts.withoutArm.messages == 1)
    #expect(
      counts[.marketingMessages].attempts.delivered == 1
        && counts[.marketingMessages].attempts.unresolved == 1)
    #expect(counts[.marketingMessages].withoutSendTime == 1)
    #expect(counts.recipients == 2, "the number that was dialled counts, not the one the platform names")
    let word = try LogText.count(body("a", ",\"biz_opaque_callback_data\":\"cloud_api\""))
    #expect(word[.cloud].attempts.messages == 1 && word.armFrom.callbackData == 1)
    let object = try LogText.count(
      body("a", #","biz_opaque_callback_data":"{\"api\":\"mm\",\"campaign\":\"diwali\"}""#))
    #expect(object[.marketingMessages].campaigns.keys.first == "diwali")
  }
}
