import FoundationEssentials
import Glibc
import Testing
import TestSupport

/// What goes to which stream, and what happens when a stream fails.
@Suite struct StreamTests {
  private static let restricted = ["diagnose", "--fact", "waba.status=RESTRICTED"]

  @Test(arguments: [[], ["-o", "json"], ["--brief"]])
  func aClosedPipeIsNoError(_ form: [String]) throws {
    var child = Child(small: Self.restricted + form)
    child.output = .closedPipe
    let result = try child.run()
    #expect(result.error == "")
    #expect(result.status == 1)
  }

  @Test func aFullDiskIs() throws {
    var child = Child(small: Self.restricted)
    child.output = .file("/dev/full")
    let result = try child.run()
    #expect(result.status == 70)
    #expect(result.error.contains("standard output: cannot be written"))
  }

  @Test func aReportIsPlainUnlessItsReaderSeesColour() throws {
    #expect(!(try Child(small: Self.restricted).run().output.contains("\u{1B}")))
    #expect(
      try Child(small: Self.restricted + ["--color", "always"], environment: ["NO_COLOR": "1"]).run().output
        .contains("\u{1B}["))
    #expect(!(try Child(small: Self.restricted + ["--color", "never"]).run().output.contains("\u{1B}")))
  }

  @Test func colourIsForTerminalsThatWantIt() throws {
    func screen(_ environment: [String: String]) throws -> String {
      var child = Child(small: Self.restricted + ["--brief"], environment: environment)
      child.output = .terminal
      return try child.run().output
    }
    #expect(try screen([:]).contains("\u{1B}["))
    #expect(!(try screen(["NO_COLOR": "1"]).contains("\u{1B}")))
    #expect(try screen(["NO_COLOR": ""]).contains("\u{1B}["))
    #expect(try !screen(["TERM": "dumb"]).contains("\u{1B}"))
    #expect(try screen(["NO_COLOR": "1"]).contains("Blocks"))
  }

  @Test(arguments: [
    ["LANG": "C", "LC_ALL": "C"], ["LC_ALL": "tr_TR.UTF-8"], ["TZ": "Asia/Kathmandu"], ["TZ": "nowhere"],
    ["TERM": ""], ["HOME": "/nowhere"],
    ["COLUMNS": "7"],
  ])
  func theSurroundingsChangeNothing(_ environment: [String: String]) throws {
    let form = ["--bundle", "-"]
    let usual = try Child(small: ["diagnose"] + form, input: SmallKnowledge.recording(status: "RESTRICTED"))
      .run()
    let odd = try Child(
      small: ["diagnose"] + form, input: SmallKnowledge.recording(status: "RESTRICTED"),
      environment: environment
    ).run()
    #expect(odd.output == usual.output)
    #expect(odd.status == usual.status)
  }

  @Test func aFileIsReplacedWhenTheReportIsComplete() throws {
    let folder = try ScratchFolder()
    let file = try folder.write("old", to: "report.txt")
    let result = try Child(small: Self.restricted + ["--output-file", file]).run()
    #expect(result.status == 1)
    #expect(result.output == "")
    #expect(folder.text("report.txt").contains("account.restricted"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["report.txt"])
  }

  @Test func aLinkToAFileStaysALink() throws {
    let folder = try ScratchFolder()
    let file = try folder.write("old", to: "report.txt")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: file)
    #expect(try Child(small: Self.restricted + ["--output-file", folder.path + "/link"]).run().status == 1)
    #expect(folder.text("report.txt").contains("account.restricted"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/link") == file)
  }

  @Test func anInterruptionEndsWithItsOwnStatus() throws {
    var child = Child(small: ["diagnose", "--batch", "-"])
    child.wrapper = ["/bin/sh", "-c", "sleep 5 | timeout --preserve-status -s INT 2 \"$0\" \"$@\""]
    let result = try child.run()
    #expect(result.status == 130)
    #expect(result.output + result.error == "")
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func aFileThatMayNotBeReadIsSaid() throws {
    let folder = try ScratchFolder()
    let file = try folder.write("{}", to: "facts.json")
    chmod(file, 0)
    #expect(try Child(small: ["diagnose", "--facts", file]).run().status == 77)
  }

  @Test func aReportThatCannotBeMadeLeavesTheFileAlone() throws {
    let folder = try ScratchFolder()
    let file = try folder.write("old", to: "report.txt")
    let result = try Child(small: ["diagnose", "--facts", "/nowhere", "--output-file", file]).run()
    #expect(result.status == 66)
    #expect(folder.text("report.txt") == "old")
  }

  @Test func aFolderThatIsNotThereIsSaid() throws {
    let result = try Child(small: Self.restricted + ["--output-file", "/nowhere/report.txt"]).run()
    #expect(result.status == 66)
    #expect(result.error == "wabadoctor: /nowhere/report.txt: cannot be written, its folder is not there\n")
  }

  @Test func aTokenInAFactNeverReachesTheReport() throws {
    let facts = #"{ "waba.id": "EAAGm0PX4ZCpsBAKZBZC", "waba.status": "EAAGm0PX4ZCpsBAKZBZC" }"#
    for form in [["-o", "json"], [], ["--brief"]] {
      let result = try Child(small: ["diagnose", "--facts", "-"] + form, input: facts).run()
      #expect(!(result.output + result.error).contains("m0PX4ZCps"))
      #expect(result.output.contains("EAA…"))
    }
  }

  @Test(arguments: ["\u{1B}[2J", "\u{202E}evil", "a\u{0}b"])
  func aNameFromOutsideIsShownHarmless(_ name: String) throws {
    let escaped = name.unicodeScalars.map { "\\u" + String($0.value + 0x10000, radix: 16).dropFirst() }
      .joined()
    let facts = #"{ "waba.id": "\#(escaped)", "waba.status": "\#(escaped)" }"#
    let result = try Child(small: ["diagnose", "--facts", "-"], input: facts).run()
    #expect(result.status == 3)
    #expect(!result.output.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || $0.value == 0x202E })
  }
}
