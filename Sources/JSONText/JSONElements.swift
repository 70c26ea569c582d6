/// The elements of an array, in order.
package struct JSONElements: Sequence, Sendable {
  private let document: JSONDocument
  private let start: Int
  private let end: Int
  /// How many there are.
  package let count: Int

  init(of value: JSONValue) {
    let isArray = value.kind == .array
    document = value.document
    start = value.index + 1
    end = isArray ? Int(value.node.next) : start
    count = isArray ? value.node.count : 0
  }

  /// Whether there are none.
  package var isEmpty: Bool { count == 0 }
  /// The first, if there is one.
  package var first: JSONValue? { isEmpty ? nil : JSONValue(document: document, index: start) }
  /// The number of elements, exactly.
  package var underestimatedCount: Int { count }

  /// An iterator over the elements.
  package func makeIterator() -> Iterator { Iterator(document: document, index: start, end: end) }

  /// Walks the elements.
  package struct Iterator: IteratorProtocol {
    let document: JSONDocument
    var index: Int
    let end: Int

    /// The next element, if there is one.
    package mutating func next() -> JSONValue? {
      guard index < end else { return nil }
      defer { index = Int(document.tape[index].next) }
      return JSONValue(document: document, index: index)
    }
  }
}
