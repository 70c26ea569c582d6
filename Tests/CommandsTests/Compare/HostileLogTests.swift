import FoundationEssentials
import JSONText
import TestSupport
import Testing

/// Logs as people really bring them, through the command: each is read with an account of every line, or refused with its place and what
/// to do.
@Suite struct HostileLogTests {
  private static let header = "message_id,campaign,api,recipient,template_id,status,timestamp\n"
  /// Ten messages on each side, of three statuses.
  private static let rows = (0..<20).map { number in
    let side = number.isMultiple(of: 2) ? "marketing_messages" : "cloud_api"
    let status = ["delivered", "failed", "sent"][number % 3]
    return "m\(number),x,\(side),55119\(10_000_000 + number),1,\(status),2026-11-02T10:00:0\(number % 10)Z\n"
  }
  private static let small = header + rows.joined()

  /// A log, and what became of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// Contents by file name, in the order in which they are named; standard input for "-".
    let files: [(name: String, bytes: [UInt8])]
    /// Lines read, used, repeated, broken, passed over; `nil` for what is refused.
    var lines: [Int]?
    /// What must be said.
    let says: [String]
    var status: Int32 = 65
    var testDescription: String { name }

    init(_ name: String, _ texts: [String], lines: [Int]? = nil, says: [String]) {
      self.name = name
      files = texts.enumerated().map { ("log\($0.offset + 1).csv", Array($0.element.utf8)) }
      (self.lines, self.says) = (lines, says)
    }

