/// Possibilities of which one is true, as a table: what each answers to each question, and which questions decide it.
struct Puzzle {
  /// What a search for the best order can take.
  static let limit = 128

  /// Answers by possibility and question.
  let answers: [[Int]]
  /// For each possibility the smallest sets of questions that decide it, a bit for each.
  let deciding: [[UInt128]]
  /// How likely each is; relative to the others.
  let weights: [Int]
  let questionCount: Int
  /// The questions that each can be asked: not those about an entity that it does not have; a bit for each.
  let askable: [UInt128]

  /// The mean over all possibilities, by their weights.
  func mean(_ depths: [Int]) -> Double { mean(sum: zip(depths, weights).reduce(0) { $0 + $1.0 * $1.1 }) }

  func mean(sum: Int) -> Double { Double(sum) / Double(max(1, weights.reduce(0, +))) }
}
