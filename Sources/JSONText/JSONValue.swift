/// One value of a document: the document and where on its tape the value stands; cheap to copy.
package struct JSONValue: Sendable {
  /// The document the value belongs to.
  package let document: JSONDocument
  let index: Int

  init(document: JSONDocument, index: Int) {
    self.document = document
    self.index = index
  }

  var node: JSONNode { document.tape[index] }

  /// Which of the six kinds it is.
  package var kind: JSONKind { node.kind }
  /// The offset of its first byte (a string's opening quote).
  package var byteOffset: Int { Int(node.start) }
  /// Where it begins.
  package var place: JSONPlace { document.place(ofByte: byteOffset) }
  /// The value exactly as it is written in the file.
  package var text: String {
    String(decoding: document.bytes[Int(node.start)..<Int(node.end)], as: UTF8.self)
  }

  /// The text of a string, escapes resolved; nil if it is none.
  package var string: String? { kind == .string ? document.string(of: node) : nil }
  /// True or false; nil if it is neither.
  package var boolean: Bool? { kind == .boolean ? document.bytes[byteOffset] == UInt8(ascii: "t") : nil }
  /// Whether it is `null`.
  package var isNull: Bool { kind == .null }
  /// The number as written; nil if it is none.
  package var number: JSONNumber? { kind == .number ? JSONNumber(unchecked: text) : nil }
  /// The exact integer, without making text; nil if it is no number, has a fraction or does not fit 64 bits.
  package var integer: Int64? {
    guard kind == .number else { return nil }
    let span = JSONSpan(start: Int(node.start), end: Int(node.end))
    return document.bytes.withUnsafeBufferPointer {
      JSONCursor($0.baseAddress!, count: $0.count).integer(of: span)
    }
  }
  /// The elements of an array; empty if it is none.
  package var elements: JSONElements { JSONElements(of: self) }
  /// The members of an object in the file's order; empty if it is none.
  package var members: JSONMembers { JSONMembers(of: self) }

  /// The value of a member; nil if there is none, or no object. Looks through the members one by one.
  package subscript(key: String) -> JSONValue? {
    var key = key
    return key.withUTF8 { document.member($0, of: index) }.map { JSONValue(document: document, index: $0) }
  }

  /// Whether it is a string with just this text, byte for byte; allocates only if the file has escapes in it.
  package func stringEquals(_ text: String) -> Bool { kind == .string && document.contentEquals(node, text) }

  /// Whether it is a string with just this text, byte for byte; allocates only if the file has escapes in it.
  package func stringEquals(_ text: StaticString) -> Bool {
    kind == .string && text.withUTF8Buffer { document.contentEquals(node, $0) }
  }
}
