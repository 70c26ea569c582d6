import CLibEdit

/// What Tab does: complete as far as all candidates agree; where that is nowhere, the second Tab lists them.
extension LineEditor {
  func complete() -> Int32 {
    let line = editedLine
    let offered = completer(line.text, line.cursor)
    // A file name with an escape code in it must neither be shown nor typed.
    let candidates = offered.candidates.filter { LineEditor.withoutControls($0) == $0 && !$0.contains("\t") }
    guard !candidates.isEmpty, (0...line.cursor).contains(offered.start) else { return CC_ERROR }
    let word = String(decoding: line.before.utf8.dropFirst(offered.start), as: UTF8.self)
    if candidates.count == 1 {
      let isFollowed = line.after.hasPrefix(" ")
      return replace(word, by: candidates[0] + (offered.isFinal && !isFollowed ? " " : ""))
    }
    let common = Self.commonPrefix(candidates)
    if common.utf8.count >= word.utf8.count, common != word { return replace(word, by: common) }
    guard lastStop == line else {
      lastStop = line
      return CC_ERROR
    }
    showEnd()
    write("\n" + CandidateList(candidates).text(columns: columns))
    redraw()
    return CC_NORM
  }

  /// Replaces the word before the cursor.
  private func replace(_ word: String, by text: String) -> Int32 {
    guard text != word else { return CC_ERROR }
    el_deletestr(library, Int32(word.unicodeScalars.count))
    el_insertstr(library, text)
    return CC_REFRESH
  }

  /// The longest beginning that all have.
  static func commonPrefix(_ words: [String]) -> String {
    words.dropFirst().reduce(words.first ?? "") { common, word in
      String(zip(common, word).prefix { $0 == $1 }.map(\.0))
    }
  }
}
