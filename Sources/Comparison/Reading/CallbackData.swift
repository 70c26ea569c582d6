import JSONText

/// What a business wrote into `biz_opaque_callback_data`: a word for the arm, or an object with the columns of a line of sends.
enum CallbackData {
  /// Puts what it says into the columns that are still empty.
  static func read(
    _ row: borrowing LogRow, base: UnsafeMutablePointer<UInt8>, maker: borrowing EventMaker,
    marks: inout LogEvent.Marks
  ) {
    let data = row[.callbackData]
    guard data.count > 0, row[.api].count == 0 else { return }
    if data[0] == UInt8(ascii: "{") {
      _ = try? object(data, row)
    } else if maker.arm(of: data) != nil {
      row[.api] = data
    }
    if row[.api].count > 0 { marks.insert(.armFromCallback) }
  }

  /// Reads the members that are columns and plain texts.
  private static func object(_ data: Field, _ row: borrowing LogRow) throws(JSONCursorError) {
    var cursor = JSONCursor(data.start, count: data.count)
    var more = try cursor.beginObject()
    while more {
      let key = try cursor.key()
      let column = LogColumn.of(key: Field(data.start + key.start, key.count))
      if let column, isTaken(column), cursor.peek() == UInt8(ascii: "\"") {
        let text = try cursor.string()
        if row[column].count == 0, !text.hasEscapes {
          row[column] = Field(data.start + text.start, text.count)
        }
      } else {
        try cursor.skipValue()
      }
      more = try cursor.nextMember()
    }
  }

  /// Never the id, the status or the time: these are the platform's.
  private static func isTaken(_ column: LogColumn) -> Bool {
    switch column {
    case .campaign, .api, .templateID, .templateName, .templateLanguage, .country: true
    default: false
    }
  }
}
