import Testing

@testable import Inference

@Suite struct TruthTests {
  static let all: [Truth] = [.holds, .fails, .unknown]

  @Test func notTurnsRoundAndLeavesTheUnknown() {
    #expect(Truth.holds.negated == .fails)
    #expect(Truth.fails.negated == .holds)
    #expect(Truth.unknown.negated == .unknown)
  }

  /// Kleene 1952, section 64, the strong tables; rows and columns in the order holds, fails, unknown.
  @Test func allAndAnyFollowTheStrongTables() {
    let all: [[Truth]] = [[.holds, .fails, .unknown], [.fails, .fails, .fails], [.unknown, .fails, .unknown]]
    let any: [[Truth]] = [[.holds, .holds, .holds], [.holds, .fails, .unknown], [.holds, .unknown, .unknown]]
    for (row, left) in Self.all.enumerated() {
      for (column, right) in Self.all.enumerated() {
        #expect(Truth.all([left, right]) == all[row][column])
        #expect(Truth.any([left, right]) == any[row][column])
      }
    }
  }

  @Test func ofNothingAllHoldsAndAnyFails() {
    #expect(Truth.all([]) == .holds)
    #expect(Truth.any([]) == .fails)
  }

  @Test func onlyTheUnknownIsUndecided() {
    #expect(Self.all.map(\.isDecided) == [true, true, false])
    #expect(Truth(true) == .holds && Truth(false) == .fails)
  }
}
