import Glibc
import Testing
import TestSupport

@testable import Casework

/// Answers in the order of the questions.
@Suite struct OrderedOutputTests {
  @Test func piecesAreWrittenInTheirOrder() throws {
    let scratch = try ScratchFolder()
    let destination = try Destination(file: scratch.path + "/file")
    var output = OrderedOutput(destination)
    #expect(try output.accept(Array("c".utf8), number: 2, isSuspicious: true) == 0)
    #expect(try output.accept(Array("a".utf8), number: 0, isSuspicious: false) == 1)
    #expect(try output.accept(Array("b".utf8), number: 1, isSuspicious: false) == 2)
    try destination.finish()
    #expect(scratch.text("file") == "abc")
  }
}
