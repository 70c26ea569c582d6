import Casework
import JSONText
import Reports

/// Reports of an earlier run (`--since`): one JSON document, or a line for each account.
struct EarlierReports {
  /// The reports in the order of the file.
  let digests: [ReportDigest]
  private let name: String

  /// Reads a file.
  ///
  /// - Throws: `CaseworkError` when it cannot be read or holds no report.
  init(file path: String) throws(CaseworkError) {
    name = InputFile.name(of: path)
    let bytes = try InputFile.bytes(of: path)
    if let document = try? JSONDocument(bytes, file: name), let digest = ReportDigest(document.root) {
      digests = [digest]
      return
    }
    var digests: [ReportDigest] = []
    for (number, line) in bytes.split(separator: 0x0A).enumerated() {
      guard let root = try? JSONDocument(Array(line), file: name).root, root["schema"]?.string != nil else {
        throw CaseworkError(
          .unreadableInput,
          "\(name):\(number + 1): --since takes a report that diagnose -o json wrote, and this is none")
      }
      if let digest = ReportDigest(root) { digests.append(digest) }
    }
    guard !digests.isEmpty else {
      throw CaseworkError(.unreadableInput, "\(name): holds no report; --since takes what diagnose -o json wrote")
    }
    self.digests = digests
  }

  /// The reports by account, the last one of each.
  var byAccount: [String: ReportDigest] {
    Dictionary(digests.compactMap { digest in digest.waba.map { ($0, digest) } }) { $1 }
  }

  /// The report of one case: of its account, or the only one there is when none is named.
  ///
  /// - Throws: `CaseworkError` when it is about another account.
  func digest(of waba: String?) throws(CaseworkError) -> ReportDigest {
    if let waba, let digest = byAccount[waba] { return digest }
    if digests.count == 1, digests[0].waba == nil || waba == nil { return digests[0] }
    let accounts = digests.compactMap(\.waba)
    throw CaseworkError(
      .usage,
      "\(name): is of \(accounts.count == 1 ? "the account \(accounts[0])" : "\(accounts.count) accounts"), and this case of \(waba.map { "the account \($0)" } ?? "none"); --since compares reports of one account"
    )
  }
}
