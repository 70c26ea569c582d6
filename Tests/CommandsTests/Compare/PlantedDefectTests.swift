import Casework
import Collectors
import Comparison
import FoundationEssentials
import Inference
import Knowledge
import Reports
import TestSupport
import Testing

/// Logs with one thing wrong: just that condition is named. The rules are the project's own, but for the least size, which an editor
/// has lowered to 4,000 so that the logs are small: no bound stands in the program.
@Suite struct PlantedDefectTests {
  /// What no log can show, as an analyst would answer.
  private static let answers = [
    "comparison.random_split=yes", "comparison.other_campaigns_to_same_people=no",
    "comparison.template_active=yes",
    "comparison.mm_ttl=30 days",
  ]
  private static let knowledge: KnowledgeBase = {
    let scratch = try! ScratchFolder()
    let copy = scratch.path + "/KnowledgeBase"
    try! FileManager.default.copyItem(atPath: KnowledgeFixture.projectFolder.path, toPath: copy)
    let rules = URL(filePath: copy + "/Rules/delivery-comparison.json")
    let text = try! String(contentsOf: rules, encoding: .utf8)
    try! Data(
      text.replacing("\"below\": 100000", with: "\"below\": 4000").replacing(
        "\"at least\": 100000", with: "\"at least\": 4000"
      ).utf8
    )
    .write(to: rules)
    return KnowledgeReader.read(KnowledgeFolder(path: copy), parts: [.rules, .sources, .questions, .topics])
      .knowledge
  }()

  /// A planted defect, and what must be named.
  struct Expectation: Sendable, CustomTestStringConvertible {
    let defect: CampaignLog.Defect
    var notMet: [String] = []
    var unknown: [String] = []
    var finding: String
    var testDescription: String { defect.rawValue }
  }

  /// What no log can show of clicks, as an analyst would answer.
  private static let clickAnswers = [
    "comparison.click_counter=own counter", "comparison.addresses_tested=yes", "website.address_opens=yes",
    "comparison.same_landing_page=yes", "comparison.creative_optimisation=off",
  ]

  private static func report(_ log: String, answers: [String] = answers, withClicks: Bool = false) throws
    -> ComparisonReport
  {
    var options = CountingOptions(prefixes: DiallingPrefixes(knowledge))
    options.campaigns = ["spring"]
    let counts = try LogCounter(options).count([.bytes(Array(log.utf8), name: "log.csv")])
    var settings = ComparisonSettings()
    settings.split = [1, 1]
    settings.margin = 0.03
    let figures = try ComparisonFigures(counts, settings)
    var opening = CaseOpening(knowledge: knowledge)
    for answer in answers { try opening.add(flag: answer) }
    opening.add(
      ComparisonCollector(knowledge: knowledge).collect(from: figures, place: "log.csv"), from: "log.csv")
    let findings = try TopicChoice(
      only: withClicks ? ["delivery-comparison", "click-comparison"] : ["delivery-comparison"]
    ).findings(in: knowledge)
    let investigation = Investigation(
      opening, asOf: Moment("2026-11-21T09:14:00Z"), clock: Moment(seconds: 0), findings: findings)
    let context = ReportContext(
      investigation.diagnosis(), engine: investigation.engine,
      header: ReportHeader(factsFrom: ["log.csv"], toolVersion: "0"))
    return ComparisonReport(figures, context, unasked: ComparisonCollector.computed, withClicks: withClicks)
  }

  private static func findings(_ report: ComparisonReport) -> [String] {
    (report.checks.flatMap(\.breaches) + report.remarks).map(\.address).filter {
      !$0.hasSuffix("limits-of-people")
    }
  }

  @Test func aCleanLogIsFairAndNothingIsNamed() throws {
    let report = try Self.report(CampaignLog.text([]))
    #expect(report.standing == .fair)
    #expect(report.checks.filter { $0.state != .met }.map(\.name) == [])
    #expect(Self.findings(report) == [])
    #expect(report.conclusion == .noDifferenceThatMatters)
    #expect(report.clickStanding == nil)
  }

