import FoundationEssentials
import JSONText

/// The one layout of a knowledge base's files, as `wabadoctor kb tidy` writes it: canonical JSON, the keys of each entry in one order.
///
/// Nothing but white space, the spelling of escapes, and the order of keys changes; values are never touched.
package enum KnowledgeTidying {
  /// What tidying would make of a file.
  package struct Change: Hashable, Sendable {
    /// The file, named relative to the folder.
    package let file: String
    /// The first place at which the file differs from its tidy text.
    package let place: JSONPlace
    /// The tidy text.
    package let bytes: [UInt8]
  }

  /// The files of a knowledge base that are laid out, named relative to its folder: `knowledge.json` first, then part by part.
  package static func files(of folder: KnowledgeFolder) -> [String] {
    ["knowledge.json"]
      + KnowledgeFolder.Part.allCases.flatMap { part in
        folder.files(of: part).map { "\(part.rawValue)/\($0)" }
      }
  }

  /// The tidy text of a document of the knowledge base, which kind of entries it holds being told by its name.
  package static func text(of document: JSONDocument) -> [UInt8] {
    JSONWriter.bytes(KeyOrder(file: document.file).ordered(document.root), layout: .canonical)
  }

  /// What tidying would change in a file; `nil` when it is tidy.
  ///
  /// - Throws: `KnowledgeFault` when the file cannot be read or is not JSON.
  package static func change(of file: String, in folder: KnowledgeFolder) throws(KnowledgeFault) -> Change? {
    let document = try folder.document(file)
    let before = try folder.bytes(of: file)
    let after = text(of: document)
    guard before != after else { return nil }
    let same = zip(before, after).prefix { $0 == $1 }.count
    return Change(file: file, place: document.place(ofByte: min(same, before.count)), bytes: after)
  }

  /// Writes a change; the file is replaced as a whole or not at all.
  ///
  /// - Throws: `KnowledgeFault` when the file cannot be written.
  package static func write(_ change: Change, in folder: KnowledgeFolder) throws(KnowledgeFault) {
    do {
      try Data(change.bytes).write(to: URL(filePath: folder.path + "/" + change.file), options: .atomic)
    } catch {
      throw KnowledgeFault(
        .unreadable, at: JSONPlace(file: change.file, line: 1, column: 1),
        "cannot be written in \(folder.path); check that you may write there")
    }
  }
}
