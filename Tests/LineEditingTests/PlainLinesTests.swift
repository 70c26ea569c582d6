import Glibc
import Testing
import TestSupport

@testable import LineEditing

/// Lines that come from a file or a pipe.
@Suite struct PlainLinesTests {
  private func lines(_ bytes: [UInt8], longest: Int = LineInput.longest) throws -> [PlainLine] {
    let folder = try ScratchFolder()
    let descriptor = open(try folder.write(bytes, to: "lines"), O_RDONLY)
    defer { close(descriptor) }
    var lines = PlainLines(descriptor, longest: longest)
    var all: [PlainLine] = []
    while let line = try lines.next() { all.append(line) }
    return all
  }

  @Test(arguments: [
    ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\r\nb\r\n", ["a", "b"]), ("\n\na", ["", "", "a"]),
    ("a\rb\n", ["a\rb"]),
    ("\u{FEFF}a\n\u{FEFF}b", ["a", "\u{FEFF}b"]), ("größe\n日本", ["größe", "日本"]), ("a\0b\n", ["a\0b"]),
  ])
  func linesEndAsAnybodyWritesThem(_ text: String, _ expected: [String]) throws {
    let found = try lines(Array(text.utf8))
    #expect(
      found
        == expected.enumerated().map { PlainLine(number: $0.offset + 1, text: $0.element, isRepaired: false) }
    )
  }

  @Test func whatIsNoUTF8IsRepairedAndTold() throws {
    let found = try lines([0x61, 0xFF, 0x62, 0x0A, 0x63, 0x0A])
    #expect(found.map(\.text) == ["a\u{FFFD}b", "c"])
    #expect(found.map(\.isRepaired) == [true, false])
  }

  @Test func aLineThatIsTooLongIsPassedOverAndTheNextIsRead() throws {
    for length in [11, 12, 13, 100, 200_000] {
      let long = Array(repeating: UInt8(ascii: "x"), count: length)
      let found = try lines(Array("a\n".utf8) + long + Array("\r\nb\n".utf8) + long, longest: 10)
      #expect(found.map(\.text) == ["a", nil, "b", nil], "\(length)")
      #expect(found.map(\.number) == [1, 2, 3, 4])
    }
    #expect(try lines(Array("0123456789\r\nb".utf8), longest: 10).map(\.text) == ["0123456789", "b"])
  }

  @Test func aLineIsThereAsSoonAsItEnded() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { close(ends[0]) }
    var lines = PlainLines(ends[0])
    write(ends[1], "one\ntwo", 7)
    #expect(try lines.next()?.text == "one")
    write(ends[1], "\n", 1)
    #expect(try lines.next()?.text == "two")
    close(ends[1])
    #expect(try lines.next() == nil)
  }

  @Test func whatCannotBeReadIsAnError() {
    var lines = PlainLines(-1)
    #expect(throws: LineEditorError.system("standard input", code: EBADF)) { try lines.next() }
  }
}
