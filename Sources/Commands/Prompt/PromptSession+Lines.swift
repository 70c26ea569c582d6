import ArgumentParser
import Casework
import Inference
import JSONText
import Knowledge
import Reports

/// What a line at the prompt means.
extension PromptSession {
  /// Takes a line, or a pasted text of several lines.
  ///
  /// - Returns: the status of what was done; anything but `answered` stops a script.
  func take(_ text: String) -> ExitStatus {
    if isReading { say("| \(text.replacing("\n", with: "\n| "))\n") } else { screen.note(typed: text) }
    do {
      try SecretGuard.check(line: text)
      return try PromptScreen.$current.withValue(screen) { try meaning(of: text) }
    } catch {
      return complain(error, of: text)
    }
  }

  /// Takes a text that was pasted in one go: whatever stands in it, it is content and no command.
  func take(content text: String) -> ExitStatus {
    screen.note(typed: text)
    do {
      try SecretGuard.check(line: text)
      return try PromptScreen.$current.withValue(screen) {
        let lines = text.split { $0.isNewline }.map { trimmed($0) }.filter { !$0.isEmpty }
        if PastedText.begins(trimmed(text)) {
          try paste(trimmed(text))
          return .answered
        }
        let facts = lines.filter { Self.factName($0).map { knowledge.factPositions[$0] != nil } ?? false }
        if !facts.isEmpty {
          let status = try run(["fact"] + facts)
          guard status == .answered, facts.count < lines.count else { return status }
        }
        let words = lines.filter { !facts.contains($0) }.joined(separator: "\n")
        if try !pasteWithin(words) { try hear(words) }
        return .answered
      }
    } catch {
      return complain(error, of: text)
    }
  }

  /// A command by its whole first word, JSON by its first sign, a fact by its name and equals sign; else an answer, or a symptom.
  private func meaning(of text: String) throws -> ExitStatus {
    let line = trimmed(text)
    if line.isEmpty {
      repeatQuestion()
      return .answered
    }
    if PastedText.begins(line) {
      try paste(line)
      return .answered
    }
    let isManyLines = line.contains { $0.isNewline }
    if !isManyLines {
      if line == "?" || line.lowercased() == "help" { return try explainQuestion(orHelp: line != "?") }
      if line == "-" || (question != nil && Self.isDoubt(line)) { return try leaveOpen() }
      if line.hasPrefix("help ") { return try help(on: line.dropFirst(5)) }
      let typed = try PromptLine(PromptTable.command(named: line.lowercased()) == nil ? line : line.lowercased())
      if typed.command != nil, !isSentence(typed) { return try run(typed.words) }
      if let name = Self.factName(line),
        question == nil || knowledge.subjectPositions[FactName(name).subject] != nil
      {
        return try run(["fact", line])
      }
    }
    if try pasteWithin(line) { return .answered }
    if asksForText || (question != nil && !isManyLines && !namesErrorCode(line)) {
      try answer(line.split { $0.isNewline }.joined(separator: " "))
    } else {
      try hear(line)
    }
    return .answered
  }

  /// Ways of saying that one does not know.
  private static let doubts: Set<String> = [
    "not sure", "unsure", "don't know", "dont know", "do not know", "i don't know", "no idea", "unknown", "?",
  ]

  private static func isDoubt(_ line: String) -> Bool {
    doubts.contains(trimmedEnd(line.lowercased().replacing("’", with: "'"), of: ".!"))
  }

  /// Runs a command of the table.
  func run(_ words: [String]) throws -> ExitStatus {
    var command = try PromptRoot.parseAsRoot(words)
    if let command = command as? any CaseCommand {
      try command.run(in: self)
      return .answered
    }
    if let command = command as? any Command {
      let status = try command.execute()
      return status.isError ? status : .answered
    }
    try command.run()
    return .answered
  }

  /// Says what went wrong; the conversation goes on.
  private func complain(_ error: any Error, of line: String) -> ExitStatus {
    let failure = Failure(error, typed: line)
    if failure.isAnswer {
      say(failure.text)
      return .answered
    }
    screen.complain(failure.text)
    return failure.status
  }