  @Test func aCleanLogWithoutAnswersAsksWhatItCannotShow() throws {
    let report = try Self.report(CampaignLog.text([], people: 2_000), answers: [])
    #expect(
      Set(report.checks.flatMap(\.open).map(\.fact)) == [
        "comparison.random_split", "comparison.other_campaigns_to_same_people", "comparison.template_active",
        "comparison.mm_ttl",
      ])
  }

  @Test(arguments: [
    Expectation(defect: .fallback, notMet: ["sides"], finding: "fallback"),
    Expectation(defect: .earlyRetries, finding: "retried-too-soon retries-explain-drop"),
    Expectation(defect: .overlap, notMet: ["people"], finding: "people-on-both-sides"),
    Expectation(defect: .repeats, notMet: ["people"], finding: "people-written-twice"),
    Expectation(defect: .otherCampaign, notMet: ["people"], finding: "other-campaigns"),
    Expectation(defect: .otherTemplate, unknown: ["template"], finding: ""),
    Expectation(defect: .otherDays, notMet: ["days"], finding: "other-days"),
    Expectation(defect: .tooFewDays, notMet: ["days"], finding: "too-few-days"),
    Expectation(defect: .otherHour, notMet: ["hour"], finding: "other-hour"),
    Expectation(defect: .tooFew, notMet: ["size"], finding: "too-few-messages"),
    Expectation(defect: .unevenSplit, notMet: ["split"], finding: "uneven-split"),
    Expectation(defect: .countries, notMet: ["mix"], finding: "countries-differ"),
    Expectation(defect: .dayMix, notMet: ["mix"], finding: "day-mix-differs"),
    Expectation(defect: .reversal, notMet: ["mix"], finding: "countries-differ reversal"),
    Expectation(defect: .unresolved, notMet: ["unresolved"], finding: "unresolved-differ"),
    Expectation(defect: .unitedStates, notMet: ["regions"], finding: "united-states"),
    Expectation(defect: .tooManyDays, notMet: ["days"], finding: "too-many-days"),
    Expectation(
      defect: .cloudBefore, notMet: ["days"], unknown: ["mix"],
      finding: "before-and-after other-days too-few-days"),
    Expectation(defect: .holdout, notMet: ["split"], finding: "not-random"),
    Expectation(defect: .germany, finding: "no-difference-expected"),
    Expectation(defect: .someGermans, finding: "partly-without-optimisation"),
  ])
  func oneDefectAloneIsNamed(_ expected: Expectation) throws {
    // An uneven split leaves one side below the bound of the size, unless there are more people.
    let people = expected.defect == .unevenSplit ? 9_200 : 8_200
    var report = try Self.report(
      CampaignLog.text([expected.defect], people: people),
      answers: expected.defect == .otherCampaign
        ? Self.answers.filter { !$0.contains("other_campaigns") } : Self.answers)
    #expect(report.checks(.notMet).map(\.name) == expected.notMet)
    #expect(report.checks(.unknown).map(\.name) == expected.unknown)
    let names = expected.finding.split(separator: " ").map { "delivery-comparison.\($0)" }
    #expect(Set(Self.findings(report)) == Set(names))
    let isFair = expected.notMet.isEmpty && expected.unknown.isEmpty
    #expect(report.standing == (isFair ? .fair : expected.notMet.isEmpty ? .open : .notFair))
    if expected.defect == .earlyRetries {
      #expect(report.isCuredByNormalising && report.conclusion == .noDifferenceThatMatters)
    }
    if expected.defect == .otherTemplate {
      report = try Self.report(
        CampaignLog.text([.otherTemplate], people: 2_000),
        answers: Self.answers + ["comparison.same_template=different"])
      #expect(report.checks(.notMet).map(\.name) == ["template", "size"])
    }
  }

  @Test func everythingAtOnceIsNamed() throws {
    // What cannot be at the same time: other mixes of countries, and days before or beyond the few.
    let all = Set(CampaignLog.Defect.allCases).subtracting([.reversal, .tooManyDays, .cloudBefore, .germany])
    let report = try Self.report(CampaignLog.text(all), answers: ["comparison.same_template=different"])
    #expect(report.standing == .notFair)
    #expect(report.conclusion == nil)
    #expect(
      report.checks(.notMet).map(\.name) == [
        "sides", "people", "template", "days", "hour", "size", "split", "mix", "unresolved", "regions",
      ])
    let named = Set(Self.findings(report).map { String($0.dropFirst("delivery-comparison.".count)) })
    #expect(
      named.isSuperset(of: [
        "fallback", "retried-too-soon", "people-on-both-sides", "people-written-twice", "other-campaigns",
        "other-template", "other-days",
        "too-few-days", "other-hour", "too-few-messages", "uneven-split", "countries-differ",
        "day-mix-differs", "unresolved-differ",
        "united-states", "not-random", "partly-without-optimisation",
      ]))
  }

  @Test func clicksOfAFairTestAreComparedWhenEverythingAboutThemIsKnown() throws {
    let log = CampaignLog.text([], clickedOn: ["mm", "cloud"])
    let report = try Self.report(log, answers: Self.answers + Self.clickAnswers, withClicks: true)
    #expect(report.clickStanding == .fair && report.clickConclusion != nil)
    #expect(report.figures.adjusted.count == 2)
    #expect(Self.findings(report) == [])
    let open = try Self.report(log, withClicks: true)
    #expect(open.clickStanding == .open && open.clickConclusion == nil && open.standing == .fair)
    #expect(
      Set(open.checks.flatMap(\.open).map(\.fact))
        == Set(Self.clickAnswers.map { String($0.prefix { $0 != "=" }) }))
  }

  @Test(arguments: [
    ("comparison.click_counter=click webhook", "several-counters"),
    ("comparison.click_counter=two counters", "several-counters"),
    ("comparison.addresses_tested=no", "address-not-tested"), ("website.address_opens=no", "broken-address"),
    ("comparison.same_landing_page=no", "other-page"),
    ("comparison.creative_optimisation=on", "creative-optimisation"),
  ])
  func oneDefectOfClicksAloneIsNamedAndDeliveryStaysFair(_ answer: String, _ finding: String) throws {
    let fact = answer.prefix { $0 != "=" }
    let log = CampaignLog.text([], clickedOn: ["mm", "cloud"])
    let answers = Self.answers + Self.clickAnswers.filter { !$0.hasPrefix(fact) } + [answer]
    let report = try Self.report(log, answers: answers, withClicks: true)
    #expect(report.standing == .fair && report.clickStanding == .notFair)
    #expect(report.checks(.notMet).map(\.name) == ["clicks"])
    #expect(Self.findings(report) == ["click-comparison.\(finding)"])
  }

  @Test func clicksOfOneSideOnlyAreDoubted() throws {
    let report = try Self.report(CampaignLog.text([], clickedOn: ["mm"]), withClicks: true)
    let clicks = try #require(report.checks.first { $0.name == "clicks" })
    #expect(clicks.figures.contains("one side has no click at all: was it counted there?"))
    #expect(report.clickStanding == .open)
  }
}
