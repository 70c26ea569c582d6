import Casework
import Knowledge
import Testing
import TestSupport

/// The project's own knowledge base: every example of its rules and every worked case is a test.
@Suite struct KnowledgeBaseTests {
  /// Read and tried once for all tests.
  private static let knowledge = KnowledgeReader.read(KnowledgeFixture.projectFolder)
  private static let results: [TrialResult] = {
    guard knowledge.faults.isEmpty else { return [] }
    var trial = KnowledgeTrial(knowledge.knowledge)
    return trial.results()
  }()

  @Test func itIsReadWithoutFaults() {
    #expect(Self.knowledge.faults.map(\.description) == [])
  }

  @Test func thereIsSomethingToTry() {
    #expect(Self.results.count { $0.subject != .workedCase } >= 2 * Self.knowledge.knowledge.rules.count)
    #expect(Self.results.contains { $0.subject == .workedCase })
  }

  @Test(arguments: results.filter { $0.subject != .workedCase })
  func anExampleOfARule(_ result: TrialResult) {
    #expect(result.differences == [], "\(result.place)")
  }

  @Test(arguments: results.filter { $0.subject == .workedCase })
  func aWorkedCase(_ result: TrialResult) {
    #expect(result.differences == [], "\(result.place)")
  }
}

extension TrialResult: CustomTestStringConvertible {
  /// The entry, so that a failure names it.
  public var testDescription: String { description }
}
