import JSONText
import Testing

/// The cursor takes exactly what the document takes, but for doubled keys and invalid UTF-8.
@Suite struct JSONEquivalenceTests {
  private func cursorTakes(_ bytes: [UInt8]) -> Bool {
    (bytes + [0]).withUnsafeBufferPointer { buffer in
      guard isValidUTF8(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<bytes.count]))
      else { return false }
      var cursor = JSONCursor(buffer.baseAddress!, count: bytes.count)
      do { try cursor.skipValue() } catch { return false }
      return cursor.atEnd
    }
  }

  private func documentTakes(_ bytes: [UInt8]) -> Bool {
    do throws(JSONError) {
      _ = try JSONDocument(bytes, file: "f")
      return true
    } catch {
      return error.message.contains("stands twice")
    }
  }

  static let corpus = [
    "{}", "[]", "null", "true", "false", "0", "-0", "-1.5e+10", "\"\"", " [ 1 , 2 ] ", "[[],[[]],{}]",
    "{\"a\":{\"b\":[{}]}}",
    #"{"k":"v","\u00e9":"\ud83d\ude42","n":[1,2.5,-3e-7],"t":true,"f":false,"z":null}"#,
    "{\"key\":\"a text that is longer than eight bytes\",\"other\":\"short\",\"é\":\"हिन्दी 🙂\"}",
    "", " ", "[", "]", "{", "}", ",", ":", "[1,]", "{\"a\"}", "{\"a\":}", "{,}", "[,]", "[1 2]", "[1}",
    "{\"a\":1]", "{\"a\":1,}",
    "01", "1.", ".1", "+1", "-", "1e", "1e+", "00", "0x1", "1a", "tru", "truex", "nul", "nullnull", "NaN",
    "'a'", "\"", "\"\\\"", "\"\\x\"",
    "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u00\"", "\"\t\"", "[1]2", "{1:2}", "{\"a\":1 \"b\":2}",
    "\u{FEFF}{}", "1 2", "[true false]",
    "\u{B}1", "[\u{A0}]", "\u{0}", "1\u{0}", "-a", "[-]", "{\"a\":1}}", "[]]",
  ]

  @Test(arguments: corpus) func theyAgreeOnTheCorpus(text: String) {
    #expect(cursorTakes(Array(text.utf8)) == documentTakes(Array(text.utf8)))
  }

  @Test(arguments: [126, 127, 128, 129, 130]) func theyAgreeOnDepth(depth: Int) {
    for (opener, closer) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
      let text = String(repeating: opener, count: depth) + "1" + String(repeating: closer, count: depth)
      #expect(cursorTakes(Array(text.utf8)) == documentTakes(Array(text.utf8)))
    }
  }

  @Test(arguments: 0..<40) func theyAgreeOnMutations(seed: Int) {
    var random = SeededGenerator(seed: 1_000 + UInt64(seed))
    let alphabet = Array("{}[]\",:\\/ \n\t0123456789-+.eEutrfalsnx'#é\u{1F}".utf8) + [0xFF, 0xC0, 0x00]
    var taken = 0
    for _ in 0..<500 {
      var bytes: [UInt8]
      if Bool.random(using: &random) {
        bytes = Array((Self.corpus.randomElement(using: &random) ?? "").utf8)
      } else {
        bytes = JSONWriter.bytes(
          RandomJSON.tree(depth: 3, using: &random),
          layout: Bool.random(using: &random) ? .compact : .canonical)
      }
      for _ in 0..<Int.random(in: 0..<4, using: &random) where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[index] = alphabet.randomElement(using: &random) ?? 0
        case 1: bytes.insert(alphabet.randomElement(using: &random) ?? 0, at: index)
        case 2: bytes.remove(at: index)
        default: bytes.removeSubrange(index...)
        }
      }
      let isTaken = documentTakes(bytes)
      #expect(cursorTakes(bytes) == isTaken, "\(String(decoding: bytes, as: UTF8.self))")
      taken += isTaken ? 1 : 0
    }
    #expect(taken > 50, "too few good inputs to mean anything")
  }

  @Test(arguments: 0..<40) func utf8IsJudgedAsTheStandardLibraryDoes(seed: Int) {
    var random = SeededGenerator(seed: 2_000 + UInt64(seed))
    for _ in 0..<500 {
      var bytes = Array(RandomJSON.text(using: &random).utf8)
      if Bool.random(using: &random), !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let isValid = bytes.withUnsafeBytes { isValidUTF8($0) }
      #expect(isValid == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
    }
  }
}
