import Glibc
import Knowledge

extension KnowledgeFolder {
  /// The name inside this folder of a file given by its path or by that name.
  ///
  /// - Throws: `CaseworkError` when it is not there or belongs elsewhere.
  package func name(ofFile path: String) throws(CaseworkError) -> String {
    guard let root = Self.resolved(self.path) else {
      throw CaseworkError(.badKnowledge, "\(self.path): is not there")
    }
    guard let file = Self.resolved(path) ?? Self.resolved(root + "/" + path) else {
      throw CaseworkError(.noSuchInput, "\(path): there is no such file here or in the knowledge base")
    }
    let prefix = root + "/"
    guard file.hasPrefix(prefix) else {
      throw CaseworkError(.usage, "\(path): does not belong to the knowledge base \(root)")
    }
    return String(file.dropFirst(prefix.count))
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
