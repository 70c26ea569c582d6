import JSONText
import TestSupport
import Testing

@Suite struct JSONSchemaValidatorTests {
  private func problems(_ schema: String, _ value: String) throws -> [String] {
    let validator = JSONSchemaValidator(try JSONDocument(schema, file: "schema").root)
    return validator.problems(in: try JSONDocument(value, file: "value").root).map(\.description)
  }

  /// A schema, what it accepts, and what it refuses.
  static let table: [(schema: String, accepted: [String], refused: [String])] = [
    (#"true"#, ["1", "{}"], []),
    (#"false"#, [], ["1", "{}"]),
    (#"{"type":"integer"}"#, ["1", "1.0", "-3", "1e2"], ["1.5", "\"1\"", "null", "true"]),
    (#"{"type":["string","null"]}"#, ["\"\"", "null"], ["1", "{}", "[]"]),
    (#"{"enum":["a",1,null]}"#, ["\"a\"", "1", "1.0", "null"], ["\"b\"", "2", "false"]),
    (#"{"const":{"a":[1]}}"#, [#"{"a":[1]}"#], [#"{"a":[1,2]}"#, "1"]),
    (#"{"pattern":"^a+$"}"#, ["\"aa\"", "1"], ["\"ab\"", "\"\""]),
    (#"{"minLength":2,"maxLength":3}"#, ["\"ab\"", "\"äöü\""], ["\"a\"", "\"abcd\""]),
    (#"{"minimum":0,"maximum":3}"#, ["0", "3", "1.5", "\"x\""], ["-1", "3.1"]),
    (
      #"{"format":"date-time"}"#, ["\"2026-11-21T09:14:00Z\"", "\"2026-11-21T09:14:00+05:30\""],
      ["\"2026-11-21\"", "\"2026-13-21T09:14:00Z\""]
    ),
    (#"{"required":["a"]}"#, [#"{"a":null}"#, "[]"], ["{}"]),
    (#"{"properties":{"a":{"type":"string"}}}"#, ["{}", #"{"a":"x","b":1}"#], [#"{"a":1}"#]),
    (#"{"properties":{"a":true},"additionalProperties":false}"#, [#"{"a":1}"#], [#"{"b":1}"#]),
    (#"{"additionalProperties":{"type":"integer"}}"#, [#"{"b":1}"#], [#"{"b":"1"}"#]),
    (#"{"minProperties":1,"maxProperties":1}"#, [#"{"b":1}"#], ["{}", #"{"a":1,"b":1}"#]),
    (#"{"items":{"type":"integer"}}"#, ["[]", "[1,2]", "{}"], ["[1,\"2\"]"]),
    (
      #"{"prefixItems":[{"type":"integer"}],"items":{"type":"string"}}"#, ["[1,\"a\"]", "[]"],
      ["[\"a\"]", "[1,2]"]
    ),
    (#"{"minItems":1,"maxItems":2}"#, ["[1]", "[1,2]"], ["[]", "[1,2,3]"]),
    (#"{"uniqueItems":true}"#, ["[1,2]", "[]"], ["[1,1]", #"[{"a":1},{"a":1}]"#]),
    (#"{"anyOf":[{"type":"integer"},{"minimum":5}]}"#, ["1", "5.5"], ["1.5"]),
    (#"{"oneOf":[{"type":"integer"},{"minimum":5}]}"#, ["1", "5.5"], ["1.5", "6"]),
    (#"{"allOf":[{"type":"integer"},{"minimum":5}]}"#, ["6"], ["1", "5.5"]),
    (#"{"not":{"type":"integer"}}"#, ["1.5"], ["1"]),
    (
      ##"{"$ref":"#/$defs/tree","$defs":{"tree":{"type":"array","items":{"$ref":"#/$defs/tree"}}}}"##,
      ["[]", "[[],[[]]]"], ["[[1]]"]
    ),
    (##"{"$ref":"#/$defs/missing"}"##, [], ["1"]),
    (#"{"unheardOf":1}"#, [], ["1"]),
    (#"{"format":"email"}"#, [], ["\"a@b\""]),
  ]

  @Test(arguments: table.indices)
  func aSchemaAcceptsAndRefuses(position: Int) throws {
    let line = Self.table[position]
    for value in line.accepted {
      #expect(try problems(line.schema, value) == [], "\(line.schema) and \(value)")
    }
    for value in line.refused {
      #expect(try !problems(line.schema, value).isEmpty, "\(line.schema) and \(value)")
    }
  }

  @Test func aProblemSaysWhere() throws {
    let schema = #"{"properties":{"a":{"items":{"type":"integer"}}},"required":["b"]}"#
    #expect(
      try problems(schema, #"{"a":[1,"x"]}"#) == [
        "/a/1: is a string and not of type integer", "/: \"b\" is missing",
      ])
  }
}
