import JSONText

/// Reads a line of NDJSON: a row of statuses, a line of sends, or a webhook body with its statuses. One for each thread.
struct JSONLineReader: ~Copyable {
  /// What a line is.
  enum Outcome: Equatable {
    /// A row, in `row`: of sends when it has no key `status`.
    case row(isSend: Bool)
    /// A webhook body with at least one status; its events are in `events`.
    case body
    case otherWebhook
    case blank
    case broken(BrokenKind)
  }

  /// The values of the last row.
  let row = LogRow()
  /// The events of the last body.
  private(set) var events: [LogEvent] = []
  /// What made statuses of the last body no event, in their order.
  private(set) var refusals: [EventMaker.Refusal] = []
  /// The status words among them that mean nothing here.
  private(set) var unknownStatuses: [String] = []
  private var hasBody = false
  private var hasStatus = false
  private var isOurs = true

  /// Reads one line; events of a body are made by `maker`.
  mutating func read(
    _ base: UnsafeMutablePointer<UInt8>, count: Int, maker: inout EventMaker
  ) -> Outcome {
    var cursor = JSONCursor(UnsafePointer(base), count: count)
    if cursor.atEnd { return .blank }
    guard cursor.peek() == UInt8(ascii: "{") else {
      return isValue(cursor) ? .broken(.notAnObject) : .broken(.notJSON)
    }
    clear()
    do {
      let hasShape = try object(&cursor, base, &maker)
      guard cursor.atEnd else { return .broken(.notJSON) }
      guard hasShape else { return .broken(.wrongShape) }
    } catch {
      return .broken(.notJSON)
    }
    guard hasBody else { return .row(isSend: !hasStatus) }
    return isOurs && events.count + refusals.count > 0 ? .body : .otherWebhook
  }

  private mutating func clear() {
    row.clear()
    events.removeAll(keepingCapacity: true)
    forget(eventsFrom: 0, refusalsFrom: 0)
    hasBody = false
    hasStatus = false
    isOurs = true
  }

  /// Takes back what a change gave that turns out to be of another field.
  private mutating func forget(eventsFrom first: Int, refusalsFrom second: Int) {
    events.removeSubrange(first...)
    let unknown = refusals[second...].count { $0 == .unknownStatus }
    refusals.removeSubrange(second...)
    unknownStatuses.removeLast(unknown)
  }

  private func isValue(_ cursor: JSONCursor) -> Bool {
    var cursor = cursor
    return (try? cursor.skipValue()) != nil && cursor.atEnd
  }

  /// The outermost object; false when a part of it has the wrong kind.
  private mutating func object(
    _ cursor: inout JSONCursor, _ base: UnsafeMutablePointer<UInt8>, _ maker: inout EventMaker
  ) throws(JSONCursorError) -> Bool {
    var hasShape = true
    var more = try cursor.beginObject()
    while more {
      let key = field(try cursor.key(), base)
      if let column = LogColumn.of(key: key) {
        if column == .status { hasStatus = true }
        if try !scalar(&cursor, base, into: column) { hasShape = false }
      } else if key.says("entry") {
        hasBody = true
        if try !list(
          &cursor, { reader, cursor throws(JSONCursorError) in try reader.entry(&cursor, base, &maker) })
        {
          hasShape = false
        }
      } else if key.says("object"), cursor.peek() == UInt8(ascii: "\"") {
        isOurs = field(try cursor.string(), base).says("whatsapp_business_account")
      } else {
        try cursor.skipValue()
      }
      more = try cursor.nextMember()
    }
    return hasShape
  }

  /// Reads the elements of a list of objects; passes over something else and says false.
  private mutating func list(
    _ cursor: inout JSONCursor,
    _ element: (inout JSONLineReader, inout JSONCursor) throws(JSONCursorError) -> Bool
  ) throws(JSONCursorError) -> Bool {
    guard cursor.peek() == UInt8(ascii: "[") else {
      try cursor.skipValue()
      return false
    }
    var hasShape = true
    var more = try cursor.beginArray()
    while more {
      if cursor.peek() == UInt8(ascii: "{") {
        if try !element(&self, &cursor) { hasShape = false }
      } else {
        try cursor.skipValue()
        hasShape = false
      }
      more = try cursor.nextElement()
    }
    return hasShape
  }

  private mutating func entry(
    _ cursor: inout JSONCursor, _ base: UnsafeMutablePointer<UInt8>, _ maker: inout EventMaker
  ) throws(JSONCursorError) -> Bool {
    var hasShape = true
    var more = try cursor.beginObject()
    while more {
      if cursor.equals(try cursor.key(), "changes") {
        if try !list(
          &cursor, { reader, cursor throws(JSONCursorError) in try reader.change(&cursor, base, &maker) })
        {
          hasShape = false
        }
      } else {
        try cursor.skipValue()
      }
      more = try cursor.nextMember()
    }
    return hasShape
  }

  /// A change; its statuses count only if its field, wherever that stands, is `messages`.
  private mutating func change(
    _ cursor: inout JSONCursor, _ base: UnsafeMutablePointer<UInt8>, _ maker: inout EventMaker
  ) throws(JSONCursorError) -> Bool {
    let (firstEvent, firstRefusal) = (events.count, refusals.count)
    var hasShape = true
    var isMessages = false
    var more = try cursor.beginObject()
    while more {
      let key = try cursor.key()
      if cursor.equals(key, "value"), cursor.peek() == UInt8(ascii: "{") {
        hasShape = try value(&cursor, base, &maker)
      } else if cursor.equals(key, "field"), cursor.peek() == UInt8(ascii: "\"") {
        isMessages = field(try cursor.string(), base).says("messages")
      } else {
        try cursor.skipValue()
      }
      more = try cursor.nextMember()
    }
    guard isMessages else {
      forget(eventsFrom: firstEvent, refusalsFrom: firstRefusal)
      return true
    }
    return hasShape
  }

