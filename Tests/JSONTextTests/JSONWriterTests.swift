import JSONText
import Testing

@Suite struct JSONWriterTests {
  private func reread(_ text: String) throws -> JSONTree { JSONTree(try JSONDocument(text, file: "f").root) }

  @Test func compactHasNoWhiteSpace() {
    let tree: JSONTree = ["b": [1, nil, true, "x y"], "a": ["n": [:], "m": []], "d": .number("1.50")]
    #expect(
      JSONWriter.text(tree, layout: .compact) == #"{"b":[1,null,true,"x y"],"a":{"n":{},"m":[]},"d":1.50}"#)
  }

  @Test func canonicalReadsLikeABook() {
    let tree: JSONTree = [
      "title": "Rules", "codes": [1, 2],
      "first": ["when": ["all": [["fact": "a", "is": 1], ["fact": "b"]]], "empty": [:]],
      "second": ["x": 1],
      "nothing": [:],
      "end": true,
    ]
    #expect(
      JSONWriter.text(tree, layout: .canonical) == """
        {
          "title": "Rules",
          "codes": [1, 2],

          "first": {
            "when": { "all": [{ "fact": "a", "is": 1 }, { "fact": "b" }] },
            "empty": {}
          },

          "second": {
            "x": 1
          },

          "nothing": {},

          "end": true
        }

        """)
  }

  @Test func aRootThatIsNoObjectEndsWithALineEnd() {
    #expect(JSONWriter.text([], layout: .canonical) == "[]\n")
    #expect(JSONWriter.text([:], layout: .canonical) == "{}\n")
    #expect(JSONWriter.text([1, ["a": 2]], layout: .canonical) == "[1, { \"a\": 2 }]\n")
    #expect(JSONWriter.text("x", layout: .canonical) == "\"x\"\n")
  }

  @Test(arguments: 95...115)
  func aLineIsBrokenBeyond110Columns(length: Int) {
    for (count, isLast) in [(length, true), (length, false)] {
      // `    "k": ["…"]`: 13 columns around the text, one more for a comma.
      let text = String(repeating: "é", count: count)
      var fields = [JSONField("k", .array([.string(text)]))]
      if !isLast { fields.append(JSONField("l", 1)) }
      let lines = JSONWriter.text(.object([JSONField("r", .object(fields))]), layout: .canonical).split(
        separator: "\n")
      let isBroken = lines[2] == "    \"k\": ["
      #expect(isBroken == (count + 13 + (isLast ? 0 : 1) > 110))
    }
  }

  @Test func whatDoesNotFitIsBrokenOneEntryALine() {
    let long = JSONTree.string(String(repeating: "x", count: 90))
    let tree: JSONTree = ["r": ["k": ["a": long, "b": [long, 2]]]]
    let x = String(repeating: "x", count: 90)
    #expect(
      JSONWriter.text(tree, layout: .canonical) == """
        {
          "r": {
            "k": {
              "a": "\(x)",
              "b": ["\(x)", 2]
            }
          }
        }

        """)
  }

  @Test func whatMisleadsTheEyeIsEscaped() {
    let hostile =
      "\"\\/\u{8}\u{C}\n\r\t\u{0}\u{1F}\u{7F}\u{2028}\u{2029}\u{202A}\u{202E}\u{2066}\u{2069}\u{200E}\u{200F}\u{61C}\u{FEFF}é🙂\u{200D}\u{2027}\u{202F}\u{2065}\u{206A}\u{61B}\u{FEFE}"
    let expected =
      #""\"\\/\b\f\n\r\t\u0000\u001F"# + "\u{7F}"
      + #"\u2028\u2029\u202A\u202E\u2066\u2069\u200E\u200F\u061C\uFEFF"#
      + "é🙂\u{200D}\u{2027}\u{202F}\u{2065}\u{206A}\u{61B}\u{FEFE}\""
    var output: [UInt8] = []
    JSONWriter.append(string: hostile, to: &output)
    #expect(output == Array(expected.utf8))
  }

  @Test func everyScalarSurvivesWritingAndReading() throws {
    for plane in 0..<17 {
      var text = ""
      for value in UInt32(plane * 0x10000)..<UInt32((plane + 1) * 0x10000) {
        if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
      }
      let read = try JSONDocument(JSONWriter.text(.string(text), layout: .compact), file: "f").root
      #expect(read.string.map { Array($0.utf8) } == Array(text.utf8))
    }
  }

  @Test func longTextIsCutInMessages() {
    #expect(JSONWriter.quoted("a\nb") == #""a\nb""#)
    #expect(
      JSONWriter.quoted(String(repeating: "é", count: 61)) == "\"" + String(repeating: "é", count: 59) + "…\""
    )
  }

  @Test func aDoubleIsWrittenShortestAndReadsBack() throws {
    for value in [0.1, 1e21, 2.2250738585072014e-308, -0.0, 1.7976931348623157e308, 100] {
      let text = JSONWriter.text(.double(value), layout: .compact)
      #expect(try JSONDocument(text, file: "f").root.number?.double == value)
    }
    #expect(JSONTree.double(.nan) == .null)
    #expect(JSONTree.double(-.infinity) == .null)
  }

  @Test(arguments: 0..<200)
  func bothLayoutsSayTheSameAndCanonicalIsStable(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let tree = RandomJSON.tree(depth: 6, using: &random)
    let compact = JSONWriter.text(tree, layout: .compact)
    let canonical = JSONWriter.text(tree, layout: .canonical)
    let again = try reread(canonical)
    #expect(JSONWriter.text(again, layout: .canonical) == canonical)
    #expect(JSONWriter.text(again, layout: .compact) == compact)
    #expect(JSONWriter.text(try reread(compact), layout: .canonical) == canonical)
  }
}
