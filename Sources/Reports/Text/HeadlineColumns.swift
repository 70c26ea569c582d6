/// The columns that a block of headlines shares, so that they stand under one another.
struct HeadlineColumns {
  /// Width of the status words with the space after them.
  let word: Int
  /// Width of the titles; `nil` when the page is too narrow and addresses stand below them.
  let title: Int?
  /// Room for the note at the end of the line.
  let note: Int

  /// The titles never get less room than this while notes stand beside them.
  private static let narrowest = 26

  /// Columns for headlines on a page of a width.
  ///
  /// - Parameter atLeast: the least width of the status words, so that titles stand above what is told of them.
  init(_ headlines: [Headline], width: Int, atLeast least: Int = 9) {
    func widest(_ part: (Headline) -> String) -> Int {
      headlines.map { TextWrap.columns(HarmlessText.shown(part($0))) }.max() ?? 0
    }
    word = max(least, widest(\.word) + 2)
    let longestTitle = widest(\.title)
    let longestNote = widest(\.note)
    let room = width - word - 2
    if room - longestNote >= min(longestTitle, Self.narrowest) {
      title = min(longestTitle, room - longestNote)
      note = longestNote
    } else {
      title = nil
      note = 0
    }
  }
}