    init(_ name: String, bytes: [UInt8], as file: String = "log1.csv", lines: [Int]? = nil, says: [String]) {
      self.name = name
      files = [(file, bytes)]
      (self.lines, self.says) = (lines, says)
    }
  }

  private static let refused: [Case] = [
    Case(
      "one side", [header + rows[1]],
      says: ["has cloud_api only", "--arm", "1 line read: 1 used, 0 repeated, 0 broken, 0 passed over"]),
    Case(
      "no side", ["message_id,status,timestamp\na,delivered,1793613600\n"],
      says: ["of 1 message nothing says the side", "--sends"]),
    Case("empty", [""], says: ["log1.csv: empty; expected a log with a header and lines below it"]),
    Case("header alone", [header], says: ["log1.csv: empty"]),
    Case("blank lines", ["\n \n\n"], says: ["log1.csv: empty"]),
    Case(
      "other columns", ["foo,bar\n1,2\n"],
      says: [
        "log1.csv: the first line names no column message_id; it has foo, bar", "expected a header with",
      ]),
    Case(
      "no text", bytes: [0x7F, 0x45, 0x4C, 0x46, 0, 1, 0xFE, 0x0A, 0, 0],
      says: ["log1.csv: no text in UTF-8", "expected a table (CSV)"]),
    Case(
      "gzip", bytes: [0x1F, 0x8B, 8, 0, 0, 0], as: "log.csv.gz",
      says: ["log.csv.gz: compressed with gzip", "zcat ", "| wabadoctor compare -"]),
    Case(
      "spreadsheet", bytes: Array("PK\u{3}\u{4}zip".utf8), as: "log.xlsx",
      says: ["log.xlsx: a spreadsheet or archive", "save the sheet as CSV"]),
    Case("UTF-16", bytes: [0xFF, 0xFE, 0x6D, 0], says: ["text in UTF-16", "iconv -f UTF-16 -t UTF-8"]),
    Case("a JSON list", ["[{\"message_id\":\"a\"}]\n"], says: ["a JSON list", "jq -c '.[]'"]),
    Case(
      "JSON over several lines", ["{\n\"message_id\": \"a\"\n}\n"],
      says: [
        "log1.csv: no line could be used", "3 lines read: 0 used, 0 repeated, 3 broken", "lines 1, 2, 3",
        "jq -c .",
      ]),
    Case(
      "times that Excel rounded",
      [header + "a,x,mm,55119,1,sent,1.79361E+09\nb,x,cloud,55119,1,sent,1.79361E+09\n"],
      says: [
        "2 lines read: 0 used, 0 repeated, 2 broken",
        "a spreadsheet has rounded (export the column as text); lines 2, 3",
      ]),
    Case(
      "times as Excel shows them", [header + "a,x,mm,55119,1,sent,02/11/2026 10:00\n"],
      says: ["1 line read: 0 used, 0 repeated, 1 broken", "2026-11-02T10:00:00Z is read", "line 2"]),
  ]

  private static let read: [Case] = [
    Case(
      "three sides", [small + "z,x,sms,5511900000005,1,sent,1793613600\n"], lines: [21, 21, 0, 0, 0],
      says: ["A third side, \"sms\", has 1 message", "--arm"]),
    Case(
      "no recipients",
      [
        "message_id,api,status,timestamp\n"
          + (0..<30).map { "m\($0),\($0 % 2 == 0 ? "mm" : "cloud"),sent,1793613600\n" }.joined()
      ],
      lines: [30, 30, 0, 0, 0],
      says: ["the recipients cannot be told apart in the log", "the country of some recipients is not known"]),
    Case(
      "hashed recipients",
      [
        header
          + (0..<4).map {
            "wamid.\($0),x,\($0 % 2 == 0 ? "mm" : "cloud"),\(String(repeating: "a\($0)", count: 32)),1,sent,1793613600\n"
          }.joined()
      ],
      lines: [4, 4, 0, 0, 0],
      says: [
        "a wamid holds the phone number, so the log is not anonymous",
        "the country of some recipients is not known",
      ]),
    Case(
      "times without zone", [small.replacing("Z\n", with: "\n")], lines: [20, 20, 0, 0, 0],
      says: ["20 times had no zone and were taken as UTC"]),
    Case(
      "Excel's CSV", ["\u{FEFF}sep=;\r\n" + small.replacing(",", with: ";").replacing("\n", with: "\r\n")],
      lines: [20, 20, 0, 0, 0],
      says: ["MM API 10, Cloud API 10 messages"]),
    Case(
      "numbers in scientific notation",
      [
        header
          + "a,x,mm,5.51191E+12,1,delivered,1.7936136000E9\nb,x,cloud,5.51191E+12,1,delivered,1793613600.0\n"
      ], lines: [2, 2, 0, 0, 0],
      says: ["A spreadsheet has rounded 2 recipients; export the numbers as text."]),
    Case(
      "lines of 10 MB",
      [
        "note," + header + rows.dropLast().map { "," + $0 }.joined()
          + String(repeating: "x", count: 10_000_000) + "," + rows[19]
          + String(repeating: "y", count: 10_000_000) + "\n"
      ],
      lines: [21, 20, 0, 1, 0], says: ["more or fewer fields than the header; line 22"]),
    Case(
      "the same file twice", [small, small], lines: [40, 20, 20, 0, 0],
      says: ["MM API 10, Cloud API 10 messages"]),
    Case(
      "files of other columns",
      [small, "status;message_id;timestamp;error_code;foo\nfailed;m1;1793613605;131049;q\n"],
      lines: [21, 21, 0, 0, 0],
      says: ["Columns of ", "log2.csv that are not read: foo"]),
    Case("an empty file beside", ["", small], lines: [20, 20, 0, 0, 0], says: ["log1.csv is empty."]),
    Case(
      "every kind of broken line",
      [
        small
          + "too,few\nk1,x,mm,55119,1,sent,yesterday\nk2,x,mm,55119,1,sent,1793613600,more\n,x,mm,55119,1,sent,1793613600\n"
          + "k3,x,mm,55119,1,exploded,1793613600\n\n\"open,x\n"
      ], lines: [27, 20, 0, 5, 2],
      says: [
        "lines 22, 24", "a time that cannot be read", "no message id; line 25",
        "a quotation mark is never closed; line 28",
        "a status that means nothing here; line 26", "blank; line 27", "exploded 1",
      ]),
    Case(
      "cut off, through a pipe", bytes: Array((small + "k9,x,mm,55119").utf8), as: "-",
      lines: [21, 20, 0, 1, 0],
      says: [
        "Standard input ends in the middle of line 22", "was an archive or a download cut off?", "line 22",
      ]),
    Case(
      "cut off behind a field that can be short", bytes: Array(small.utf8.dropLast(1)), as: "-",
      lines: [20, 20, 0, 0, 0],
      says: ["Standard input ends without a line end"]),
  ]

  private func run(_ log: Case, _ more: [String] = []) throws -> Child.Result {
    let folder = try ScratchFolder()
    let names = try log.files.map { try $0.name == "-" ? "-" : folder.write($0.bytes, to: $0.name) }
    let input = log.files.first { $0.name == "-" }.map { String(decoding: $0.bytes, as: UTF8.self) }
    return try LiveAccount.plain(["compare"] + names + ["--split", "1:1"] + more, input: input)
  }

  /// A text without the breaks of its lines.
  private func flowing(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test(arguments: refused) func whatIsNoLogIsRefusedWithItsPlaceAndRemedy(_ log: Case) throws {
    let result = try run(log)
    #expect(result.status == log.status, "\(result.output)\(result.error)")
    #expect(result.output == "")
    #expect(result.error.split(separator: "\n").allSatisfy { $0.hasPrefix("wabadoctor: ") })
    for words in log.says { #expect(flowing(result.error).contains(words), "\(result.error)") }
  }

  @Test(arguments: read) func whatCanBeReadIsReadAndEveryLineIsAccountedFor(_ log: Case) throws {
    let result = try run(log)
    #expect(result.status == 1 && result.error == "", "\(result.error)")
    #expect(result.output.hasPrefix("The comparison is not fair"))
    for words in log.says { #expect(flowing(result.output).contains(words), "\(result.output)") }
    let json = try run(log, ["-o", "json"])
    let lines = try #require(try JSONDocument(json.output, file: "report").root["lines"])
    let counts = ["read", "used", "repeated", "broken", "passed_over"].map { Int(lines[$0]?.integer ?? -1) }
    #expect(counts == log.lines)
    #expect(counts[0] == counts[1] + counts[2] + counts[3] + counts[4])
    #expect(flowing(result.output).contains("\(counts[0]) lines read: \(counts[1]) used"))
  }

  @Test func aFolderAndAMissingFileAreNamed() throws {
    let folder = try ScratchFolder()
    let result = try LiveAccount.plain(["compare", folder.path])
    #expect(result.status == 65 && result.error.contains("is a folder, expected a file"))
    let both = try LiveAccount.plain([
      "compare", try folder.write(Self.small, to: "log.csv"), folder.path + "/none.csv",
    ])
    #expect(both.status == 66 && both.error.contains("none.csv: there is no such file"))
  }

  @Test func aTruncatedArchiveIsSeenThroughThePipe() throws {
    let folder = try ScratchFolder()
    let log = try folder.write(Self.header + (0..<40).map { _ in Self.rows.joined() }.joined(), to: "log.csv")
    let pipe = """
      gzip -c "$0" > "$0.gz" && head -c $(( $(wc -c < "$0.gz") - 40 )) "$0.gz" > "$0.cut.gz"
      zcat "$0.cut.gz" 2>/dev/null | "$1" compare -
      """
    var child = Child(
      ["-c", pipe, log, Child.program],
      environment: ["WABADOCTOR_KNOWLEDGE": KnowledgeFixture.projectFolder.path])
    child.other = "/bin/sh"
    let result = try child.run()
    #expect(flowing(result.output).contains("Standard input ends "), "\(result.output)\(result.error)")
  }
}
