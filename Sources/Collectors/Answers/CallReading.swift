import JSONText
import Knowledge

/// What was learned from one call so far, page after page.
struct CallReading: Sendable {
  /// How many pages of one list are read at most.
  static let mostPages = 1000

  let call: GraphCall
  let facts: [FactReading]
  /// Facts, entities and whole answers that were refused; without the gaps in `tally`.
  private(set) var collected = Collected()
  /// Whether the list was read to its end, every entity of it.
  private(set) var isWhole = false

  private let subject: String?
  private let knowledge: KnowledgeBase
  private let listPath: PointerPath
  private let idPath: PointerPath
  private var tally = GapTally()
  private var cursors: Set<String> = []
  private var entities: Set<String> = []
  private var elementCount = 0
  private var lostAny = false
  /// Facts that are absent because their field was not asked for, and those fields; in order.
  private var unasked: (facts: [FactName], fields: [String]) = ([], [])
  /// Fields that Meta refuses, by name, and why; with the facts that are lost by each, in order.
  private var forbidden: [String: Gap.Cause] = [:]
  private var refused: [(field: String, facts: [FactName])] = []

  init(_ call: GraphCall, facts: [FactReading], in knowledge: KnowledgeBase) {
    self.call = call
    self.facts = facts
    self.knowledge = knowledge
    subject = call.each.map { knowledge.subjects[$0].name }
    listPath = PointerPath(call.list)
    idPath = PointerPath(call.idPointer)
  }

  /// All gaps met so far.
  var gaps: [Gap] {
    let refusals = refused.compactMap { field, facts in
      forbidden[field].map { Gap(call: call.name, facts: facts, subject: nil, cause: $0) }
    }
    let gaps = collected.gaps + tally.gaps(of: call.name) + refusals
    guard !unasked.facts.isEmpty else { return gaps }
    let text = "the recording did not ask for \(unasked.fields.joined(separator: ", "))"
    return gaps + [Gap(call: call.name, facts: unasked.facts, cause: .missing(text))]
  }

  /// Names of the facts that the call would give.
  var factNames: [FactName] { facts.map(\.definition.name) }

  /// Reads the answer to a request of this call; gives the cursor of the page to ask for next.
  mutating func read(_ answer: GraphAnswer?, to request: GraphRequest) -> String? {
    guard let answer else {
      lose(
        request.page == 1
          ? .missing("no answer to \(request.endpoint) is recorded")
          : .missing("page \(request.page) of \(request.endpoint) is promised but not recorded"),
        on: request.page)
      return nil
    }
    guard let body = body(of: answer, page: request.page) else { return nil }
    let evidence = Evidence(origin: call.origin, detail: request.endpoint, moment: answer.moment)
    if let envelope = ErrorEnvelope(body) {
      refuse(envelope, on: request.page, evidence: evidence)
      return nil
    }
    if let status = answer.status, status >= 400 {
      let message = "HTTP status \(status) without a word of explanation"
      lose(.refused(code: nil, message: message, permissions: call.permissions), on: request.page)
      return nil
    }
    let asked = AskedFields(answer: answer, request: request)
    if request.page == 1 { readCase(body, evidence: evidence, asked: asked, request: request) }
    if call.each != nil { readList(body, evidence: evidence, asked: asked, page: request.page) }
    return turn(PageTurn(after: body), page: request.page)
  }

  /// Notes that Meta refuses fields, which are then not asked for, and why.
  mutating func forbid(_ fields: [String: Gap.Cause]) { forbidden = fields }

  /// Notes that the call was not asked, or not answered, and why.
  mutating func lose(_ cause: Gap.Cause, on page: Int) {
    lostAny = true
    let learned = Set(collected.facts.map(\.name))
    let names = page == 1 ? factNames.filter { !learned.contains($0) } : []
    collected.gaps.append(Gap(call: call.name, facts: names, subject: subject, cause: cause))
  }

