import JSONText

/// Everything read from a knowledge base: definitions in file order, found by address.
package struct KnowledgeBase: Sendable {
  package var edition = ""
  package var language = "en"
  /// In the order of `knowledge.json`.
  package var subjects: [Subject] = []
  /// Titles of the impacts, by name.
  package var impactTitles: [String: String] = [:]
  /// Titles of those who act, by name.
  package var actors: [String: String] = [:]
  /// Origins, most trusted first.
  package var trust: [String] = []
  /// `knowledge.json` itself.
  package var json: JSONValue?
  package var facts: [FactDefinition] = []
  package var questions: [Question] = []
  package var rules: [Rule] = []
  package var findings: [Finding] = []
  package var remedies: [Remedy] = []
  package var tickets: [TicketType] = []
  package var errorCodes: [ErrorCode] = []
  package var tables: [Table] = []
  package var calls: [GraphCall] = []
  package var sources: [Source] = []
  package var topics: [Topic] = []
  package var cases: [WorkedCase] = []
  /// Texts of `Templates/`, by file name without `.mustache`: `report.html`.
  package var templates: [String: String] = [:]
  /// The Graph API version of `Collectors/graph-api.json`.
  package var graphVersion = ""

  /// Position of each fact by name.
  package var factPositions: [String: FactIndex] = [:]
  /// Position of each question by the name of its fact.
  package var questionPositions: [String: Int] = [:]
  /// Position of each finding by address.
  package var findingPositions: [String: FindingIndex] = [:]
  /// Position of each subject by name.
  package var subjectPositions: [String: Int] = [:]
  /// Position of each table by address.
  package var tablePositions: [String: Int] = [:]

  package init() {}

  /// The definition of a fact, if there is one of that name.
  package func fact(_ name: FactName) -> FactDefinition? { factPositions[name.description].map { facts[$0] } }
  /// The remedy at an address.
  package func remedy(_ address: String) -> Remedy? { remedies.first { $0.address == address } }
  /// The source at an address.
  package func source(_ address: String) -> Source? { sources.first { $0.address == address } }
  /// The question about a fact.
  package func question(_ name: FactName) -> Question? { questionPositions[name.description].map { questions[$0] } }
  /// The topic of that name.
  package func topic(_ address: String) -> Topic? { topics.first { $0.address == address } }
}

/// Which folders of the knowledge base a command needs.
package struct KnowledgeParts: OptionSet, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }

  package static let rules = KnowledgeParts(rawValue: 1)
  package static let remedies = KnowledgeParts(rawValue: 2)
  package static let tickets = KnowledgeParts(rawValue: 512)
  package static let topics = KnowledgeParts(rawValue: 4)
  package static let collectors = KnowledgeParts(rawValue: 8)
  package static let sources = KnowledgeParts(rawValue: 16)
  package static let questions = KnowledgeParts(rawValue: 32)
  package static let errorCodes = KnowledgeParts(rawValue: 64)
  package static let cases = KnowledgeParts(rawValue: 128)
  package static let templates = KnowledgeParts(rawValue: 256)
  /// What every diagnosis needs; facts, tables and findings always come with the rules.
  package static let diagnosis: KnowledgeParts = [.rules, .remedies]
  package static let everything: KnowledgeParts = [
    .rules, .remedies, .tickets, .topics, .collectors, .sources, .questions, .errorCodes, .cases,
    .templates,
  ]
}
