import JSONText
import Knowledge

/// A call of the knowledge with the facts that are wanted of it.
struct SelectedCall: Sendable {
  let call: GraphCall
  let facts: [FactReading]
  private let path: Template
  private let query: [(name: String, value: Template)]

  init(_ call: GraphCall, facts: [FactReading]) {
    self.call = call
    self.facts = facts
    path = Template(call.path)
    query =
      call.json["query"]?.members.map { ($0.key, Template(RawScalar($0.value)?.text ?? $0.value.text)) } ?? []
  }

  /// Every call of a knowledge base that is not retired, with all its facts.
  static func all(of knowledge: KnowledgeBase) -> [SelectedCall] {
    knowledge.calls.filter { $0.isRequest && $0.retired == nil }.map { call in
      SelectedCall(call, facts: call.mappings.map { FactReading($0, of: call, in: knowledge) })
    }
  }

  /// The calls that give any of the facts, directly or on the way to another call, and what is wanted of each.
  ///
  /// A bare subject among the names, `user`, wants its list. A list that several calls make up is read from all of them.
  static func selection(
    from all: [SelectedCall], of knowledge: KnowledgeBase, useful: Set<FactName>, known: Set<FactName>
  ) -> [SelectedCall] {
    var wanted = useful
    var kept: Set<Int> = []
    while let next = all.indices.first(where: {
      !kept.contains($0) && all[$0].gives(any: wanted, in: knowledge)
    }) {
      kept.insert(next)
      wanted.formUnion(all[next].needs.filter { !known.contains($0) })
      if let each = all[next].call.each { wanted.insert(FactName(knowledge.subjects[each].name)) }
    }
    return kept.sorted().map { position in
      SelectedCall(
        all[position].call, facts: all[position].facts.filter { wanted.contains($0.definition.name) })
    }
  }

  private func gives(any wanted: Set<FactName>, in knowledge: KnowledgeBase) -> Bool {
    if let each = call.each, wanted.contains(FactName(knowledge.subjects[each].name)) { return true }
    return facts.contains { wanted.contains($0.definition.name) }
      || call.refusals.contains { $0.facts.contains { wanted.contains(knowledge.facts[$0.fact].name) } }
  }

  /// The facts that its path and query need, in order.
  var needs: [FactName] { path.needs + query.flatMap(\.value.needs) }

  /// The first request; facts that are not known stay as `{fact}`.
  func request(with known: [FactName: String]) -> GraphRequest {
    var items: [GraphRequest.QueryItem] = []
    if let fields, !fields.isEmpty { items.append(.init("fields", fields.joined(separator: ","))) }
    if let limit = call.json["limit"]?.integer { items.append(.init("limit", String(limit))) }
    items += query.map { .init($0.name, $0.value.filled(with: known)) }
    return GraphRequest(
      call: call.name, path: path.filled(with: known), query: items,
      asksAboutToken: call.json["token"]?.boolean == true, permissions: call.permissions)
  }

  /// What the place-holders stood for in a request that was sent.
  func values(in request: Recording.Request) -> [FactName: String] {
    var values = path.values(in: request.path ?? "")
    for (name, template) in query {
      guard let item = request.query?.first(where: { $0.name == name }) else { continue }
      values.merge(template.values(in: item.value)) { first, _ in first }
    }
    return values
  }

  /// The fields to ask for, each once; `nil` for a call that does not choose them.
  private var fields: [String]? {
    guard call.json["fields"]?.boolean != false else { return nil }
    var fields: [String] = []
    if call.each != nil, call.idPointer == "/id", call.list == "/data" { fields.append("id") }
    for field in facts.compactMap(\.field) where !fields.contains(field) { fields.append(field) }
    // A list whose entities' own facts are not wanted still lies inside its field.
    if call.each != nil, call.list != "/data", let field = PointerPath(call.list).segments.first,
      !fields.contains(field)
    {
      if !facts.contains(where: { $0.isOfEntity && $0.field != nil }) { fields.append(field) }
    }
    return fields.isEmpty ? ["id"] : fields
  }
}

extension GraphRequest {
  /// What a fact stood for in the path of this request; `nil` when the path of the call does not hold it.
  func path(of call: GraphCall, holds fact: FactName) -> String? {
    Template(call.path).values(in: path)[fact]
  }
}