  // MARK: The whole answer

  /// The body, if it is an object of JSON; otherwise a gap.
  private mutating func body(of answer: GraphAnswer, page: Int) -> JSONValue? {
    switch answer.content {
    case .failure(let reason):
      lose(.missing("no answer: \(reason)"), on: page)
    case .damaged(let fault):
      lose(.unreadable(fault), on: page)
    case .text(let text):
      switch RawText(text, of: answer, to: call.name).reading {
      case .success(let value): return object(value, page: page)
      case .failure(let fault): lose(.unreadable(fault.message), on: page)
      }
    case .json(let value): return object(value, page: page)
    }
    return nil
  }

  private mutating func object(_ value: JSONValue, page: Int) -> JSONValue? {
    if value.kind == .object { return value }
    lose(.unreadable("\(value.place): expected an object, but the answer is \(value.kind.name)"), on: page)
    return nil
  }

  private mutating func refuse(_ envelope: ErrorEnvelope, on page: Int, evidence: Evidence) {
    let fitting = call.refusals.filter {
      $0.code == envelope.code && ($0.subcode == nil || $0.subcode == envelope.subcode)
    }
    // What an earlier page told stands; then the refusal that names the subcode speaks first, and nothing is proved twice.
    var proved = Set(collected.facts.compactMap { knowledge.factPositions[$0.name.description] })
    for refusal in fitting.filter({ $0.subcode != nil }) + fitting.filter({ $0.subcode == nil }) {
      for (fact, value) in refusal.facts where proved.insert(fact).inserted {
        let definition = knowledge.facts[fact]
        guard !knowledge.subjects[definition.subject].isMany else { continue }
        collected.facts.append(Fact(name: definition.name, value: value, evidence: evidence))
      }
    }
    lose(.refused(code: envelope.code, message: envelope.message, permissions: call.permissions), on: page)
  }

  // MARK: Facts

  /// Facts of the case, which stand once in an answer however many pages it has.
  private mutating func readCase(
    _ body: JSONValue, evidence: Evidence, asked: AskedFields, request: GraphRequest
  ) {
    for fact in facts where !fact.isOfEntity {
      // An answer that says it is about another id is not believed on that: the id that was asked for counts.
      if let mine = request.path(of: call, holds: fact.definition.name),
        case .learned(let value) = fact.read(from: body),
        value.text(of: fact.definition.kind) != mine
      {
        let text =
          "\(body.place): the answer says it is about \(value.text(of: fact.definition.kind)), but \(mine) was asked for"
        tally.add(fact.definition.name, entity: nil, cause: .unreadable(text))
        continue
      }
      learn(fact, from: body, entity: nil, evidence: evidence, asked: asked)
    }
  }

  private mutating func learn(
    _ fact: FactReading, from root: JSONValue, entity: String?, evidence: Evidence, asked: AskedFields
  ) {
    let name = fact.definition.name
    switch fact.read(from: root) {
    case .learned(.yesNo) where isUnasked(fact, from: root, asked):
      leaveOut(fact)
    case .learned(let value):
      collected.facts.append(Fact(name: name, entity: entity, value: value, evidence: evidence))
    case .nothing:
      if asked.lacks(fact.field) { leaveOut(fact) }
    case .wrongKind(let message):
      tally.add(name, entity: entity, cause: .wrongKind(message))
    }
  }

  private mutating func leaveOut(_ fact: FactReading) {
    guard let field = fact.field else { return }
    if forbidden[GraphRequest.name(ofField: field)] != nil { return refuse(fact, with: field) }
    guard !unasked.facts.contains(fact.definition.name) else { return }
    unasked.facts.append(fact.definition.name)
    if !unasked.fields.contains(field) { unasked.fields.append(field) }
  }

