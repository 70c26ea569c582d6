/// The accounts that are to be read: one id a line; blank lines and what follows a `#` count for nothing.
package struct AccountList {
  /// The ids in order, each once, with the number of its line.
  package private(set) var accounts: [(id: String, line: Int)] = []

  /// Reads a list, or standard input as `-`.
  ///
  /// - Throws: `CaseworkError` when it cannot be read, a line is no id, or there is none.
  package init(file path: String) throws(CaseworkError) {
    let name = InputFile.name(of: path)
    var seen: Set<String> = []
    var faults: [String] = []
    let text = String(decoding: try InputFile.bytes(of: path), as: UTF8.self)
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let id = String(line.prefix { $0 != "#" }.filter { !$0.isWhitespace })
      guard !id.isEmpty else { continue }
      guard id.utf8.count <= 32, id.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
        faults.append("\(name):\(number + 1): expected the id of an account, digits only")
        continue
      }
      if seen.insert(id).inserted { accounts.append((id, number + 1)) }
    }
    guard faults.isEmpty else { throw CaseworkError(.unreadableInput, Array(faults.prefix(20))) }
    guard !accounts.isEmpty else { throw CaseworkError(.unreadableInput, "\(name): holds no account") }
  }

  /// The accounts that somebody listed already.
  package init(ids: [String]) {
    accounts = ids.enumerated().map { ($1, $0 + 1) }
  }

  /// The list without accounts that are done.
  package mutating func remove(_ done: Set<String>) { accounts.removeAll { done.contains($0.id) } }
}