  private mutating func value(
    _ cursor: inout JSONCursor, _ base: UnsafeMutablePointer<UInt8>, _ maker: inout EventMaker
  ) throws(JSONCursorError) -> Bool {
    var hasShape = true
    var more = try cursor.beginObject()
    while more {
      if cursor.equals(try cursor.key(), "statuses") {
        hasShape = try list(&cursor) { reader, cursor throws(JSONCursorError) in
          try reader.status(&cursor, base, &maker)
          return true
        }
      } else {
        try cursor.skipValue()
      }
      more = try cursor.nextMember()
    }
    return hasShape
  }

  /// One status of a body becomes an event.
  private mutating func status(
    _ cursor: inout JSONCursor, _ base: UnsafeMutablePointer<UInt8>, _ maker: inout EventMaker
  ) throws(JSONCursorError) {
    row.clear()
    var more = try cursor.beginObject()
    while more {
      let key = try cursor.key()
      switch key.count {
      case 2 where cursor.equals(key, "id"): _ = try scalar(&cursor, base, into: .messageID)
      case 6 where cursor.equals(key, "status"): _ = try scalar(&cursor, base, into: .status)
      case 9 where cursor.equals(key, "timestamp"): _ = try scalar(&cursor, base, into: .timestamp)
      case 12 where cursor.equals(key, "recipient_id"): _ = try scalar(&cursor, base, into: .recipient)
      case 7 where cursor.equals(key, "pricing"):
        try member("category", of: &cursor, base, into: .pricingCategory)
      case 6 where cursor.equals(key, "errors"): try firstCode(&cursor, base)
      case 24 where cursor.equals(key, "biz_opaque_callback_data"):
        _ = try scalar(&cursor, base, into: .callbackData)
      default: try cursor.skipValue()
      }
      more = try cursor.nextMember()
    }
    finish(&maker, base)
  }

  private mutating func finish(_ maker: inout EventMaker, _ base: UnsafeMutablePointer<UInt8>) {
    var marks: LogEvent.Marks = [.inBody, .recipientFromStatus]
    CallbackData.read(row, base: base, maker: maker, marks: &marks)
    var event = LogEvent()
    if let refusal = maker.make(&event, of: row, isSend: false, marks: marks) {
      refusals.append(refusal)
      if refusal == .unknownStatus { unknownStatuses.append(row[.status].text) }
    } else {
      events.append(event)
    }
    row.clear()
  }

  /// One member of an object; an object without it, or something else, changes nothing.
  private func member(
    _ name: StaticString, of cursor: inout JSONCursor, _ base: UnsafeMutablePointer<UInt8>,
    into column: LogColumn
  ) throws(JSONCursorError) {
    guard cursor.peek() == UInt8(ascii: "{") else { return try cursor.skipValue() }
    var more = try cursor.beginObject()
    while more {
      if cursor.equals(try cursor.key(), name) {
        _ = try scalar(&cursor, base, into: column)
      } else {
        try cursor.skipValue()
      }
      more = try cursor.nextMember()
    }
  }

  /// The code of the first error of a list.
  private func firstCode(
    _ cursor: inout JSONCursor, _ base: UnsafeMutablePointer<UInt8>
  ) throws(JSONCursorError) {
    guard cursor.peek() == UInt8(ascii: "[") else { return try cursor.skipValue() }
    var isFirst = true
    var more = try cursor.beginArray()
    while more {
      if isFirst {
        try member("code", of: &cursor, base, into: .errorCode)
      } else {
        try cursor.skipValue()
      }
      isFirst = false
      more = try cursor.nextElement()
    }
  }

  /// Reads a string or number into a column, `null` as nothing; passes over something else and says false.
  @inline(__always)
  private func scalar(
    _ cursor: inout JSONCursor, _ base: UnsafeMutablePointer<UInt8>, into column: LogColumn
  ) throws(JSONCursorError) -> Bool {
    switch cursor.peek() {
    case UInt8(ascii: "\""): row[column] = field(try cursor.string(), base).trimmed
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "t"), UInt8(ascii: "f"):
      try cursor.skipValue()
      return false
    case UInt8(ascii: "n"): try cursor.null()
    default:
      let number = try cursor.number()
      row[column] = Field(cursor.base + number.start, number.count)
    }
    return true
  }

  /// The bytes a string stands for; escapes are taken away where they stand.
  @inline(__always)
  private func field(_ span: JSONSpan, _ base: UnsafeMutablePointer<UInt8>) -> Field {
    if span.hasEscapes { return unescaped(span, base) }
    return Field(UnsafePointer(base + span.start), span.count)
  }

  @inline(never)
  private func unescaped(_ span: JSONSpan, _ base: UnsafeMutablePointer<UInt8>) -> Field {
    guard let text = unescape(span, base: UnsafePointer(base)) else {
      return Field(UnsafePointer(base + span.start), span.count)
    }
    var end = span.start
    for byte in text.utf8 {
      base[end] = byte
      end += 1
    }
    return Field(UnsafePointer(base + span.start), end - span.start)
  }
}
