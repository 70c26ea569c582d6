import JSONText

/// The order of keys in the entries of one file of the knowledge base; keys nobody knows stay behind those they follow.
struct KeyOrder {
  /// How the objects of a file are laid out, from the root inwards.
  private indirect enum Shape {
    /// An object whose keys have an order, some of them with a shape of their own.
    case entry(EntryKeys, [String: Shape] = [:])
    /// An object whose members, in the order of the file, have a shape.
    case each(Shape)
    /// A list whose elements, as far as they are objects, have a shape.
    case list(Shape)
  }

  private let shape: Shape?

  /// The order for a file, named relative to the folder of the knowledge base.
  init(file: String) {
    let part = file.split(separator: "/").first.flatMap { KnowledgeFolder.Part(rawValue: String($0)) }
    shape =
      file == "knowledge.json"
      ? .entry(.settings, ["subjects": .each(.entry(.subject))]) : part.map(Self.shape)
  }

  /// The value with its keys in order.
  func ordered(_ json: JSONValue) -> JSONTree { Self.ordered(json, shape) }

  private static func shape(of part: KnowledgeFolder.Part) -> Shape {
    switch part {
    case .facts: .each(.entry(.fact))
    case .questions: .each(.entry(.question))
    case .rules: .each(.entry(.rule))
    case .findings: .each(.entry(.finding))
    case .remedies: .each(.entry(.remedy))
    case .errorCodes: .each(.entry(.errorCode))
    case .sources: .each(.entry(.source))
    case .tables: .entry(.table, ["rows": .each(.entry(.row))])
    case .topics: .entry(.topic)
    case .cases: .entry(.workedCase)
    case .tickets: .each(.entry(.ticket, ["needs": .list(.entry(.need)), "normalisations": .list(.entry(.normalisation))]))
    case .collectors: .entry(.callPlan, ["calls": .each(.entry(.call, ["facts": .each(.entry(.mapping))]))])
    }
  }

  private static func ordered(_ json: JSONValue, _ shape: Shape?) -> JSONTree {
    if json.kind == .array, case .list(let inner)? = shape {
      return .array(json.elements.map { ordered($0, inner) })
    }
    guard json.kind == .object, let shape else { return JSONTree(json) }
    switch shape {
    case .list: return JSONTree(json)
    case .each(let inner):
      return .object(json.members.map { JSONField($0.key, ordered($0.value, inner)) })
    case .entry(let keys, let inner):
      let fields = json.members.map { member -> JSONField in
        let key = member.key
        return JSONField(key, ordered(member.value, inner[key]))
      }
      return .object(sorted(fields, by: keys.order))
    }
  }

  /// Known keys in their order; an unknown key goes where the known one before it goes.
  private static func sorted(_ fields: [JSONField], by order: [String]) -> [JSONField] {
    var position = -1
    let ranked = fields.enumerated().map { index, field -> (rank: Int, index: Int, field: JSONField) in
      if let known = order.firstIndex(of: field.key) { position = known }
      return (position, index, field)
    }
    return ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.field)
  }
}