  /// The name before the equals sign of a line such as `phone_number[106].status=CONNECTED`.
  private static func factName(_ line: String) -> String? {
    guard let equals = line.firstIndex(of: "="), equals != line.startIndex else { return nil }
    let left = trimmed(line[..<equals])
    guard left.contains("."), left.allSatisfy({ $0.isLetter || $0.isNumber || "._-[]".contains($0) }) else {
      return nil
    }
    guard let open = left.firstIndex(of: "["), let close = left.firstIndex(of: "]"), open < close else {
      return left
    }
    return String(left[..<open] + left[left.index(after: close)...])
  }

  private func namesErrorCode(_ line: String) -> Bool { line.contains("(#") || line.contains("fbtrace_id") }

  /// The help of one command: `help why not`, `help kb check`.
  private func help(on name: Substring) throws -> ExitStatus {
    let words = name.split { $0.isWhitespace }.map(String.init)
    if words == ["help"] { return try explainQuestion(orHelp: true) }
    let name = words.joined(separator: "-")
    if words.count > 1, PromptTable.command(named: name) == nil, PromptTable.command(named: words[0]) != nil {
      return try run(words + ["--help"])
    }
    guard PromptTable.command(named: name) != nil else {
      throw CaseworkError(
        .usage,
        "there is no command \"\(name)\"" + NearMiss.suggestion(for: name, among: PromptTable.names)
          + "; help lists them")
    }
    return try run([name, "--help"])
  }

  private func explainQuestion(orHelp isHelp: Bool) throws -> ExitStatus {
    if let question, !isHelp {
      say(text(of: question).explanation)
    } else {
      say(PromptHelp.text(style: style))
    }
    return .answered
  }

  private func leaveOpen() throws -> ExitStatus {
    guard let question else { throw PromptError.noQuestion }
    change { $0.leaveOpen(question.reference) }
    return .answered
  }

  // MARK: Words and pasted texts

  /// Takes the JSON that stands among words: `HTTP 400 {"error": …}`; `false` when there is none that is known.
  private func pasteWithin(_ text: String) throws -> Bool {
    guard let start = text.firstIndex(where: { $0 == "{" }), let end = text.lastIndex(of: "}"), start < end,
      (try? PastedText(String(text[start...end]), knowledge: knowledge, waba: nil, at: clock())) != nil
    else { return false }
    try paste(String(text[start...end]))
    return true
  }

  /// Whether the open question takes any text, so that a request can be pasted as its answer.
  private var asksForText: Bool { question.map { knowledge.facts[$0.reference.fact].kind == .text } ?? false }

  /// Whether a line that begins with the name of a command is a sentence all the same: it answers a question for text, and is not how the
  /// command is typed.
  private func isSentence(_ typed: PromptLine) -> Bool {
    guard asksForText, typed.words.count > 3 else { return false }
    return (try? PromptRoot.parseAsRoot(typed.words)) == nil
  }

  /// Takes JSON that somebody pasted.
  func paste(_ text: String) throws {
    let pasted: PastedText
    do {
      pasted = try PastedText(text, knowledge: knowledge, waba: conversation.state.waba, at: clock())
    } catch {
      guard asksForText, let root = try? JSONDocument(text, file: "pasted text").root else { throw error }
      return try answer(PastedText.line(root))
    }
    let facts = pasted.opening.collected.facts
    say("  Read as \(pasted.kind): \(facts.count == 1 ? "1 fact" : "\(facts.count) facts")\n")
    for fact in facts.prefix(8) {
      guard let definition = knowledge.fact(fact.name) else { continue }
      let entity = fact.entity.map { "[\(HarmlessText.value($0, limit: 40))]" } ?? ""
      say(
        "    \(fact.name.subject)\(entity).\(fact.name.field) is \(HarmlessText.value(fact.value.text(of: definition.kind), limit: 100))\n"
      )
    }
    if facts.count > 8 { say("    …and \(facts.count - 8) more; facts lists them\n") }
    if let code = pasted.code { tell(code, besides: conversation.state.topics) }
    change { conversation in
      conversation.asOneStep("pasted \(pasted.kind)") {
        $0.bring(pasted.opening, title: pasted.kind)
        if $0.state.topics.isEmpty, let code = pasted.code { $0.focus(on: self.topics(of: code)) }
        if let code = pasted.code, let topic = $0.state.topics.first {
          $0.tell(self.codes(code, topic: self.knowledge.topic(topic), engine: $0.engine), title: "an error code")
        }
      }
    }
  }

