import ArgumentParser
import Casework
import Glibc
import JSONText
import Knowledge

/// What Tab offers: commands, their options, names of the knowledge, values, answers and files, by where the cursor stands.
struct PromptCompletion {
  /// The word that is completed, and what it may become.
  struct Offer: Hashable {
    /// UTF-8 offset in the line at which the word begins.
    let start: Int
    /// Whole words, in order, each beginning with what is typed.
    let candidates: [String]
    /// Whether a word that fits alone is finished; not so for folders and for facts that want a value.
    var isFinal = true
  }

  /// What a command's words are names of.
  enum Names {
    case facts, findings, topics, anything, files
  }

  private let knowledge: KnowledgeBase
  private let answers: [String]
  private let known: [String]

  /// - Parameter session: the conversation whose question and facts count.
  init(_ session: PromptSession) {
    knowledge = session.knowledge
    answers = session.question.map { AnswerReading($0, in: session.knowledge).choices.map(\.word) } ?? []
    var seen: Set<String> = []
    known = session.conversation.state.engine.claims.map { claim in
      claim.entity.map { "\(claim.name.subject)[\($0)].\(claim.name.field)" } ?? claim.name.description
    }.filter { seen.insert($0).inserted }
  }

  /// The offer for a line with the cursor at a UTF-8 offset.
  func offer(_ line: String, cursor: Int) -> Offer {
    let before = String(decoding: line.utf8.prefix(cursor), as: UTF8.self)
    let start =
      before.utf8.lastIndex { $0 == 0x20 }.map {
        before.utf8.distance(from: before.utf8.startIndex, to: $0) + 1
      } ?? 0
    let word = String(decoding: before.utf8.dropFirst(start), as: UTF8.self)
    let words = before.split(separator: " ").map(String.init)
    let isFirst = start == 0
    let candidates = isFirst ? first(word) : following(words, word)
    let isOpen =
      candidates.count == 1
      && (candidates[0].hasSuffix("/") || candidates[0].hasSuffix("=") || candidates[0].hasSuffix("."))
    return Offer(start: start, candidates: candidates, isFinal: !isOpen)
  }

  /// The beginning of a line: a command, an answer, or a fact.
  private func first(_ word: String) -> [String] {
    if let value = values(word) { return value }
    let commands =
      PromptTable.names.flatMap { name in name.contains("-") ? [name.replacing("-", with: " ")] : [name] } + [
        "help"
      ]
    return fitting(answers + commands, word) + (word.contains(".") ? names(.facts, word) : [])
  }

  private func following(_ words: [String], _ word: String) -> [String] {
    var words = words
    if !word.isEmpty, !words.isEmpty { words.removeLast() }
    guard let name = words.first else { return [] }
    if name == "help" { return fitting(PromptTable.names, word) }
    let two = words.count > 1 ? "\(name)-\(words[1])" : ""
    guard let command = PromptTable.command(named: two) ?? PromptTable.command(named: name) else {
      return fitting(
        PromptTable.names.filter { $0.hasPrefix(name + "-") }.map { String($0.dropFirst(name.count + 1)) },
        word)
    }
    if word.hasPrefix("-") { return fitting(CommandOptions.names(of: command), word) }
    if let last = words.last, last.hasPrefix("-") {
      if let values = CommandOptions.values(of: last, in: command) { return fitting(values, word) }
      if last == "--fact" { return values(word) ?? names(.facts, word) }
      if last == "--only" || last == "--skip" { return names(.topics, word) }
      if ["--bundle", "--facts", "--output-file", "--token-file"].contains(last) {
        return names(.files, word)
      }
    }
    let subcommands = command.configuration.subcommands.map(CommandNames.name)
    if !subcommands.isEmpty, words.count == 1 { return fitting(subcommands, word) }
    guard let kind = Self.kinds[CommandNames.name(of: command)] else { return [] }
    if kind == .facts, let values = values(word) { return values }
    let second = ["why": ["not"], "what": ["if"]][words.count == 1 ? name : ""] ?? []
    return fitting(second, word) + names(kind, word)
  }

