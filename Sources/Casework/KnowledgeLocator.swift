import Glibc
import Knowledge

/// Finds the knowledge base: it is found, not built in, so that an edit counts at the next command.
package struct KnowledgeLocator {
  /// The value of `--knowledge`.
  package let flag: String?
  /// The value of `WABADOCTOR_KNOWLEDGE`.
  package let variable: String?
  /// The resolved path of the running program.
  package let executable: String?
  package let workingDirectory: String

  package init(flag: String?, variable: String?, executable: String?, workingDirectory: String) {
    self.flag = flag
    self.variable = variable
    self.executable = executable
    self.workingDirectory = workingDirectory
  }

  /// A locator for the running process.
  package init(flag: String?) {
    self.init(
      flag: flag,
      variable: getenv("WABADOCTOR_KNOWLEDGE").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 },
      executable: Self.resolved("/proc/self/exe"), workingDirectory: Self.resolved(".") ?? "/")
  }

  /// The folder: the flag, else the variable, else beside the installed program, else the nearest above the working directory or the build.
  ///
  /// - Throws: `CaseworkError` when the named folder, or any folder, is not there.
  package func folder() throws(CaseworkError) -> KnowledgeFolder {
    if let flag { return try named(flag, by: "--knowledge") }
    if let variable { return try named(variable, by: "WABADOCTOR_KNOWLEDGE") }
    let program = executable.map(Self.parent)
    if let program, let found = Self.existing(Self.parent(program) + "/share/wabadoctor/KnowledgeBase") {
      return found
    }
    for start in [workingDirectory, program].compactMap({ $0 }) {
      if let found = Self.nearest(above: start) { return found }
    }
    throw CaseworkError(
      .badKnowledge,
      "no KnowledgeBase folder above \(workingDirectory) or beside the program; name one with --knowledge DIR or WABADOCTOR_KNOWLEDGE"
    )
  }

  private func named(_ path: String, by name: String) throws(CaseworkError) -> KnowledgeFolder {
    if let folder = Self.existing(path) { return folder }
    let inside =
      Self.existing(path + "/KnowledgeBase") == nil ? "" : "; did you mean \"\(path)/KnowledgeBase\"?"
    throw CaseworkError(
      .badKnowledge, "\(name): \(path) holds no knowledge.json, so it is no knowledge base\(inside)")
  }

  private static func nearest(above start: String) -> KnowledgeFolder? {
    var path = start
    while true {
      if let found = existing((path == "/" ? "" : path) + "/KnowledgeBase") { return found }
      if path == "/" || path.isEmpty { return nil }
      path = parent(path)
    }
  }

  private static func existing(_ path: String) -> KnowledgeFolder? {
    access(path + "/knowledge.json", F_OK) == 0 ? KnowledgeFolder(path: path) : nil
  }

  private static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
