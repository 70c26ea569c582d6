/// Says in words why reading stopped: what was expected, what was there and what to do.
struct JSONDiagnosis {
  let bytes: UnsafeBufferPointer<UInt8>

  /// What can be told before reading: too large, a byte order mark, bytes that are no UTF-8.
  func encodingFault() -> JSONFault? {
    guard bytes.count <= JSONNode.maximumBytes else { return JSONFault(offset: 0, message: Self.tooLarge) }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return JSONFault(offset: 0, message: Self.byteOrderMark) }
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
      return JSONFault(offset: 0, message: Self.utf16)
    }
    guard let offset = firstInvalidUTF8(UnsafeRawBufferPointer(bytes)) else { return nil }
    return JSONFault(offset: offset, message: Self.notUTF8(bytes[offset]))
  }

  /// A value was expected and something that begins none stands at `offset`; `container` is the open bracket.
  func missingValue(at offset: Int, container: Int?) -> JSONFault {
    guard offset < bytes.count else {
      return container.map(unclosed) ?? JSONFault(offset: 0, message: Self.empty)
    }
    if let fault = misplacedComma(at: offset, member: "value") ?? commonMistake(at: offset) { return fault }
    switch bytes[offset] {
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      guard let container, byteBefore(offset).byte != UInt8(ascii: ":") else {
        let message = container == nil ? Self.nothingOpen(found(at: offset)) : Self.noValueAfterColon
        return JSONFault(offset: offset, message: message)
      }
      return mismatch(at: offset, container: container)
    case UInt8(ascii: "+"): return JSONFault(offset: offset, message: Self.plusSign)
    case UInt8(ascii: "."): return JSONFault(offset: offset, message: Self.noDigitBeforePoint)
    case let byte where JSONCursor.continuesWord(byte) || byte >= 0x80 || byte == UInt8(ascii: "$"):
      return JSONFault(offset: offset, message: Self.unknownWord(word(at: offset) ?? found(at: offset)))
    default: return JSONFault(offset: offset, message: "expected a value, but found \(found(at: offset))")
    }
  }

  /// A key was expected.
  func missingKey(at offset: Int, container: Int) -> JSONFault {
    guard offset < bytes.count else { return unclosed(container) }
    if let fault = misplacedComma(at: offset, member: "member") { return fault }
    if bytes[offset] == UInt8(ascii: "'") { return JSONFault(offset: offset, message: Self.singleQuotedKey) }
    if let fault = commonMistake(at: offset) { return fault }
    if let word = word(at: offset) { return JSONFault(offset: offset, message: Self.bareKey(word)) }
    if bytes[offset] == UInt8(ascii: "]") { return mismatch(at: offset, container: container) }
    return JSONFault(offset: offset, message: Self.expectedKey(found(at: offset)))
  }

  /// A colon was expected.
  func missingColon(at offset: Int, container: Int) -> JSONFault {
    guard offset < bytes.count else { return unclosed(container) }
    if let fault = commonMistake(at: offset) { return fault }
    return JSONFault(offset: offset, message: Self.expectedColon(found(at: offset)))
  }

  /// A comma or the closing bracket was expected.
  func missingComma(at offset: Int, container: Int) -> JSONFault {
    guard offset < bytes.count else { return unclosed(container) }
    switch bytes[offset] {
    case UInt8(ascii: "]"), UInt8(ascii: "}"): return mismatch(at: offset, container: container)
    case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "-"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      return JSONFault(offset: offset, message: Self.commaMissing(found(at: offset)))
    case UInt8(ascii: ";"): return JSONFault(offset: offset, message: Self.semicolon)
    case UInt8(ascii: ":") where bytes[container] == UInt8(ascii: "["):
      return JSONFault(offset: offset, message: Self.colonInArray)
    default: break
    }
    if let fault = commonMistake(at: offset) { return fault }
    if let word = word(at: offset) {
      return JSONFault(offset: offset, message: Self.commaMissing("\"\(word)\""))
    }
    let message = "expected , or \(closer(of: container)), but found \(found(at: offset))"
    return JSONFault(offset: offset, message: message)
  }

  /// Something follows the document's one value.
  func trailing(at offset: Int) -> JSONFault {
    if let fault = commonMistake(at: offset) { return fault }
    let found = found(at: offset)
    let isCloser = bytes[offset] == UInt8(ascii: "]") || bytes[offset] == UInt8(ascii: "}")
    return JSONFault(offset: offset, message: isCloser ? Self.nothingOpen(found) : Self.trailing(found))
  }

  /// Brackets nest too deep.
  func tooDeep(at offset: Int, maximum: Int) -> JSONFault {
    JSONFault(offset: offset, message: "brackets nest deeper than \(maximum) levels; make the value flatter")
  }

  /// A key stands twice; the place is that of the second.
  func doubledKey(_ second: JSONNode, first: JSONNode) -> JSONFault {
    let key = unescape(second.content, base: bytes.baseAddress!) ?? ""
    let place = JSONLines(Array(bytes)).position(of: Int(first.start), in: Array(bytes))
    let message = Self.doubledKey(JSONWriter.quoted(key), line: place.line, column: place.column)
    return JSONFault(offset: Int(second.start), message: message)
  }

  /// A scalar that began at `token` went wrong at `stop`.
  func badToken(at token: Int, stop: Int, container: Int?) -> JSONFault {
    guard token < bytes.count else { return missingValue(at: token, container: container) }
    switch bytes[token] {
    case UInt8(ascii: "\""): return badString(at: token, stop: stop)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return badNumber(at: token, stop: stop)
    default: return missingValue(at: token, container: container)
    }
  }

  /// A bracket that is never closed; the place is the bracket's.
  private func unclosed(_ container: Int) -> JSONFault {
    let message = Self.unclosed(found(at: container), closer: closer(of: container))
    return JSONFault(offset: container, message: message)
  }

  private func mismatch(at offset: Int, container: Int) -> JSONFault {
    let place = JSONLines(Array(bytes)).position(of: container, in: Array(bytes))
    let opened = "the \(found(at: container)) at line \(place.line), column \(place.column)"
    let message = "expected \(closer(of: container)) to close \(opened), but found \(found(at: offset))"
    return JSONFault(offset: offset, message: message)
  }

  /// A comma with nothing before it, or a bracket with a comma before it.
  private func misplacedComma(at offset: Int, member: String) -> JSONFault? {
    let before = byteBefore(offset)
    switch (before.byte, bytes[offset]) {
    case (UInt8(ascii: ","), UInt8(ascii: "]")), (UInt8(ascii: ","), UInt8(ascii: "}")):
      return JSONFault(offset: before.offset, message: Self.commaTooMany(found(at: offset)))
    case (UInt8(ascii: ","), UInt8(ascii: ",")):
      return JSONFault(offset: offset, message: "two commas in a row; take one away")
    case (_, UInt8(ascii: ",")):
      return JSONFault(
        offset: offset, message: "expected a \(member) before this comma; add it or take the comma away")
    default: return nil
    }
  }

  /// What people bring along from other notations, wherever it stands.
  private func commonMistake(at offset: Int) -> JSONFault? {
    switch bytes[offset] {
    case UInt8(ascii: "'"): return JSONFault(offset: offset, message: Self.singleQuote)
    case UInt8(ascii: "/"), UInt8(ascii: "#"): return JSONFault(offset: offset, message: Self.comment)
    case UInt8(ascii: "`"): return JSONFault(offset: offset, message: Self.singleQuote)
    default: break
    }
    switch scalar(at: offset).value {
    case 0x2018...0x201F, 0xAB, 0xBB:
      return JSONFault(offset: offset, message: Self.curlyQuote(found(at: offset)))
    case 0xA0, 0xFEFF, 0x1680, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x2069, 0x3000, 0x0B, 0x0C:
      return JSONFault(offset: offset, message: Self.oddSpace(found(at: offset)))
    default: return nil
    }
  }

  /// The byte before `offset` that is no white space.
  private func byteBefore(_ offset: Int) -> (byte: UInt8, offset: Int) {
    var index = offset - 1
    while index >= 0, bytes[index] == 0x20 || 0x09...0x0D ~= bytes[index] { index -= 1 }
    return index < 0 ? (0, 0) : (bytes[index], index)
  }

  private func closer(of container: Int) -> String { bytes[container] == UInt8(ascii: "{") ? "}" : "]" }
}