  private mutating func refuse(_ fact: FactReading, with field: String) {
    let name = GraphRequest.name(ofField: field)
    let position = refused.firstIndex { $0.field == name } ?? refused.endIndex
    if position == refused.endIndex { refused.append((name, [])) }
    guard !refused[position].facts.contains(fact.definition.name) else { return }
    refused[position].facts.append(fact.definition.name)
  }

  /// Whether `present` or `absent` would conclude from a field that nobody asked for.
  private func isUnasked(_ fact: FactReading, from root: JSONValue, _ asked: AskedFields) -> Bool {
    guard fact.mapping.conversion == .present || fact.mapping.conversion == .absent else { return false }
    return asked.lacks(fact.field) && !fact.finds(in: root)
  }

  // MARK: Entities

  private mutating func readList(_ body: JSONValue, evidence: Evidence, asked: AskedFields, page: Int) {
    let walk = listPath.walk(from: body)
    guard let list = walk.matches.first, list.kind == .array else {
      let cause: Gap.Cause =
        if let (value, expected) = walk.mismatch {
          .unreadable("\(value.place): expected \(expected), but there is \(value.kind.name)")
        } else if let found = walk.matches.first {
          .unreadable("\(found.place): expected an array at \(call.list), but there is \(found.kind.name)")
        } else if let field = listPath.segments.first, field != "data", asked.lacks(field) {
          .missing("the recording did not ask for \(field)")
        } else {
          .unreadable("\(body.place): there is no \(call.list) in the answer")
        }
      lostAny = true
      let names = page == 1 ? facts.filter(\.isOfEntity).map(\.definition.name) : []
      collected.gaps.append(Gap(call: call.name, facts: names, subject: subject, cause: cause))
      return
    }
    for element in list.elements {
      elementCount += 1
      guard let id = identify(element) else { continue }
      if let subject, entities.insert(id).inserted { collected.entities.append((subject, id)) }
      for fact in facts where fact.isOfEntity {
        learn(fact, from: element, entity: id, evidence: evidence, asked: asked)
      }
    }
  }

  /// The id of an entity; without one nothing can be known of it, and the list is not whole.
  private mutating func identify(_ element: JSONValue) -> String? {
    guard element.kind == .object else {
      loseEntity(
        "\(element.place): expected an object for each \(subject ?? "entity"), but there is \(element.kind.name)"
      )
      return nil
    }
    if call.idPointer.isEmpty { return String(elementCount) }
    guard let found = idPath.walk(from: element).matches.first else {
      loseEntity("\(element.place): a \(subject ?? "entity") without \(call.idPointer)")
      return nil
    }
    let id = found.integer.map { String($0) } ?? found.string ?? ""
    guard !id.isEmpty, id.utf8.count <= 512 else {
      loseEntity(
        "\(found.place): expected an id such as \"102290129340398\", but there is \(found.kind.name)")
      return nil
    }
    return id
  }

  private mutating func loseEntity(_ message: String) {
    lostAny = true
    tally.add(nil, subject: subject, entity: nil, cause: .unreadable(message))
  }

  // MARK: Pages

  /// Decides whether the list ends here, goes on, or stays open.
  private mutating func turn(_ turn: PageTurn, page: Int) -> String? {
    guard call.each != nil else { return nil }
    switch turn {
    case .last: isWhole = !lostAny
    case .broken(let message): loseRest(.unreadable(message))
    case .next where !call.pages:
      loseRest(.missing("the list goes on after page 1, and the call does not turn pages"))
    case .next where page >= Self.mostPages:
      loseRest(.missing("the list goes on after \(page) pages; no more were read"))
    case .next(let cursor):
      if cursors.insert(cursor).inserted { return cursor }
      loseRest(.unreadable("page \(page) leads back to a page that was read before"))
    }
    return nil
  }

  private mutating func loseRest(_ cause: Gap.Cause) {
    lostAny = true
    collected.gaps.append(Gap(call: call.name, facts: [], subject: subject, cause: cause))
  }
}
