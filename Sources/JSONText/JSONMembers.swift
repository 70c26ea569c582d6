/// One member of an object: a key and its value.
package struct JSONMember: Sendable {
  /// The member's value.
  package let value: JSONValue

  private var node: JSONNode { value.document.tape[value.index - 1] }

  init(value: JSONValue) { self.value = value }

  /// The key, escapes resolved; made anew at each call.
  package var key: String { value.document.string(of: node) }
  /// Where the key begins.
  package var keyPlace: JSONPlace { value.document.place(ofByte: keyOffset) }
  /// The offset of the key's opening quote.
  package var keyOffset: Int { Int(node.start) }

  /// Whether the key is just this text, byte for byte; allocates only if the file has escapes in it.
  package func keyEquals(_ text: String) -> Bool { value.document.contentEquals(node, text) }

  /// Whether the key is just this text, byte for byte; allocates only if the file has escapes in it.
  package func keyEquals(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { value.document.contentEquals(node, $0) }
  }
}

/// The members of an object, in the file's order.
package struct JSONMembers: Sequence, Sendable {
  private let document: JSONDocument
  private let start: Int
  private let end: Int
  /// How many there are.
  package let count: Int

  init(of value: JSONValue) {
    let isObject = value.kind == .object
    document = value.document
    start = value.index + 1
    end = isObject ? Int(value.node.next) : start
    count = isObject ? value.node.count : 0
  }

  /// Whether there are none.
  package var isEmpty: Bool { count == 0 }
  /// The first, if there is one.
  package var first: JSONMember? {
    isEmpty ? nil : JSONMember(value: JSONValue(document: document, index: start + 1))
  }
  /// The number of members, exactly.
  package var underestimatedCount: Int { count }

  /// An iterator over the members.
  package func makeIterator() -> Iterator { Iterator(document: document, index: start, end: end) }

  /// Walks the members.
  package struct Iterator: IteratorProtocol {
    let document: JSONDocument
    var index: Int
    let end: Int

    /// The next member, if there is one.
    package mutating func next() -> JSONMember? {
      guard index < end else { return nil }
      let value = JSONValue(document: document, index: index + 1)
      index = Int(document.tape[index + 1].next)
      return JSONMember(value: value)
    }
  }
}
