import FoundationEssentials
import JSONText
import TestSupport
import Testing

/// `compare` and `compare plan` as a person types them.
@Suite struct CompareTests {
  private static let totals = ["compare", "--counts", "mm=80412/120000", "cloud=96390/120100"]
  private static let header = "message_id,campaign,api,recipient,template_id,status,timestamp\n"
  /// Two messages on each side.
  private static let small =
    header + """
      a,x,marketing_messages,+55 11 90000-0001,1,delivered,2026-11-02T10:00:00Z
      b,x,marketing_messages,+55 11 90000-0002,1,failed,2026-11-02T10:00:00Z
      c,x,cloud_api,+55 11 90000-0003,1,delivered,2026-11-02T10:00:00Z
      d,x,cloud_api,+55 11 90000-0004,1,delivered,2026-11-02T10:00:00Z

      """

  private func run(_ words: [String], input: String? = nil) throws -> Child.Result {
    try LiveAccount.plain(words, input: input)
  }

  @Test func bareTotalsAskForEverythingAndGiveNoVerdict() throws {
    let result = try run(Self.totals)
    #expect(result.status == 3)
    #expect(result.output.hasPrefix("No verdict yet."))
    #expect(result.output.contains("67.01 %, 66.74 to 67.28 (80,412 of 120,000)"))
    #expect(result.output.contains("comparison.random_split"))
    #expect(result.error == "")
  }

  @Test func jsonFollowsItsSchema() throws {
    for words in [Self.totals + ["--split", "50:50"], ["compare", "-"]] {
      let result = try run(words + ["-o", "json"], input: Self.small)
      #expect(try OutputSchema.problems(in: result.output, by: "comparison").map(\.description) == [])
      let root = try JSONDocument(result.output, file: "report").root
      #expect(root["exit_status"]?.integer == Int64(result.status))
    }
    let plan = try run(["compare", "plan", "-o", "json", "--daily", "40000"])
    #expect(try OutputSchema.problems(in: plan.output, by: "comparison-plan").map(\.description) == [])
  }

