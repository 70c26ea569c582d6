import ArgumentParser
import Casework

/// A typed line taken apart into the words of a command.
struct PromptLine {
  /// The command's own words and what follows; empty for an empty line.
  let words: [String]
  /// The command that is meant; `nil` when the line does not begin with the whole name of one.
  let command: (any ParsableCommand.Type)?

  /// Reads a line: `how onboarding.on-behalf-of`, `why not account.disabled`, `note the customer's words`.
  ///
  /// - Throws: `CaseworkError` of kind usage when a quote is not closed.
  init(_ line: String) throws(CaseworkError) {
    let text = line.drop { $0.isWhitespace }
    let first = text.prefix { !$0.isWhitespace }
    let rest = text.dropFirst(first.count).drop { $0.isWhitespace }
    let second = rest.prefix { !$0.isWhitespace }
    if let command = PromptTable.command(named: "\(first)-\(second)"), !second.isEmpty {
      let tail = rest.dropFirst(second.count).drop { $0.isWhitespace }
      (self.command, words) = (
        command, try Self.words(of: command, tail, name: CommandNames.name(of: command))
      )
    } else if let command = PromptTable.command(named: String(first)) {
      (self.command, words) = (
        command, try Self.words(of: command, rest, name: CommandNames.name(of: command))
      )
    } else {
      (command, words) = (nil, [])
    }
  }

  /// The words of a command; what a person says in words of their own stays one piece, whatever is in it.
  private static func words(of command: any ParsableCommand.Type, _ rest: Substring, name: String)
    throws(CaseworkError) -> [String]
  {
    if command is any FreeTextCommand.Type, !rest.hasPrefix("--help") {
      return rest.isEmpty ? [name] : [name, "--", String(rest)]
    }
    return [name] + (try split(rest))
  }

  /// Splits as a shell does: at spaces, except within quotes or after a backslash; nothing is expanded.
  ///
  /// - Throws: `CaseworkError` of kind usage when a quote is not closed.
  static func split(_ text: some StringProtocol) throws(CaseworkError) -> [String] {
    var words: [String] = []
    var word = ""
    var isWord = false
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        word.append(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        (isEscaped, isWord) = (true, true)
      } else if let open = quote {
        if character == open { quote = nil } else { word.append(character) }
      } else if character == "'" || character == "\"" {
        (quote, isWord) = (character, true)
      } else if character.isWhitespace {
        if isWord { words.append(word) }
        (word, isWord) = ("", false)
      } else {
        word.append(character)
        isWord = true
      }
    }
    if let quote {
      throw CaseworkError(
        .usage, "the quote \(quote) is not closed; close it, or write \\\(quote) for the sign itself")
    }
    return isWord ? words + [word] : words
  }
}
