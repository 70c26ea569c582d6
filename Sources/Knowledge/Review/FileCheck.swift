import FoundationEssentials
import JSONText

/// Files that the reader would pass over in silence (`misplaced-file`): in a folder of no known kind, or not named `.json`.
///
/// An entry in `Rule/` or in `delivery.jsn` looks like knowledge and is never read.
enum FileCheck {
  /// What may stand in the folder besides the parts.
  private static let others: Set<String> = ["knowledge.json", "README.md", "Schemas", "Templates"]
  /// The folder of the recordings that worked cases are replayed from.
  private static let recordings = "Recordings"

  static func faults(_ context: ReviewContext) -> [KnowledgeFault] {
    let parts = KnowledgeFolder.Part.allCases.map(\.rawValue)
    let top = names(in: context.folder.path).filter { !parts.contains($0) && !others.contains($0) }
    let strange = top.map { name in
      KnowledgeFault(
        .misplacedFile, at: JSONPlace(file: name, line: 1, column: 1),
        "nothing reads this" + NearMiss.suggestion(for: name, among: parts + others.sorted()))
    }
    let (templates, suffix) = KnowledgeFolder.templates
    let noTemplates = names(in: "\(context.folder.path)/\(templates)").filter { !$0.hasSuffix(suffix) }.map { name in
      KnowledgeFault(
        .misplacedFile, at: JSONPlace(file: "\(templates)/\(name)", line: 1, column: 1),
        "only files named \(suffix) are read here; rename or remove it")
    }
    return strange + noTemplates + KnowledgeFolder.Part.allCases.flatMap { misplaced(in: $0, context.folder) }
  }

  private static func misplaced(in part: KnowledgeFolder.Part, _ folder: KnowledgeFolder) -> [KnowledgeFault] {
    names(in: "\(folder.path)/\(part.rawValue)").filter { name in
      !name.hasSuffix(".json") && !(part == .cases && name == recordings)
    }.map { name in
      KnowledgeFault(
        .misplacedFile, at: JSONPlace(file: "\(part.rawValue)/\(name)", line: 1, column: 1),
        "only files named .json are read here; rename or remove it")
    }
  }

  /// Names in a folder that are not hidden, sorted; none when it cannot be read.
  private static func names(in path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { !$0.hasPrefix(".") }
      .sorted()
  }
}
