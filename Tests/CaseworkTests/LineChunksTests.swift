import Glibc
import Testing
import TestSupport

@testable import Casework

/// Pieces of whole lines.
@Suite struct LineChunksTests {
  private func pieces(of text: [UInt8]) throws -> [(text: [UInt8], firstLine: Int, isTooLong: Bool)] {
    let scratch = try ScratchFolder()
    let descriptor = open(try scratch.write(text, to: "file"), O_RDONLY)
    defer { close(descriptor) }
    var chunks = LineChunks(descriptor, name: "file", size: 64, longestLine: 1_000)
    var buffer: [UInt8] = []
    var pieces: [(text: [UInt8], firstLine: Int, isTooLong: Bool)] = []
    while let chunk = try chunks.next(into: &buffer) {
      #expect(chunk.number == pieces.count)
      pieces.append((Array(buffer[..<chunk.count]), chunk.firstLine, chunk.isTooLong))
    }
    return pieces
  }

  @Test(arguments: ["", "\n", "a", "a\n", "a\nb", "a\n\nb\n"])
  func shortTextsAreOnePiece(_ text: String) throws {
    let pieces = try pieces(of: Array(text.utf8))
    #expect(pieces.flatMap(\.text) == Array(text.utf8))
    #expect(pieces.count == (text.isEmpty ? 0 : 1))
  }

  @Test(arguments: [0, 1, 50, 60, 63, 64, 65, 200, 900])
  func piecesAreWholeLinesAndNothingIsLost(_ length: Int) throws {
    var text: [UInt8] = []
    for number in 1...200 {
      text += Array("\(number)".utf8) + [UInt8](repeating: 0x78, count: (length * number) % 997) + [0x0A]
    }
    text += Array("201".utf8)
    let pieces = try pieces(of: text)
    #expect(pieces.flatMap(\.text) == text)
    for piece in pieces {
      #expect(
        String(decoding: piece.text.prefix { $0 != 0x78 && $0 != 0x0A }, as: UTF8.self)
          == "\(piece.firstLine)")
    }
  }

  @Test(arguments: [1_001, 1_023, 1_024, 1_025, 1_087, 5_000])
  func aLineThatIsTooLongIsPassedOver(_ length: Int) throws {
    let long = [UInt8](repeating: 0x78, count: length)
    let pieces = try pieces(of: Array("a\n".utf8) + long + Array("\nb\n".utf8) + long)
    #expect(pieces.map(\.isTooLong) == [false, true, false, true])
    #expect(pieces.map(\.firstLine) == [1, 2, 3, 4])
    #expect(pieces.map(\.text.count) == [2, 0, 2, 0])
  }
}
