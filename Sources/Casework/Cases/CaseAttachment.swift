import Knowledge

/// A file that belongs to a case: its name and hash are kept, its content is not.
package struct CaseAttachment: Sendable, Hashable {
  /// The name without its folders.
  package let name: String
  /// SHA-256 of its bytes, 64 digits in base 16 in groups of eight.
  package let sha256: String
  /// How long it is, in bytes.
  package let bytes: Int64
  /// When it was added.
  package let time: Moment

  package init(name: String, sha256: String, bytes: Int64, time: Moment) {
    self.name = name
    self.sha256 = sha256
    self.bytes = bytes
    self.time = time
  }

  /// A file of the caller's.
  ///
  /// - Throws: `CaseworkError` when it cannot be read.
  package init(file path: String, at time: Moment) throws(CaseworkError) {
    let bytes = try InputFile.bytes(of: path)
    self.init(
      name: path.split(separator: "/").last.map(String.init) ?? path, sha256: SHA256.grouped(bytes), bytes: Int64(bytes.count),
      time: time)
  }
}

extension Conversation {
  /// Notes a file that belongs to the case; the same file again changes nothing.
  package mutating func attach(_ attachment: CaseAttachment) {
    guard !state.attachments.contains(where: { $0.sha256 == attachment.sha256 && $0.name == attachment.name }) else { return }
    step("attach \(attachment.name)") { $0.attachments.append(attachment) }
  }
}
