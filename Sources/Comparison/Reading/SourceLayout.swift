/// What a source is made of, as its first bytes tell.
enum SourceLayout: Sendable {
  case empty
  case csv(CSVHeader)
  case ndjson

  /// A layout, and how many bytes and lines of text stand before the first record.
  struct Beginning {
    var layout: SourceLayout
    var bytes: Int
    var lines: Int
  }

  /// Looks at the first bytes of a source.
  ///
  /// - Throws: `ComparisonError` when it is compressed, a spreadsheet, in another encoding, a JSON array, or a table without the
  ///   columns that are needed.
  static func of(_ bytes: UnsafeMutableBufferPointer<UInt8>, source: String) throws(ComparisonError)
    -> Beginning
  {
    if let refusal = foreign(bytes, source: source) { throw refusal }
    var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var lines = 0
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0D || bytes[at] == 0x0A {
      if bytes[at] == 0x0A { lines += 1 }
      at += 1
    }
    guard at < bytes.count else { return Beginning(layout: .empty, bytes: bytes.count, lines: lines) }
    if bytes[at] == UInt8(ascii: "{") { return Beginning(layout: .ndjson, bytes: at, lines: lines) }
    if bytes[at] == UInt8(ascii: "[") {
      throw ComparisonError(
        .unreadableInput,
        "\(source): a JSON list; one object a line is read: jq -c '.[]' \(shown(source)) | wabadoctor compare -"
      )
    }
    return try csv(bytes, from: at, lines: lines, source: source)
  }

  /// A table: perhaps Excel's line `sep=;`, then the header.
  private static func csv(
    _ bytes: UnsafeMutableBufferPointer<UInt8>, from start: Int, lines: Int, source: String
  ) throws(ComparisonError) -> Beginning {
    var at = start
    var lines = lines
    var separator: UInt8?
    if bytes.count > at + 5, bytes[at..<at + 4].elementsEqual("sep=".utf8) {
      separator = bytes[at + 4]
      at = (bytes[at...].firstIndex(of: 0x0A) ?? bytes.count - 1) + 1
      lines += 1
    }
    let line = bytes[at...].prefix { $0 != 0x0A }
    let names = HeaderLine.names(bytes, from: at, separator: separator ?? HeaderLine.separator(line))
    let header = try CSVHeader(names: names.names, separator: names.separator, source: source)
    return Beginning(layout: .csv(header), bytes: names.end, lines: lines + names.lines)
  }

  /// What is no text at all, or not in UTF-8.
  private static func foreign(_ bytes: UnsafeMutableBufferPointer<UInt8>, source: String) -> ComparisonError? {
    func refuse(_ what: String, _ remedy: String) -> ComparisonError {
      ComparisonError(.unreadableInput, "\(source): \(what); \(remedy)")
    }
    let name = shown(source)
    let programs: [([UInt8], String, String)] = [
      ([0x1F, 0x8B], "gzip", "zcat"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd", "zstdcat"),
      ([0x42, 0x5A, 0x68], "bzip2", "bzcat"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz", "xzcat"),
    ]
    for (magic, format, program) in programs where bytes.starts(with: magic) {
      return refuse(
        "compressed with \(format)", "unpack it on the way: \(program) \(name) | wabadoctor compare -")
    }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      return refuse("a spreadsheet or archive", "save the sheet as CSV (UTF-8), or unpack the archive")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return refuse(
        "text in UTF-16", "turn it into UTF-8: iconv -f UTF-16 -t UTF-8 \(name) | wabadoctor compare -")
    }
    return nil
  }

  /// How a source is named in a remedy.
  private static func shown(_ source: String) -> String { source == "standard input" ? "FILE" : source }
}

/// The first record of a table.
private enum HeaderLine {
  /// The separator there is most of outside quotes; a comma when there is none.
  static func separator(_ line: Slice<UnsafeMutableBufferPointer<UInt8>>) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in line {
      if byte == CSVQuotes.quote { isQuoted.toggle() }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    let known = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    return known.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? known[0]
  }

  /// The names, where the header ends, and over how many lines of text it goes.
  static func names(
    _ bytes: UnsafeMutableBufferPointer<UInt8>, from start: Int, separator: UInt8
  ) -> (names: [String], separator: UInt8, end: Int, lines: Int) {
    var names: [String] = []
    var name: [UInt8] = []
    var isQuoted = false
    var lines = 0
    var at = start
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == CSVQuotes.quote {
        isQuoted.toggle()
      } else if byte == separator, !isQuoted {
        names.append(text(name))
        name = []
      } else {
        if byte == CSVQuotes.lineFeed { lines += 1 }
        if byte == CSVQuotes.lineFeed, !isQuoted { break }
        name.append(byte)
      }
    }
    names.append(text(name))
    return (names, separator, at, lines)
  }

  private static func text(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { Field($0, buffer.count).trimmed.text } ?? ""
    }
  }
}
