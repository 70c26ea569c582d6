/// Writes the canonical layout, see `JSONLayout.canonical`.
struct JSONCanonicalWriter {
  private(set) var output: [UInt8]

  /// A line is broken when it would be longer than this, in characters.
  private static let width = 110

  mutating func write(_ root: JSONTree) {
    if case .object(let entries) = root, !entries.isEmpty {
      writeRoot(entries)
    } else {
      write(root, indent: 0, column: 0, hasComma: false)
    }
    output.append(UInt8(ascii: "\n"))
  }

  private mutating func writeRoot(_ entries: [JSONField]) {
    output.append(UInt8(ascii: "{"))
    for (index, entry) in entries.enumerated() {
      let isLast = index == entries.count - 1
      if index > 0, Self.isObject(entry.value) || Self.isObject(entries[index - 1].value) {
        output.append(UInt8(ascii: "\n"))
      }
      if case .object(let fields) = entry.value, !fields.isEmpty {
        _ = writeKey(entry.key, indent: 2)
        writeBroken(fields, indent: 2)
      } else {
        writeField(entry, indent: 2, hasComma: !isLast)
      }
      if !isLast { output.append(UInt8(ascii: ",")) }
    }
    newLine(indent: 0)
    output.append(UInt8(ascii: "}"))
  }

  private static func isObject(_ tree: JSONTree) -> Bool {
    if case .object = tree { true } else { false }
  }

  /// Writes a value at `column` of its line: on this line if it fits, else one member or element a line.
  private mutating func write(_ tree: JSONTree, indent: Int, column: Int, hasComma: Bool) {
    let start = output.count
    var room = Self.width - column - (hasComma ? 1 : 0)
    switch tree {
    case .array(let elements) where !elements.isEmpty:
      if writeInline(tree, room: &room) { return }
      output.removeSubrange(start...)
      writeBroken(elements, indent: indent)
    case .object(let fields) where !fields.isEmpty:
      if writeInline(tree, room: &room) { return }
      output.removeSubrange(start...)
      writeBroken(fields, indent: indent)
    default: writePiece { Self.appendLeaf(tree, to: &$0) }
    }
  }

  private mutating func writeBroken(_ fields: [JSONField], indent: Int) {
    output.append(UInt8(ascii: "{"))
    for (index, field) in fields.enumerated() {
      let isLast = index == fields.count - 1
      writeField(field, indent: indent + 2, hasComma: !isLast)
      if !isLast { output.append(UInt8(ascii: ",")) }
    }
    newLine(indent: indent)
    output.append(UInt8(ascii: "}"))
  }

  private mutating func writeBroken(_ elements: [JSONTree], indent: Int) {
    output.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      let isLast = index == elements.count - 1
      newLine(indent: indent + 2)
      write(element, indent: indent + 2, column: indent + 2, hasComma: !isLast)
      if !isLast { output.append(UInt8(ascii: ",")) }
    }
    newLine(indent: indent)
    output.append(UInt8(ascii: "]"))
  }

  private mutating func writeField(_ field: JSONField, indent: Int, hasComma: Bool) {
    let column = writeKey(field.key, indent: indent)
    write(field.value, indent: indent, column: column, hasComma: hasComma)
  }

  /// Begins a line with a key and answers the column after it.
  private mutating func writeKey(_ key: String, indent: Int) -> Int {
    newLine(indent: indent)
    let width = writePiece { JSONWriter.append(string: key, to: &$0) }
    output.append(contentsOf: ": ".utf8)
    return indent + width + 2
  }

  /// Writes a value on the current line; answers false, perhaps half done, once `room` is used up.
  private mutating func writeInline(_ tree: JSONTree, room: inout Int) -> Bool {
    switch tree {
    case .array(let elements) where !elements.isEmpty:
      room -= 2 * elements.count
      guard room >= 0 else { return false }
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(contentsOf: ", ".utf8) }
        guard writeInline(element, room: &room) else { return false }
      }
      output.append(UInt8(ascii: "]"))
    case .object(let fields) where !fields.isEmpty:
      room -= 2 + 4 * fields.count
      guard room >= 0 else { return false }
      output.append(contentsOf: "{ ".utf8)
      for (index, field) in fields.enumerated() {
        if index > 0 { output.append(contentsOf: ", ".utf8) }
        room -= writePiece { JSONWriter.append(string: field.key, to: &$0) }
        output.append(contentsOf: ": ".utf8)
        guard writeInline(field.value, room: &room) else { return false }
      }
      output.append(contentsOf: " }".utf8)
    default: room -= writePiece { Self.appendLeaf(tree, to: &$0) }
    }
    return room >= 0
  }

  /// Writes what is never broken and answers its width in characters.
  @discardableResult
  private mutating func writePiece(_ piece: (inout [UInt8]) -> Void) -> Int {
    let start = output.count
    piece(&output)
    let written = output[start...]
    return written.allSatisfy { $0 < 0x80 } ? written.count : String(decoding: written, as: UTF8.self).count
  }

  private static func appendLeaf(_ tree: JSONTree, to output: inout [UInt8]) {
    switch tree {
    case .array: output.append(contentsOf: "[]".utf8)
    case .object: output.append(contentsOf: "{}".utf8)
    default: JSONWriter.append(scalar: tree, to: &output)
    }
  }

  private mutating func newLine(indent: Int) {
    output.append(UInt8(ascii: "\n"))
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
  }
}
