import Synchronization

/// A parsed document: its bytes and a flat tape of nodes; no string is made and no line counted until asked for.
package final class JSONDocument: Sendable {
  /// The file's name, for messages.
  package let file: String
  let bytes: [UInt8]
  let tape: ContiguousArray<JSONNode>
  private let lines = AtomicLazyReference<JSONLines>()

  /// Reads one JSON value (RFC 8259, doubled keys refused, UTF-8 without byte order mark).
  ///
  /// Throws `JSONError` with the place of the first byte that is wrong. Brackets may nest `maximumDepth` deep.
  package init(_ bytes: [UInt8], file: String, maximumDepth: Int = JSONCursor.maximumDepth) throws(JSONError) {
    let tape: ContiguousArray<JSONNode>
    do throws(JSONFault) {
      tape = try JSONReader.tape(of: bytes, maximumDepth: maximumDepth)
    } catch {
      let position = JSONLines(bytes).position(of: error.offset, in: bytes)
      let place = JSONPlace(file: file, line: position.line, column: position.column)
      throw JSONError(message: error.message, place: place)
    }
    self.bytes = bytes
    self.file = file
    self.tape = tape
  }

  /// Reads one JSON value from text; throws as the reader of bytes does.
  package convenience init(_ text: String, file: String) throws(JSONError) {
    try self.init(Array(text.utf8), file: file)
  }

  /// The document's one value.
  package var root: JSONValue { JSONValue(document: self, index: 0) }

  /// The line and column of the character that begins at a byte.
  package func place(ofByte offset: Int) -> JSONPlace {
    let lines = lines.load() ?? lines.storeIfNil(JSONLines(bytes))
    let position = lines.position(of: offset, in: bytes)
    return JSONPlace(file: file, line: position.line, column: position.column)
  }

  /// A string node's text; every node was checked when it was read.
  func string(of node: JSONNode) -> String {
    bytes.withUnsafeBufferPointer { buffer in
      // The bytes were found to be UTF-8 when the document was read.
      guard node.content.hasEscapes else {
        return String(decoding: UnsafeBufferPointer(rebasing: buffer[node.content.start..<node.content.end]), as: UTF8.self)
      }
      return unescape(node.content, base: buffer.baseAddress!) ?? ""
    }
  }

  /// The tape index of the value of an object's member; nil if there is none, or no object.
  func member(_ key: UnsafeBufferPointer<UInt8>, of object: Int) -> Int? {
    tape.withUnsafeBufferPointer { tape in
      guard tape[object].kind == .object else { return nil }
      var index = object &+ 1
      while index < Int(tape[object].next) {
        if contentEquals(tape[index], key) { return index &+ 1 }
        index = Int(tape[index &+ 1].next)
      }
      return nil
    }
  }

  func contentEquals(_ node: JSONNode, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
    let span = node.content
    guard !node.hasEscapes else { return Array(string(of: node).utf8).elementsEqual(other) }
    guard span.count == other.count, let right = other.baseAddress else { return span.count == other.count }
    return bytes.withUnsafeBufferPointer {
      JSONCursor.sameBytes($0.baseAddress! + span.start, right, span.count)
    }
  }

  func contentEquals(_ node: JSONNode, _ other: String) -> Bool {
    var other = other
    return other.withUTF8 { contentEquals(node, $0) }
  }
}
