import Casework
import FoundationEssentials
import Testing
import TestSupport

/// Where the knowledge base is looked for.
@Suite struct KnowledgeLocatorTests {
  private let scratch: ScratchFolder

  init() throws {
    scratch = try ScratchFolder()
    for folder in [
      "flag", "variable", "prefix/share/wabadoctor/KnowledgeBase", "work/KnowledgeBase",
      "build/KnowledgeBase", "work/deep/down", "prefix/bin", "build/.build/debug", "empty",
    ] {
      try FileManager.default.createDirectory(
        atPath: scratch.path + "/" + folder, withIntermediateDirectories: true)
      if !["work/deep/down", "prefix/bin", "build/.build/debug", "empty"].contains(folder) {
        try scratch.write("{}", to: folder + "/knowledge.json")
      }
    }
  }

  private func found(
    flag: String? = nil, variable: String? = nil, executable: String? = nil, in directory: String = "empty"
  ) throws -> String {
    func path(_ name: String) -> String { scratch.path + "/" + name }
    let locator = KnowledgeLocator(
      flag: flag.map(path), variable: variable.map(path), executable: executable.map(path),
      workingDirectory: path(directory))
    return String(try locator.folder().path.dropFirst(scratch.path.count + 1))
  }

  @Test func theFlagGoesFirst() throws {
    #expect(
      try found(flag: "flag", variable: "variable", executable: "prefix/bin/wabadoctor", in: "work") == "flag"
    )
  }

  @Test func thenTheVariable() throws {
    #expect(try found(variable: "variable", executable: "prefix/bin/wabadoctor", in: "work") == "variable")
  }

  @Test func thenBesideTheInstalledProgram() throws {
    #expect(
      try found(executable: "prefix/bin/wabadoctor", in: "work") == "prefix/share/wabadoctor/KnowledgeBase")
  }

  @Test func thenTheNearestAboveTheWorkingDirectory() throws {
    #expect(
      try found(executable: "build/.build/debug/wabadoctor", in: "work/deep/down") == "work/KnowledgeBase")
    #expect(try found(in: "work") == "work/KnowledgeBase")
    #expect(try found(in: "work/KnowledgeBase") == "work/KnowledgeBase")
  }

  @Test func thenTheNearestAboveTheBuild() throws {
    #expect(try found(executable: "build/.build/debug/wabadoctor") == "build/KnowledgeBase")
  }

  @Test func aNamedFolderThatIsNoneIsNotReplacedByAnother() {
    #expect(throws: CaseworkError.self) { try found(flag: "empty", variable: "variable", in: "work") }
    #expect(throws: CaseworkError.self) { try found(variable: "nowhere", in: "work") }
  }

  @Test func theFolderAboveIsSuggested() {
    do {
      _ = try found(flag: "work")
      Issue.record("accepted")
    } catch {
      #expect(
        (error as? CaseworkError)?.lines[0].contains("did you mean \"\(scratch.path)/work/KnowledgeBase\"?")
          == true)
    }
  }
}
