import JSONText

/// Checks JSON against a JSON Schema (draft 2020-12), as far as the schemas of this project go.
///
/// A keyword that it does not know is a problem of the schema, not passed over: what is not checked never looks checked.
package struct JSONSchemaValidator {
  /// One thing that is not as the schema says.
  package struct Problem: Hashable, Sendable, CustomStringConvertible {
    /// JSON pointer to the value.
    package let pointer: String
    package let message: String
    package var description: String { "\(pointer.isEmpty ? "/" : pointer): \(message)" }
  }

  private let root: JSONValue
  private let scalars = JSONSchemaScalars()

  /// A validator for a schema; `$ref` may point into the schema itself only.
  package init(_ schema: JSONValue) { root = schema }

  /// Everything in a value that is not as the schema says; empty when it is valid.
  package func problems(in value: JSONValue) -> [Problem] { check(value, root, at: "") }

  private func check(_ value: JSONValue, _ schema: JSONValue, at pointer: String) -> [Problem] {
    if let verdict = schema.boolean {
      return verdict ? [] : [Problem(pointer: pointer, message: "is not allowed here")]
    }
    return schema.members.flatMap { keyword -> [Problem] in
      let operand = keyword.value
      switch keyword.key {
      case "$schema", "$id", "$defs", "$comment", "title", "description", "examples", "default": return []
      case "$ref": return reference(operand, value, at: pointer)
      case "type", "enum", "const", "pattern", "minLength", "maxLength", "minimum", "maximum", "format":
        return scalars.problems(keyword.key, operand, value).map { Problem(pointer: pointer, message: $0) }
      case "anyOf", "oneOf", "allOf", "not": return combined(keyword.key, operand, value, at: pointer)
      case "properties", "required", "additionalProperties", "minProperties", "maxProperties":
        return value.kind == .object ? members(keyword.key, operand, value, schema, at: pointer) : []
      case "items", "prefixItems", "minItems", "maxItems", "uniqueItems":
        return value.kind == .array ? elements(keyword.key, operand, value, schema, at: pointer) : []
      default:
        return [
          Problem(
            pointer: pointer,
            message: "the schema uses \"\(keyword.key)\", which this validator does not know")
        ]
      }
    }
  }

  private func reference(_ operand: JSONValue, _ value: JSONValue, at pointer: String) -> [Problem] {
    guard let text = operand.string, text.hasPrefix("#"),
      let target = root.at(pointer: String(text.dropFirst()))
    else {
      return [Problem(pointer: pointer, message: "the schema refers to \(operand.text), which is not in it")]
    }
    return check(value, target, at: pointer)
  }

  private func combined(_ keyword: String, _ operand: JSONValue, _ value: JSONValue, at pointer: String)
    -> [Problem]
  {
    if keyword == "not" {
      return check(value, operand, at: pointer).isEmpty
        ? [Problem(pointer: pointer, message: "is what it must not be")] : []
    }
    var outcomes: [[Problem]] = []
    for choice in operand.elements {
      let outcome = check(value, choice, at: pointer)
      if keyword == "anyOf", outcome.isEmpty { return [] }
      outcomes.append(outcome)
    }
    let fitting = outcomes.count { $0.isEmpty }
    switch keyword {
    case "allOf": return outcomes.flatMap(\.self)
    case "oneOf" where fitting == 1: return []
    default:
      return [Problem(pointer: pointer, message: "fits \(fitting) of the choices and must fit one")]
        + nearest(outcomes)
    }
  }

  /// The problems with the choice that has fewest, as a hint.
  private func nearest(_ outcomes: [[Problem]]) -> [Problem] { outcomes.min { $0.count < $1.count } ?? [] }

  private func members(
    _ keyword: String, _ operand: JSONValue, _ value: JSONValue, _ schema: JSONValue, at pointer: String
  ) -> [Problem] {
    func problem(_ message: String) -> [Problem] { [Problem(pointer: pointer, message: message)] }
    switch keyword {
    case "properties":
      return value.members.flatMap { member in
        operand[member.key].map { check(member.value, $0, at: pointer + "/" + member.key) } ?? []
      }
    case "additionalProperties":
      let known = Set(schema["properties"]?.members.map(\.key) ?? [])
      return value.members.filter { !known.contains($0.key) }.flatMap {
        check($0.value, operand, at: pointer + "/" + $0.key)
      }
    case "required":
      return operand.elements.compactMap(\.string).filter { value[$0] == nil }.flatMap {
        problem("\"\($0)\" is missing")
      }
    case "minProperties":
      return Int64(value.members.count) < operand.integer ?? 0 ? problem("has too few members") : []
    default:
      return Int64(value.members.count) > operand.integer ?? .max ? problem("has too many members") : []
    }
  }

  private func elements(
    _ keyword: String, _ operand: JSONValue, _ value: JSONValue, _ schema: JSONValue, at pointer: String
  ) -> [Problem] {
    func problem(_ message: String) -> [Problem] { [Problem(pointer: pointer, message: message)] }
    let elements = Array(value.elements)
    switch keyword {
    case "prefixItems":
      return zip(elements, operand.elements).enumerated().flatMap {
        check($1.0, $1.1, at: "\(pointer)/\($0)")
      }
    case "items":
      let skipped = schema["prefixItems"]?.elements.count ?? 0
      return elements.enumerated().dropFirst(skipped).flatMap { check($1, operand, at: "\(pointer)/\($0)") }
    case "minItems":
      return Int64(elements.count) < operand.integer ?? 0 ? problem("has too few elements") : []
    case "maxItems":
      return Int64(elements.count) > operand.integer ?? .max ? problem("has too many elements") : []
    default:
      let distinct = Set(elements.map { JSONTree($0) })
      return operand.boolean == true && distinct.count < elements.count ? problem("has an element twice") : []
    }
  }
}
