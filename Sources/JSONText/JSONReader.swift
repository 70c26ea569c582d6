/// Reads bytes into a tape, without recursion; says nothing about faults itself, see `JSONDiagnosis`.
struct JSONReader {
  private var cursor: JSONCursor
  private var tape = ContiguousArray<JSONNode>()
  private let maximumDepth: Int
  /// The tape index of the innermost open container.
  private var open = Int(JSONNode.none)
  private var depth = 0

  private init(_ bytes: UnsafeBufferPointer<UInt8>, base: UnsafePointer<UInt8>, maximumDepth: Int) {
    cursor = JSONCursor(base, count: bytes.count)
    self.maximumDepth = maximumDepth
    // Hardly a document has more nodes than that, and room that is not used is never touched.
    tape.reserveCapacity(bytes.count / 8 + 4)
  }

  static func tape(of bytes: [UInt8], maximumDepth: Int) throws(JSONFault) -> ContiguousArray<JSONNode> {
    try bytes.withUnsafeBufferPointer { (buffer) throws(JSONFault) in
      let diagnosis = JSONDiagnosis(bytes: buffer)
      if let fault = diagnosis.encodingFault() { throw fault }
      guard let base = buffer.baseAddress else { throw diagnosis.missingValue(at: 0, container: nil) }
      var reader = JSONReader(buffer, base: base, maximumDepth: maximumDepth)
      try reader.read(diagnosis)
      return reader.tape
    }
  }

  private mutating func read(_ diagnosis: JSONDiagnosis) throws(JSONFault) {
    while true {
      let isOpened = try readValue(diagnosis)
      if isOpened, try !closeIfEmpty(diagnosis) { continue }
      while depth > 0, !cursor.tryConsume(UInt8(ascii: ",")) { try close(diagnosis) }
      guard depth > 0 else { break }
      if tape[open].kind == .object { try readKey(diagnosis) }
    }
    cursor.skipWhitespace()
    guard cursor.position == cursor.end else { throw diagnosis.trailing(at: cursor.position) }
  }

  /// Reads a scalar, or the opening bracket of a container and answers true.
  @inline(__always)
  private mutating func readValue(_ diagnosis: JSONDiagnosis) throws(JSONFault) -> Bool {
    let byte = cursor.peek()
    let start = cursor.position
    if depth > 0, tape[open].kind == .array { tape[open].countOneMore() }
    do throws(JSONCursorError) {
      switch byte {
      case UInt8(ascii: "\""):
        let span = try cursor.string()
        append(.string, from: start, hasEscapes: span.hasEscapes)
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard depth < maximumDepth else { throw .tooDeep(at: start) }
        cursor.position &+= 1
        openContainer(byte == UInt8(ascii: "{") ? .object : .array, at: start)
        return true
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        _ = try cursor.number()
        append(.number, from: start)
      case UInt8(ascii: "t"), UInt8(ascii: "f"):
        _ = try cursor.boolean()
        append(.boolean, from: start)
      case UInt8(ascii: "n"):
        try cursor.null()
        append(.null, from: start)
      default: throw .malformed(at: start)
      }
    } catch {
      throw fault(error, token: start, diagnosis)
    }
    return false
  }

  @inline(__always)
  private mutating func append(_ kind: JSONKind, from start: Int, hasEscapes: Bool = false) {
    tape.append(
      JSONNode(kind, from: start, to: cursor.position, next: tape.count &+ 1, hasEscapes: hasEscapes))
  }

  @inline(__always)
  private mutating func openContainer(_ kind: JSONKind, at start: Int) {
    tape.append(JSONNode(kind, from: start, to: start, next: open))
    open = tape.count &- 1
    depth &+= 1
  }

  /// Closes the container just opened if its bracket follows at once; else reads the first key of an object.
  @inline(__always)
  private mutating func closeIfEmpty(_ diagnosis: JSONDiagnosis) throws(JSONFault) -> Bool {
    let isObject = tape[open].kind == .object
    if cursor.tryConsume(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
      leave()
      return true
    }
    if isObject { try readKey(diagnosis) }
    return false
  }

  @inline(__always)
  private mutating func readKey(_ diagnosis: JSONDiagnosis) throws(JSONFault) {
    guard cursor.peek() == UInt8(ascii: "\"") else {
      throw diagnosis.missingKey(at: cursor.position, container: Int(tape[open].start))
    }
    let start = cursor.position
    do throws(JSONCursorError) {
      let span = try cursor.string()
      append(.string, from: start, hasEscapes: span.hasEscapes)
    } catch {
      throw fault(error, token: start, diagnosis)
    }
    tape[open].countOneMore()
    guard cursor.tryConsume(UInt8(ascii: ":")) else {
      throw diagnosis.missingColon(at: cursor.position, container: Int(tape[open].start))
    }
  }

  /// Closes the innermost container, whose bracket must come next.
  @inline(__always)
  private mutating func close(_ diagnosis: JSONDiagnosis) throws(JSONFault) {
    let isObject = tape[open].kind == .object
    guard cursor.tryConsume(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
      throw diagnosis.missingComma(at: cursor.position, container: Int(tape[open].start))
    }
    if isObject, tape[open].count > 1,
      let doubled = JSONKeyCheck(tape, cursor.base).doubled(in: open, upTo: tape.count)
    {
      throw diagnosis.doubledKey(tape[doubled.second], first: tape[doubled.first])
    }
    leave()
  }

  @inline(__always)
  private mutating func leave() {
    let parent = tape[open].next
    tape[open].end = UInt32(truncatingIfNeeded: cursor.position)
    tape[open].next = UInt32(truncatingIfNeeded: tape.count)
    open = Int(parent)
    depth &-= 1
  }

  private func fault(_ error: JSONCursorError, token: Int, _ diagnosis: JSONDiagnosis) -> JSONFault {
    switch error {
    case .tooDeep(let offset): diagnosis.tooDeep(at: offset, maximum: maximumDepth)
    case .malformed(let offset):
      diagnosis.badToken(at: token, stop: offset, container: depth > 0 ? Int(tape[open].start) : nil)
    }
  }
}
