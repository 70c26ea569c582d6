import FoundationEssentials
import Testing

/// The map in Sources/README.md, held against what the sources import.
@Suite struct FloorsTests {
  private static let sources =
    #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Sources"

  /// Floor of each room, from the lines `3  Casework  Reports` of the map.
  private static let floors: [String: Int] = {
    var floors: [String: Int] = [:]
    for line in text(of: sources + "/README.md").split(separator: "\n") where line.hasPrefix(" ") {
      let words = line.split(separator: " ")
      guard let floor = words.first.flatMap({ Int($0) }) else { continue }
      for room in words.dropFirst().prefix(while: { $0 != "·" }) { floors[String(room)] = floor }
    }
    return floors
  }()

  /// What comes with the toolchain and may be used by every room; full Foundation is not among it, it triples the program.
  private static let toolchain: Set<String> = [
    "FoundationEssentials", "Glibc", "Synchronization", "Dispatch",
  ]
  /// Packages, each with the only room that may use it.
  private static let packages = [
    "ArgumentParser": "Commands", "Crypto": "Commands", "GRDB": "CaseStore", "AsyncHTTPClient": "GraphAPI", "NIOCore": "GraphAPI",
    "NIOHTTP1": "GraphAPI",
    "NIOPosix": "GraphAPI", "NIOSSL": "GraphAPI",
  ]

  /// Every Swift file of the sources, relative to them.
  private static let files: [String] = {
    let all = (try? FileManager.default.subpathsOfDirectory(atPath: sources)) ?? []
    return all.filter { $0.hasSuffix(".swift") }.sorted()
  }()

  @Test func theMapNamesEveryRoom() throws {
    let all = try FileManager.default.contentsOfDirectory(atPath: Self.sources)
    let rooms = Set(all.filter { !$0.contains(".") })
    #expect(rooms == Set(Self.floors.keys))
    #expect(rooms.count >= 8)
  }

  @Test(arguments: files)
  func everyImportGoesDown(_ file: String) throws {
    let room = String(file.prefix { $0 != "/" })
    let floor = try #require(Self.floors[room])
    for imported in Self.imports(of: Self.sources + "/" + file) where !Self.toolchain.contains(imported) {
      if let below = Self.floors[imported] {
        #expect(below < floor, "\(imported) is not below \(room)")
      } else {
        #expect(Self.packages[imported] == room, "\(room) may not import \(imported)")
      }
    }
  }

  private static func imports(of path: String) -> [String] {
    text(of: path).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let position = words.firstIndex(of: "import"),
        words[..<position].allSatisfy({ $0.hasPrefix("@") || $0 == "package" }),
        position + 1 < words.count
      else { return nil }
      let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
      let name =
        kinds.contains(words[position + 1]) && position + 2 < words.count
        ? words[position + 2] : words[position + 1]
      return String(name.prefix { $0 != "." })
    }
  }

  private static func text(of path: String) -> String {
    (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