  /// Takes somebody's own words: topics and facts that they point to, and why.
  func hear(_ text: String) throws {
    if let near = mistypedCommand(text) {
      throw CaseworkError(
        .usage, "\"\(text)\" is no command; did you mean \(near)? say \(text) takes it as a symptom")
    }
    let symptom = Symptom(text, knowledge: knowledge, search: search)
    for code in symptom.codes { tell(code) }
    guard
      let first = symptom.topics.first
        ?? symptom.codes.lazy.flatMap({ self.topics(of: $0) }).compactMap({ self.hit($0) }).first
    else {
      throw CaseworkError(
        .usage,
        [
          "nothing is known under these words; try others, an error code, or a JSON payload",
          "topic lists the topics, help the commands",
        ])
    }
    say(heard(symptom, about: first).text(style: style))
    let told = symptom.codes.first.map { codes($0, topic: knowledge.topic(first.address), engine: conversation.engine) } ?? Collected()
    for fact in told.facts { say("  \(named(fact)) is \(symptom.codes[0])\n") }
    change { conversation in
      let title = (told.facts.map { "\(self.named($0)) is \(symptom.codes[0])" } + ["topic \(first.address)"]).joined(separator: ", ")
      conversation.asOneStep(title) {
        if !told.facts.isEmpty { $0.tell(told, title: "an error code") }
        $0.focus(on: [first.address])
      }
    }
  }

  /// What somebody's words were taken for; a fact of many is named for the entity that is there, or the first.
  private func heard(_ symptom: Symptom, about first: Symptom.TopicHit) -> HeardText {
    let hints = symptom.facts.map { hit in
      let definition = knowledge.facts[hit.fact]
      let subject = knowledge.subjects[definition.subject]
      let entity = subject.isMany ? conversation.engine.entities(of: subject.name).first ?? Interview.firstEntity : nil
      let name = conversation.name(FactReference(fact: hit.fact, entity: entity))
      return HeardText.Hint(fact: "\(name)=\(hit.value.text(of: definition.kind))", matched: hit.matched)
    }
    return HeardText(
      topics: ([first] + symptom.topics.dropFirst()).map { HeardText.Topic(title: $0.title, address: $0.address, matched: $0.matched) },
      hints: hints)
  }

  /// The command that a single word nearly is, unless it is a word of the knowledge.
  private func mistypedCommand(_ text: String) -> String? {
    guard !text.contains(where: { $0.isWhitespace }),
      let near = NearMiss.nearest(to: text, among: PromptTable.names)
    else { return nil }
    let isKnown = search.results(for: text, limit: 3).contains { $0.matched.contains(text.lowercased()) }
    return isKnown ? nil : near.replacing("-", with: " ")
  }

  /// The facts of an error code that somebody names or pastes.
  private func codes(_ code: Int64, topic: Topic?, engine: InferenceEngine) -> Collected {
    let evidence = Evidence(origin: "agent", detail: "the error that was told", moment: clock())
    return ErrorCodeFacts.collected(code, topic: topic, engine: engine, evidence: evidence)
  }

  private func named(_ fact: Fact) -> String {
    fact.entity.map { "\(fact.name.subject)[\($0)].\(fact.name.field)" } ?? fact.name.description
  }

  private func hit(_ address: String) -> Symptom.TopicHit? {
    knowledge.topic(address).map { Symptom.TopicHit(address: address, title: $0.title) }
  }

  /// Tells what an error code means, in a line, and where else it leads.
  private func tell(_ code: Int64, besides topics: [String] = []) {
    for entry in knowledge.errorCodes where entry.code == String(code) {
      say("  Error \(code): \(entry.title) (explain \(code) tells more)\n")
    }
    guard !topics.isEmpty else { return }
    for hit in self.topics(of: code).filter({ !topics.contains($0) }).compactMap(hit) {
      say("  Or: \(hit.title) (topic \(hit.address))\n")
    }
  }

  /// The topics of the findings that an error code leads to.
  private func topics(of code: Int64) -> [String] {
    let findings = knowledge.errorCodes.filter { $0.code == String(code) }.flatMap { $0.texts("findings") }
    let topics = knowledge.topics.filter { topic in findings.contains { topic.covers($0) } }.map(\.address)
    return topics.isEmpty ? knowledge.topic("api-errors").map { [$0.address] } ?? [] : Array(topics.prefix(1))
  }
}
