import JSONText
import Testing

/// What is refused, where, and in which words.
@Suite struct JSONRefusalTests {
  struct Refusal: Sendable, CustomTestStringConvertible {
    let text: String
    let place: String
    let words: String

    init(_ text: String, _ place: String, _ words: String) {
      self.text = text
      self.place = place
      self.words = words
    }

    var testDescription: String { String(text.prefix(40)) }
  }

  private func error(_ bytes: [UInt8]) throws -> JSONError {
    try #require(throws: JSONError.self) { _ = try JSONDocument(bytes, file: "f.json") }
  }

  private func check(_ refusal: Refusal) throws {
    let error = try error(Array(refusal.text.utf8))
    #expect("\(error.place.line):\(error.place.column)" == refusal.place)
    #expect(error.message.contains(refusal.words), "\(error.message)")
  }

  static let endings = [
    Refusal("", "1:1", "the file is empty"),
    Refusal(" \n ", "1:1", "the file is empty"),
    Refusal("1 2", "1:3", "expected the end of the file after its one value, but found 2"),
    Refusal("{}\n,", "2:1", "expected the end of the file"),
    Refusal("{}}", "1:3", "nothing is open that this } could close"),
    Refusal("]", "1:1", "nothing is open that this ] could close"),
    Refusal("[1, 2", "1:1", "this [ is never closed; add ]"),
    Refusal("[\n {\"a\": 1,", "2:2", "this { is never closed; add }"),
    Refusal("{\"a\"", "1:1", "this { is never closed"),
    Refusal("{\"a\":", "1:1", "this { is never closed"),
    Refusal("{", "1:1", "this { is never closed"),
    Refusal("[\"abc", "1:2", "the string that begins here is never closed"),
    Refusal("[\"abc\\", "1:2", "the string that begins here is never closed"),
    Refusal("{\"a\": [1}", "1:9", "expected ] to close the [ at line 1, column 7, but found }"),
    Refusal("[{\"a\": 1]", "1:9", "expected } to close the { at line 1, column 2, but found ]"),
  ]

  @Test(arguments: endings) func whatIsNotClosedOrGoesOnIsRefused(refusal: Refusal) throws {
    try check(refusal)
  }

  static let commas = [
    Refusal("[1,]", "1:3", "a comma too many before ]; take it away"),
    Refusal("{\"a\": 1,\n}", "1:8", "a comma too many before }; take it away"),
    Refusal("[1,,2]", "1:4", "two commas in a row"),
    Refusal("[,1]", "1:2", "expected a value before this comma"),
    Refusal("{,\"a\":1}", "1:2", "expected a member before this comma"),
    Refusal("{\"a\":,}", "1:6", "expected a value before this comma"),
    Refusal("{\"a\":}", "1:6", "expected a value after :"),
    Refusal("[1 2]", "1:4", "a comma is missing before 2"),
    Refusal("{\"a\":1 \"b\":2}", "1:8", "a comma is missing before \""),
    Refusal("[1 true]", "1:4", "a comma is missing before \"true\""),
    Refusal("[1; 2]", "1:3", "not semicolons"),
    Refusal("[1: 2]", "1:3", "keys with values stand in { }"),
    Refusal("{\"a\" 1}", "1:6", "expected : after the key, but found 1"),
    Refusal("{\"a\" = 1}", "1:6", "expected : after the key, but found ="),
  ]

  @Test(arguments: commas) func misplacedPunctuationIsRefused(refusal: Refusal) throws { try check(refusal) }

  static let notations = [
    Refusal("['a']", "1:2", "strings are written in double quotes, not single ones"),
    Refusal("{'a': 1}", "1:2", "keys are written in double quotes, not single ones"),
    Refusal("{a: 1}", "1:2", "keys are written in double quotes; write \"a\""),
    Refusal("{ 12: 1}", "1:3", "keys are written in double quotes; write \"12\""),
    Refusal("{ [1]: 1}", "1:3", "expected a key in double quotes, but found ["),
    Refusal("[1, // one\n2]", "1:5", "JSON has no comments"),
    Refusal("{ /* a */ \"a\": 1}", "1:3", "JSON has no comments"),
    Refusal("# a\n{}", "1:1", "JSON has no comments"),
    Refusal("{} // a", "1:4", "JSON has no comments"),
    Refusal("[“a”]", "1:2", "straight double quotes"),
    Refusal("[1,\u{A0}2]", "1:4", "the character U+00A0 is no white space in JSON"),
    Refusal("[1,\u{C}2]", "1:4", "the character U+000C is no white space in JSON"),
    Refusal("[True]", "1:2", "unknown word True; did you mean true?"),
    Refusal("{\"a\": None}", "1:7", "did you mean null?"),
    Refusal("tru", "1:1", "unknown word tru"),
    Refusal("[nullx]", "1:2", "unknown word nullx"),
    Refusal("[é]", "1:2", "unknown word é; strings are written in double quotes"),
    Refusal("[NaN]", "1:2", "JSON has no NaN"),
    Refusal("[-Infinity]", "1:3", "expected a digit after -, but found I"),
    Refusal("[@]", "1:2", "expected a value, but found @"),
    Refusal("[🙂]", "1:2", "🙂 (U+1F642)"),
  ]

