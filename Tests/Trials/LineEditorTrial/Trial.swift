import Glibc
import LineEditing

/// Says of every input what it was; the history file is the first argument.
struct Trial {
  private let history: HistoryFile?

  init(_ arguments: [String]) {
    history = arguments.count > 1 ? HistoryFile(path: arguments[1], limit: 20) : nil
  }

  func run() -> Int32 {
    do {
      let editor = try LineEditor(history: history, completer: Self.complete)
      if let trouble = editor.historyTrouble { print("trouble: \(trouble)") }
      let prompt = getenv("PROMPT").map { String(cString: $0) } ?? "\u{1}\u{1B}[1m\u{1}>\u{1}\u{1B}[0m\u{1} "
      while true {
        let input = editor.readLine(prompt: prompt)
        print("got: \(input)")
        guard case .line(let line) = input else {
          if input == .endOfInput { break }
          continue
        }
        if line != "secret" { editor.remember(line) }
        try answer(line, editor)
        if line == "quit" { break }
      }
      editor.close()
      return 0
    } catch {
      print("failed: \(error)")
      return 1
    }
  }

  private func answer(_ line: String, _ editor: LineEditor) throws {
    switch line {
    case "secret": print("got: \(try editor.readSecret(prompt: "token: "))")
    case "columns": print("columns: \(editor.columns)")
    case "exit": exit(3)
    case "deaf":
      print("deaf")
      while true { pause() }
    case "wait":
      print("waiting")
      while !editor.takeInterrupt() { usleep(10_000) }
      print("waited")
    default: break
    }
  }

  private static func complete(_ line: String, _ cursor: Int) -> Completions {
    if line == "crash" { fatalError("as the test asked") }
    let start =
      (line.utf8.prefix(cursor).lastIndex(of: 0x20)).map {
        line.utf8.distance(from: line.utf8.startIndex, to: $0) + 1
      } ?? 0
    let word = String(decoding: line.utf8.prefix(cursor).dropFirst(start), as: UTF8.self)
    let words =
      ["diagnose", "diagram", "explain", "größe", "naïve", "bad\u{1B}[31m", "ex\nplode"]
      + (1...100).map { "many-\($0)" }
    return Completions(start: start, candidates: words.filter { $0.hasPrefix(word) })
  }
}
