import JSONText
import Knowledge

/// The keywords of JSON Schema that look at one value and not into it.
struct JSONSchemaScalars {
  private let patterns = JSONSchemaPatterns()

  /// What is wrong with a value by one keyword.
  func problems(_ keyword: String, _ operand: JSONValue, _ value: JSONValue) -> [String] {
    switch keyword {
    case "type": type(operand, value)
    case "enum":
      operand.elements.contains { Self.same($0, value) } ? [] : ["\(value.text) is none of \(operand.text)"]
    case "const": Self.same(operand, value) ? [] : ["\(value.text) is not \(operand.text)"]
    case "minimum": limit(value, operand, <) ? ["is less than \(operand.text)"] : []
    case "maximum": limit(value, operand, >) ? ["is more than \(operand.text)"] : []
    default: value.string.map { text(keyword, operand, $0) } ?? []
    }
  }

  private func type(_ operand: JSONValue, _ value: JSONValue) -> [String] {
    let names =
      operand.kind == .array ? operand.elements.compactMap(\.string) : [operand.string].compactMap(\.self)
    let fits = names.contains { name in
      switch (name, value.kind) {
      case ("integer", .number): value.number?.integer != nil
      case ("string", .string), ("number", .number), ("boolean", .boolean), ("array", .array),
        ("object", .object), ("null", .null):
        true
      default: false
      }
    }
    return fits ? [] : ["is \(value.kind.name) and not of type \(names.joined(separator: " or "))"]
  }

  private func text(_ keyword: String, _ operand: JSONValue, _ text: String) -> [String] {
    switch keyword {
    case "minLength": return Int64(text.unicodeScalars.count) < operand.integer ?? 0 ? ["is too short"] : []
    case "maxLength": return Int64(text.unicodeScalars.count) > operand.integer ?? .max ? ["is too long"] : []
    case "pattern":
      return patterns.matches(text, operand.string ?? "")
        ? [] : ["\"\(text)\" does not match \(operand.text)"]
    default:
      guard operand.string == "date-time" else {
        return ["the schema uses the format \(operand.text), which this validator does not know"]
      }
      return Moment(text) == nil ? ["\"\(text)\" is no moment with its zone"] : []
    }
  }

  /// Equal as JSON: numbers by value, objects whatever the order of their members.
  private static func same(_ left: JSONValue, _ right: JSONValue) -> Bool {
    switch (left.kind, right.kind) {
    case (.number, .number): left.number?.double == right.number?.double
    case (.object, .object):
      left.members.count == right.members.count
        && left.members.allSatisfy { member in right[member.key].map { same(member.value, $0) } ?? false }
    case (.array, .array):
      left.elements.count == right.elements.count && zip(left.elements, right.elements).allSatisfy(same)
    default: JSONTree(left) == JSONTree(right)
    }
  }

  private func limit(_ value: JSONValue, _ limit: JSONValue, _ isBeyond: (Double, Double) -> Bool) -> Bool {
    guard let value = value.number, let limit = limit.number else { return false }
    return isBeyond(value.double, limit.double)
  }
}
