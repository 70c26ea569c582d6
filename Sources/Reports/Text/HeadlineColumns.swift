/// The columns that a block of headlines shares, so that they stand under one another.
struct HeadlineColumns {
  /// Width of the status words with the space after them.
  let word: Int
  /// Width of the titles.
  private let title: Int
  /// Width of the notes; a longer note takes room from its own title only.
  private let note: Int
  private let width: Int

  /// A title never gets less room than this while a note stands beside it.
  private static let narrowest = 26
  /// The notes of a block get no more than this share of the line, unless the titles leave it.
  private static let share = 0.32

  /// Columns for headlines on a page of a width.
  ///
  /// - Parameter atLeast: the least width of the status words, so that titles stand above what is told of them.
  init(_ headlines: [Headline], width: Int, atLeast least: Int = 9) {
    func widest(_ part: (Headline) -> String) -> Int {
      headlines.map { TextWrap.columns(HarmlessText.shown(part($0))) }.max() ?? 0
    }
    word = max(least, widest(\.word) + 2)
    self.width = width
    let room = width - word - 2
    let longest = widest(\.title)
    note = min(widest(\.note), max(Int(Self.share * Double(width)), room - longest))
    title = min(longest, room - note)
  }

  /// Room for a title beside a note of so many columns; `nil` when the note has to stand below it.
  func title(_ title: Int, beside note: Int) -> Int? {
    guard note > self.note else { return self.title >= min(title, Self.narrowest) ? self.title : nil }
    let room = width - word - 2 - note
    return room >= min(title, Self.narrowest) ? min(room, self.title) : nil
  }
}