  @Test(arguments: notations) func otherNotationsAreRefused(refusal: Refusal) throws { try check(refusal) }

  static let numbers = [
    Refusal("[01]", "1:2", "numbers do not begin with a zero"),
    Refusal("-007", "1:1", "numbers do not begin with a zero"),
    Refusal("[1.]", "1:4", "expected a digit after the decimal point"),
    Refusal("[.5]", "1:2", "write 0.5, not .5"),
    Refusal("[+1]", "1:2", "numbers are written without +"),
    Refusal("[-]", "1:3", "expected a digit after -, but found ]"),
    Refusal("1e", "1:3", "expected a digit in the exponent, but found the end of the file"),
    Refusal("[1e+]", "1:5", "expected a digit in the exponent, but found ]"),
    Refusal("[0x1F]", "1:3", "unexpected x in a number"),
    Refusal("[1_000]", "1:3", "unexpected _ in a number"),
    Refusal("[1.2.3]", "1:5", "unexpected . in a number"),
    Refusal("[2024-01-01]", "1:6", "anything else is written as a string"),
  ]

  @Test(arguments: numbers) func malformedNumbersAreRefused(refusal: Refusal) throws { try check(refusal) }

  static let strings = [
    Refusal("[\"ab\ncd\"]", "1:5", "a line ends inside a string"),
    Refusal("[\"ab\r\ncd\"]", "1:5", "a line ends inside a string"),
    Refusal("\"a\tb\"", "1:3", "a tab inside a string; write it as \\t"),
    Refusal("\"a\u{0}b\"", "1:3", "the character U+0000 inside a string"),
    Refusal("{\"a\u{1F}\": 1}", "1:4", "the character U+001F inside a string"),
    Refusal(#""C:\qrs""#, "1:4", "unknown escape: \\ followed by q; write \\\\ for a backslash"),
    Refusal(#""\U0041""#, "1:2", "unknown escape"),
    Refusal(#""\u00e""#, "1:2", "four hexadecimal digits"),
    Refusal(#""\u12G4""#, "1:2", "four hexadecimal digits"),
    Refusal(#""a\ud800""#, "1:3", "\\uD800 is half of a surrogate pair"),
    Refusal(#""a\udc00\ud800""#, "1:3", "\\uDC00 is half of a surrogate pair"),
    Refusal(#""\ud800\u0041""#, "1:2", "\\uD800 is half of a surrogate pair"),
    Refusal(#""\ud800x""#, "1:2", "\\uD800 is half of a surrogate pair"),
  ]

  @Test(arguments: strings) func malformedStringsAreRefused(refusal: Refusal) throws { try check(refusal) }

  static let doubles = [
    Refusal(
      "{\"a\": 1,\n \"a\": 2}", "2:2", "the key \"a\" stands twice in this object, first at line 1, column 2"),
    Refusal(#"{"a": 1, "\u0061": 2}"#, "1:10", "the key \"a\" stands twice"),
    Refusal(#"{"\u0061": 1, "b": 0, "a": 2}"#, "1:23", "the key \"a\" stands twice"),
    Refusal(#"{"": 1, "": 2}"#, "1:9", "the key \"\" stands twice"),
    Refusal(#"[{"x": {"k": {"z": 1}, "j": 2, "k": 3}}]"#, "1:32", "first at line 1, column 9"),
    Refusal(
      "{" + (0..<50).map { "\"k\($0)\":0," }.joined() + "\"k7\": 1}", "1:392", "first at line 1, column 51"),
    Refusal("{\"\u{202E}a\": 1, \"\u{202E}a\": 1}", "1:11", "the key \"\\u202Ea\" stands twice"),
  ]

  @Test(arguments: doubles) func aDoubledKeyIsRefused(refusal: Refusal) throws { try check(refusal) }

  @Test func keysThatOnlyLookAlikeAreTwoKeys() throws {
    #expect(try JSONDocument("{\"é\": 1, \"e\u{301}\": 2}", file: "f").root.members.count == 2)
    #expect(try JSONDocument(#"[{"a": 1}, {"a": {"a": {"a": 1}}}]"#, file: "f").root.elements.count == 2)
  }

  @Test(
    arguments: [
      ([0xC0, 0x80], 1), ([0xE0, 0x80, 0x80], 1), ([0xF0, 0x80, 0x80, 0x80], 1), ([0xED, 0xA0, 0x80], 1),
      ([0xED, 0xBF, 0xBF], 1), ([0xF4, 0x90, 0x80, 0x80], 1), ([0xF5, 0x80, 0x80, 0x80], 1), ([0xC3], 1),
      ([0xE2, 0x82], 1),
      ([0xF0, 0x9F, 0x99], 1), ([0x80], 1), ([0xFF], 1), ([0xC3, 0xA9, 0xC3], 2),
      ([0xC3, 0xA9, 0x61, 0xE9], 3),
    ] as [([UInt8], Int)])
  func invalidUTF8IsRefused(bytes: [UInt8], character: Int) throws {
    for padding in 0..<40 {
      let before = [UInt8](repeating: UInt8(ascii: "."), count: padding)
      let error = try error([0x22] + before + bytes + [0x22])
      #expect(error.message.contains("is not UTF-8 here; save the file as UTF-8"))
      #expect(error.place.column == 1 + padding + character)
    }
  }

  @Test(arguments: [
    "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{FFFF}", "\u{D7FF}", "\u{E000}", "\u{10000}", "\u{10FFFF}",
  ])
  func everyScalarIsTakenAsItIs(text: String) throws {
    #expect(try JSONDocument("\"\(text)\"", file: "f").root.string == text)
  }

  @Test func aByteOrderMarkIsRefused() throws {
    let error = try error([0xEF, 0xBB, 0xBF] + Array("{}".utf8))
    #expect(
      error.description == "f.json:1:1: the file begins with a byte order mark; save it as UTF-8 without one")
    #expect(try self.error([0xFF, 0xFE, 0x7B, 0x00]).message == "the file is UTF-16; save it as UTF-8")
  }

  @Test func deepBracketsAreRefusedCleanly() throws {
    for opener in ["[", "{\"a\":"] {
      let error = try error(Array(String(repeating: opener, count: 100_000).utf8))
      #expect(error.message == "brackets nest deeper than 128 levels; make the value flatter")
      #expect(error.place.column == 128 * opener.count + 1)
    }
  }

  @Test func depthUpToTheLimitIsRead() throws {
    let text = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
    #expect(try JSONDocument(text, file: "f").root.elements.count == 1)
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    #expect(try JSONDocument(Array(deep.utf8), file: "f", maximumDepth: 100_000).root.kind == .array)
  }

  @Test(.timeLimit(.minutes(1))) func aHundredThousandKeysAreReadInLinearTime() throws {
    let keys = (0..<100_000).map { "\"key number \($0)\":\($0)" }.joined(separator: ",")
    #expect(try JSONDocument("{\(keys)}", file: "f").root.members.count == 100_000)
    let error = try error(Array("{\(keys),\"key number 5\":0}".utf8))
    #expect(error.message.contains("\"key number 5\" stands twice"))
    let escaped = try JSONDocument("{\(keys),\"\\u0061\":0}", file: "f")
    #expect(escaped.root.members.count == 100_001)
  }

  @Test(arguments: [
    ("[\"🙂\", x]", "1:7"), ("[\"👩‍👩‍👧‍👦\", x]", "1:7"), ("[\"e\u{301}\", x]", "1:7"), ("[\"🇮🇳🇧🇷\", x]", "1:8"),
    ("\t\t[\t x]", "1:6"),
    ("[1,\r\n x]", "2:2"), ("[1,\r x]", "2:2"), ("[1,\n\r x]", "3:2"), ("[\n\n\"ü\",\n  x]", "4:3"),
    ("[\"हिन्दी\", x]", "1:\("हिन्दी".count + 6)"),
  ])
  func columnsCountCharactersAPersonWouldCount(text: String, place: String) throws {
    try check(Refusal(text, place, "unknown word x"))
  }

  @Test func aMessageSaysWhereWhatAndWhatToDo() throws {
    let error = try error(Array("{\"a\": 1,\n  b: 2}".utf8))
    #expect(error.description == "f.json:2:3: keys are written in double quotes; write \"b\"")
  }
}
