import JSONText
import Knowledge

/// Why a raw value is not of a fact's kind: a lower-case phrase.
private struct Misfit: Error {
  let message: String

  init(_ message: String) { self.message = message }
}

/// Reads one fact out of an answer as its mapping says.
struct FactReading: Sendable {
  /// What the answer says about the fact.
  enum Outcome {
    case learned(FactValue)
    /// Nothing: the field is absent, null, or means "not set".
    case nothing
    /// Something else than the fact's kind; what and where.
    case wrongKind(String)
  }

  let mapping: GraphCall.Mapping
  let definition: FactDefinition
  /// Whether the fact is one of the entity's, not one of the case's.
  let isOfEntity: Bool
  /// The field of `fields=` that the value comes with; `nil` for a constant.
  let field: String?
  /// Whether what it is read from lies inside a field, so that what is absent there is not there rather than hidden.
  let isInsideField: Bool
  private let path: PointerPath

  init(_ mapping: GraphCall.Mapping, of call: GraphCall, in knowledge: KnowledgeBase) {
    self.mapping = mapping
    definition = knowledge.facts[mapping.fact]
    isOfEntity = definition.subject == call.each
    path = PointerPath(mapping.pointer)
    let list = PointerPath(call.list).segments
    isInsideField = isOfEntity && list != ["data"]
    let derived = isInsideField ? list.first : path.segments.first
    field = mapping.pointer.isEmpty ? nil : mapping.field ?? derived
  }

  /// Whether the fact is learned from the bare answer, whatever it says.
  var isConstant: Bool { mapping.fixed != nil && mapping.pointer.isEmpty }

  /// Whether there is anything where the fact is read from.
  func finds(in root: JSONValue) -> Bool { !path.walk(from: root).matches.isEmpty }

  /// Reads the fact from an answer, or from one entity of its list.
  func read(from root: JSONValue) -> Outcome {
    if isConstant, let fixed = mapping.fixed { return .learned(fixed) }
    var walk = path.walk(from: root)
    if let (value, expected) = walk.mismatch {
      return .wrongKind(
        "\(value.place): \(definition.name): expected \(expected) at \(mapping.pointer), but there is \(value.kind.name)"
      )
    }
    if let unset = mapping.unless { walk.matches.removeAll { $0.means(unset) } }
    if let fixed = mapping.fixed { return walk.matches.isEmpty ? .nothing : .learned(fixed) }
    switch mapping.conversion {
    case .present: return yesNo(!walk.matches.isEmpty, at: root)
    case .absent: return yesNo(walk.matches.isEmpty, at: root)
    default: break
    }
    // An array that is left out inside a field that was answered is an empty one; a whole field left out may be hidden.
    guard !walk.matches.isEmpty || path.collects && (walk.foundField || isInsideField) else {
      return .nothing
    }
    do {
      return .learned(try value(of: walk.matches))
    } catch {
      let place = (walk.matches.first ?? root).place
      return .wrongKind("\(place): \(definition.name): \(error.message)")
    }
  }

  private func yesNo(_ value: Bool, at root: JSONValue) -> Outcome {
    guard definition.kind == .yesNo else {
      return .wrongKind(
        "\(mapping.json.place): \(definition.name) is \(definition.kind.name), and the conversion gives yes or no"
      )
    }
    return .learned(.yesNo(value))
  }

  private func value(of matches: [JSONValue]) throws(Misfit) -> FactValue {
    if mapping.conversion == .size {
      let size = path.collects ? matches.count : try size(of: matches[0])
      return try value(.string(String(size)), kind: definition.kind)
    }
    if path.collects {
      var values: [FactValue] = []
      for match in matches { values.append(try scalar(match)) }
      return .list(values)
    }
    let match = matches[0]
    guard case .list = definition.kind else { return try scalar(match) }
    guard match.kind == .array else {
      throw Misfit("expected \(definition.kind.example), but there is \(match.kind.name)")
    }
    var values: [FactValue] = []
    for element in match.elements where !element.isNull { values.append(try scalar(element)) }
    return .list(values)
  }

  private func scalar(_ json: JSONValue) throws(Misfit) -> FactValue {
    guard let raw = RawScalar(json) else {
      throw Misfit("expected \(definition.kind.element.example), but there is \(json.kind.name)")
    }
    return try value(converted(raw), kind: definition.kind.element)
  }

  private func value(_ raw: RawScalar, kind: FactKind) throws(Misfit) -> FactValue {
    do {
      return try FactValue(raw, kind: kind, options: definition.options, origin: .outside)
    } catch {
      throw Misfit(error.message)
    }
  }

  private func size(of json: JSONValue) throws(Misfit) -> Int {
    guard json.kind == .array else {
      throw Misfit("expected an array to count, but there is \(json.kind.name)")
    }
    return json.elements.count
  }

  /// The raw value after the mapping's conversion, still without a kind.
  private func converted(_ raw: RawScalar) throws(Misfit) -> RawScalar {
    switch (mapping.conversion, raw) {
    case (.lowerCase, .string(let text)): return .string(text.lowercased())
    case (.upperCase, .string(let text)): return .string(text.uppercased())
    case (.lowerCase, _), (.upperCase, _): throw Misfit("expected text, but there is \(raw.text)")
    case (.epochSeconds, _):
      let moment = try epoch(raw)
      return .string(definition.kind.element == .date ? moment.date.description : moment.description)
    case (.dateOfTime, .string(let text)) where CalendarDate(text) != nil: return raw
    case (.dateOfTime, .string(let text)):
      if let moment = Moment(text) { return .string(moment.date.description) }
      return .string(try epoch(raw).date.description)
    case (.dateOfTime, _): return .string(try epoch(raw).date.description)
    default: return raw
    }
  }

  /// Unix seconds up to the year 9999, as a number or as text.
  private func epoch(_ raw: RawScalar) throws(Misfit) -> Moment {
    let seconds: Int64? =
      switch raw {
      case .number(let number): number.integer
      case .string(let text): Int64(text)
      case .boolean: nil
      }
    guard let seconds, (0..<253_402_300_800).contains(seconds) else {
      throw Misfit("expected seconds since 1970 such as 1712000000, but there is \(raw.text)")
    }
    return Moment(seconds: seconds)
  }
}

extension JSONValue {
  /// Whether two values mean the same, a number and its text included.
  fileprivate func means(_ other: JSONValue) -> Bool {
    if let mine = RawScalar(self), let its = RawScalar(other) {
      if mine.text == its.text { return true }
      guard let one = number?.decimal, let two = other.number?.decimal else { return false }
      return one == two
    }
    return JSONTree(self) == JSONTree(other)
  }
}