  @Test func aSmallLogIsNotFairAndSaysWhy() throws {
    let result = try run(["compare", "-", "--split", "1:1"], input: Self.small)
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("The comparison is not fair"))
    #expect(result.output.contains("A side has fewer than 100,000 messages"))
    #expect(result.output.contains("4 lines read: 4 used, 0 repeated, 0 broken, 0 passed over."))
    #expect(!result.output.contains("90000-000"))
  }

  @Test(arguments: [
    (
      "one side", header + "a,x,cloud_api,5511900000003,1,delivered,2026-11-02T10:00:00Z\n",
      "has cloud_api only"
    ),
    ("no side", "message_id,status,timestamp\na,delivered,2026-11-02T10:00:00Z\n", "side"),
    ("empty", "", "empty"),
    ("no log at all", "hello\nworld\n", "standard input"),
  ])
  func whatCannotBeComparedIsRefusedClearly(_ name: String, _ log: String, _ words: String) throws {
    let result = try run(["compare", "-"], input: log)
    #expect(result.status == 65, "\(result.output)\(result.error)")
    #expect(result.error.hasPrefix("wabadoctor: "))
    #expect(result.error.contains(words), "\(result.error)")
    #expect(result.output == "")
  }

  @Test func aThirdSideIsNamedAndLeftOut() throws {
    let log = Self.small + "e,x,sms,5511900000005,1,delivered,2026-11-02T10:00:00Z\n"
    let result = try run(["compare", "-"], input: log)
    #expect(result.output.contains("\"sms\", has 1 message"))
  }

  @Test func theSameFileTwiceChangesNothing() throws {
    let folder = try ScratchFolder()
    let file = try folder.write(Self.small, to: "log.csv")
    let once = try run(["compare", file, "-o", "json"])
    let twice = try run(["compare", file, file, "-o", "json"])
    func delivery(_ text: String) throws -> String? {
      try JSONDocument(text, file: "report").root["delivery"]?.text
    }
    #expect(try delivery(once.output) == delivery(twice.output))
    #expect(try JSONDocument(twice.output, file: "report").root["lines"]?["repeated"]?.integer == 4)
  }

  @Test func aMissingFileHasItsOwnStatus() throws {
    let result = try run(["compare", "/nowhere/log.csv"])
    #expect(result.status == 66)
    #expect(result.error.contains("/nowhere/log.csv"))
  }

  @Test(arguments: [
    ["compare"], ["compare", "x.csv", "--counts", "mm=1/2", "cloud=1/2"],
    ["compare", "--counts", "mm=3/2", "cloud=1/2"],
    ["compare", "--counts", "mm=1/2"], ["compare", "--counts", "sms=1/2", "cloud=1/2"],
    ["compare", "--counts", "mm=1/2", "cloud=1/2", "--split", "half"],
    ["compare", "--counts", "mm=1/2", "cloud=1/2", "--margin", "-1"],
    ["compare", "plan", "--base", "101"], ["compare", "plan", "--difference", "0"],
    ["compare", "plan", "--seed", "4"],
    ["compare", "plan", "--base", "5", "--difference", "9"],
  ])
  func whatCannotBeMeantIsAUsageError(_ words: [String]) throws {
    let result = try run(words)
    #expect(result.status == 64, "\(result.output)\(result.error)")
    #expect(result.error.hasPrefix("wabadoctor: "))
  }

  @Test func nobodyDeliveredAnythingIsSaidAndNotComputed() throws {
    let result = try run(["compare", "--counts", "mm=0/1000", "cloud=0/1000"])
    #expect(result.output.contains("cannot be told: nobody, or everybody, on both sides"))
    #expect(!result.output.contains("nan") && !result.output.contains("inf"))
  }

  @Test func addressesAreLookedAtWithoutOpeningThem() throws {
    let result = try run(
      Self.totals + [
        "--url", "mm=https://bit.ly/x", "--url", "cloud=https://shop.example/sale#top", "-o", "json",
      ])
    let checks = try JSONDocument(result.output, file: "report").root["checks"]?.elements.map(\.self) ?? []
    let clicks = checks.first { $0["name"]?.string == "clicks" }
    #expect(clicks?["state"]?.string == "not met")
    #expect(
      clicks?["breaches"]?.elements.compactMap { $0["finding"]?.string }.contains(
        "click-comparison.other-page") == true)
    #expect(result.output.contains("click-comparison.address-at-risk"))
  }

  @Test(arguments: [
    ("https://bit.ly/x", "a shortener redirects"),
    ("https://shop.example/sale#top", "what is added behind a # never reaches the server"),
    ("http://shop.example/sale", "a redirect comes first that may drop the query"),
    ("https://shop.example/{x}/sale", "that must be encoded"), ("shop", "cannot be read as an address"),
  ])
  func eachRiskOfAnAddressIsToldWithItsSide(_ url: String, _ words: String) throws {
    let result = try run(Self.totals + ["--url", "mm=\(url)", "--url", "cloud=https://shop.example/sale"])
    let text = result.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("MM API: \(url): "), "\(text)")
    #expect(text.contains(words), "\(text)")
    #expect(text.contains("Cloud API: nothing is wrong with https://shop.example/sale as it is written"))
    #expect(text.contains("click-comparison.address-at-risk"))
  }

  @Test func anUnfairComparisonTellsTheFiguresBothWaysEvenInBrief() throws {
    let log = CampaignLog.text([.earlyRetries], people: 400)
    let result = try run(["compare", "-", "--split", "1:1", "--brief"], input: log)
    let words = result.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words.hasPrefix(
        "The comparison is not fair, so it says nothing about the route. The reason: a side has fewer than"))
    let places = ["Delivered at the first attempt", "Of all attempts, retries counted"].map {
      result.output.range(of: $0)?.lowerBound
    }
    #expect(places[0] != nil && places[1] != nil && places[0]! < places[1]!)
    #expect(!result.output.contains("Conditions of a fair comparison"))
  }

  @Test func questionsSayWhatMayBeAnswered() throws {
    let result = try run(Self.totals)
    #expect(result.output.contains("comparison.random_split: yes or no"))
    #expect(result.output.contains("comparison.mm_ttl: a duration with its unit such as 30 days"))
    let words = result.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("comparison.same_template: same, extremely similar or different"))
  }

  @Test func aChartIsWrittenAsSVG() throws {
    let folder = try ScratchFolder()
    let file = folder.path + "/chart.svg"
    _ = try run(Self.totals + ["--svg", file])
    let svg = try String(contentsOf: URL(filePath: file), encoding: .utf8)
    #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
    #expect(svg.contains("<title>Delivery on MM API and on Cloud API</title>"))
  }

  @Test func diagnoseTakesALogToo() throws {
    let folder = try ScratchFolder()
    let file = try folder.write(Self.small, to: "log.csv")
    let result = try run(["diagnose", "--log", file, "--only", "delivery-comparison", "-o", "json"])
    #expect(result.output.contains("delivery-comparison.too-few-messages"))
    #expect(try OutputSchema.problems(in: result.output, by: "diagnosis").map(\.description) == [])
  }

  @Test func aListIsDividedTheSameWayAgainAndHashedWhenAsked() throws {
    let folder = try ScratchFolder()
    let people = (0..<100).map { "+55 11 9\(10_000_000 + $0)" }
    let list = try folder.write(
      "phone\n" + people.joined(separator: "\n") + "\n" + people[0] + "\n\nnobody\n", to: "people.csv")
    let turned = try folder.write(people.reversed().joined(separator: "\n"), to: "turned.csv")
    func divided(_ list: String, _ more: [String]) throws -> (text: String, result: Child.Result) {
      let file = folder.path + "/sides.csv"
      let result = try run(["compare", "plan", "--recipients", list, "--sides", file, "--seed", "7"] + more)
      return (try String(contentsOf: URL(filePath: file), encoding: .utf8), result)
    }
    let once = try divided(list, [])
    #expect(once.text == (try divided(turned, [])).text)
    #expect(once.text.split(separator: "\n").count == 101)
    #expect(once.text.contains("551191"))
    #expect(once.result.output.contains("Seed 7"))
    #expect(once.result.output.contains("1 line named somebody a second time"))
    #expect(!once.result.output.contains("551191"))
    let hashed = try divided(list, ["--hash"]).text
    #expect(!hashed.contains("551191"))
    let hashes = hashed.split(separator: "\n").dropFirst().map { line in line.prefix { $0 != "," }.count }
    #expect(hashes.allSatisfy { $0 == 64 })
  }
}
