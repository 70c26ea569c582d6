import Casework
import Testing
import TestSupport

/// Files of the caller's.
@Suite struct InputFileTests {
  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 300_000])
  func everyByteIsRead(_ count: Int) throws {
    let scratch = try ScratchFolder()
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    #expect(try InputFile.bytes(of: try scratch.write(bytes, to: "file")) == bytes)
  }

  @Test func whatIsNotThereIsSaid() {
    #expect(throws: CaseworkError(.noSuchInput, "/nowhere/file: there is no such file")) {
      try InputFile.bytes(of: "/nowhere/file")
    }
  }

  @Test func aFolderIsNoFile() throws {
    let scratch = try ScratchFolder()
    #expect(throws: CaseworkError(.unreadableInput, "\(scratch.path): is a folder, expected a file")) {
      try InputFile.bytes(of: scratch.path)
    }
  }
}