  /// What the words of each command name.
  private static let kinds: [String: Names] = [
    "why": .facts, "fact": .facts, "change": .facts, "facts": .facts, "suppose": .facts, "how": .findings,
    "why-not": .findings, "what-if": .findings,
    "waive": .findings, "recheck": .findings, "topic": .topics, "explain": .anything, "search": .anything,
    "read": .files, "save": .files, "open": .files,
    "transcript": .files, "attach": .files,
  ]

  private func names(_ kind: Names, _ word: String) -> [String] {
    switch kind {
    case .facts: fitting(known + knowledge.facts.filter { $0.retired == nil }.map(\.name.description), word)
    case .findings: fitting(knowledge.findings.filter { $0.retired == nil }.map(\.address), word)
    case .topics: fitting(knowledge.topics.map(\.address) + ["all"], word)
    case .anything:
      fitting(
        knowledge.findings.map(\.address) + knowledge.rules.map(\.address)
          + knowledge.facts.map(\.name.description) + knowledge.errorCodes.map(\.code)
          + knowledge.topics.map(\.address) + knowledge.tables.map(\.address)
          + knowledge.remedies.map(\.address) + knowledge.facts.flatMap(\.options), word)
    case .files: Self.files(word)
    }
  }

  /// The values of a fact, once its name and the equals sign stand there: `waba.status=AC`.
  private func values(_ word: String) -> [String]? {
    guard let equals = word.firstIndex(of: "=") else { return nil }
    let left = String(word[..<equals])
    var name = left
    if let open = left.firstIndex(of: "["), let close = left.firstIndex(of: "]"), open < close {
      name = String(left[..<open] + left[left.index(after: close)...])
    }
    guard let fact = knowledge.factPositions[name] else { return nil }
    let definition = knowledge.facts[fact]
    let values = definition.kind.element == .yesNo ? ["yes", "no"] : definition.options
    return fitting(values.map { "\(left)=\($0)" }, word)
  }

  /// Those that begin with what is typed, each once, in order.
  private func fitting(_ names: [String], _ word: String) -> [String] {
    var seen: Set<String> = []
    return names.filter { $0.hasPrefix(word) && seen.insert($0).inserted }
  }

  /// Files and folders that begin with a path; hidden ones only when asked for.
  private static func files(_ word: String) -> [String] {
    let slash = word.lastIndex(of: "/")
    let folder = slash.map { String(word[...$0]) } ?? ""
    let part = slash.map { String(word[word.index(after: $0)...]) } ?? word
    guard let directory = opendir(folder.isEmpty ? "." : folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != "..", name.hasPrefix(part), part.hasPrefix(".") || !name.hasPrefix("."),
        !name.contains(where: { $0.isNewline || $0 == " " })
      else { continue }
      names.append(folder + name + (entry.pointee.d_type == UInt8(DT_DIR) ? "/" : ""))
    }
    return names.sorted()
  }
}

/// The options of commands, as the argument parser knows them.
private enum CommandOptions {
  /// The options of a command: `--bundle`.
  static func names(of command: any ParsableCommand.Type) -> [String] {
    arguments(of: command).flatMap { argument -> [String] in
      (argument["names"].map { Array($0.elements) } ?? []).compactMap { name in
        guard let text = name["name"]?.string, name["kind"]?.string == "long" else { return nil }
        return "--" + text
      }
    }
  }

  /// The words that an option takes, if they are few.
  static func values(of option: String, in command: any ParsableCommand.Type) -> [String]? {
    for argument in arguments(of: command) {
      let isIt =
        argument["names"]?.elements.contains {
          ($0["name"]?.string).map { "--\($0)" == option || "-\($0)" == option } ?? false
        } ?? false
      guard isIt, let values = argument["allValues"]?.elements.compactMap(\.string), !values.isEmpty else {
        continue
      }
      return values
    }
    return nil
  }

  private static func arguments(of command: any ParsableCommand.Type) -> [JSONValue] {
    guard let document = try? JSONDocument(Array(command._dumpHelp().utf8), file: "help"),
      let arguments = document.root["command"]?["arguments"]
    else { return [] }
    return Array(arguments.elements)
  }
}
