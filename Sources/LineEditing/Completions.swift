/// What Tab offers at a place of the line.
package struct Completions: Sendable, Equatable {
  /// UTF-8 offset in the line at which the word begins that is completed.
  package var start: Int
  /// Whole words that may stand there, in the order they are listed in.
  package var candidates: [String]
  /// Whether a sole candidate is a whole word, to be followed by a space.
  package var isFinal: Bool

  package init(start: Int, candidates: [String], isFinal: Bool = true) {
    (self.start, self.candidates, self.isFinal) = (start, candidates, isFinal)
  }
}
