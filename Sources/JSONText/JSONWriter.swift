/// How a value is laid out.
package enum JSONLayout: Sendable {
  /// No white space at all, one line, no line end: for machines and NDJSON.
  case compact
  /// The house's one layout for files people edit; stable when written again.
  ///
  /// Two-space indent, LF, a final line end. The root object and its direct entries that are objects have one member a
  /// line, with a blank line around each such entry; deeper values stay on one line while it fits 110 columns.
  case canonical
}

/// Writes trees as text.
package struct JSONWriter {
  /// The tree as text.
  package static func text(_ tree: JSONTree, layout: JSONLayout) -> String {
    String(decoding: bytes(tree, layout: layout), as: UTF8.self)
  }

  /// The tree as UTF-8.
  package static func bytes(_ tree: JSONTree, layout: JSONLayout) -> [UInt8] {
    var output: [UInt8] = []
    append(tree, layout: layout, to: &output)
    return output
  }

  /// Writes the tree at the end of `output`.
  package static func append(_ tree: JSONTree, layout: JSONLayout, to output: inout [UInt8]) {
    switch layout {
    case .compact: appendCompact(tree, to: &output)
    case .canonical:
      var writer = JSONCanonicalWriter(output: output)
      output = []
      writer.write(tree)
      output = writer.output
    }
  }

  /// Text as a JSON string, in quotes, for a message: at most 60 characters of it.
  package static func quoted(_ text: String) -> String {
    let isLong = text.count > 60
    var output: [UInt8] = []
    append(string: isLong ? text.prefix(59) + "…" : text, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private static func appendCompact(_ tree: JSONTree, to output: inout [UInt8]) {
    switch tree {
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        appendCompact(element, to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let fields):
      output.append(UInt8(ascii: "{"))
      for (index, field) in fields.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        append(string: field.key, to: &output)
        output.append(UInt8(ascii: ":"))
        appendCompact(field.value, to: &output)
      }
      output.append(UInt8(ascii: "}"))
    default: append(scalar: tree, to: &output)
    }
  }

  /// Writes anything but an array or an object.
  static func append(scalar tree: JSONTree, to output: inout [UInt8]) {
    switch tree {
    case .null: output.append(contentsOf: "null".utf8)
    case .boolean(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): output.append(contentsOf: String(value).utf8)
    case .number(let text):
      assert(JSONNumber.isWellFormed(text), "\(text) is no JSON number")
      output.append(contentsOf: text.utf8)
    case .string(let text): append(string: text, to: &output)
    case .array, .object: preconditionFailure("not a scalar")
    }
  }
}
