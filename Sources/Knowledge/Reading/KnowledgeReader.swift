import JSONText

/// Reads a knowledge folder, part by part, and collects every fault instead of stopping at the first.
package struct KnowledgeReader {
  let folder: KnowledgeFolder
  var knowledge = KnowledgeBase()
  var faults: [KnowledgeFault] = []

  private init(folder: KnowledgeFolder) { self.folder = folder }

  /// Reads the parts that are asked for; facts, tables and findings come with the rules.
  ///
  /// The knowledge holds whatever is sound; with faults it must not be used for a diagnosis.
  package static func read(
    _ folder: KnowledgeFolder, parts: KnowledgeParts = .everything
  ) -> (knowledge: KnowledgeBase, faults: [KnowledgeFault]) {
    var reader = KnowledgeReader(folder: folder)
    reader.readSettings()
    reader.readFacts()
    reader.readTables()
    if parts.contains(.rules) {
      reader.readFindings()
      reader.readRules()
    }
    if parts.contains(.remedies) { reader.readRemedies() }
    if parts.contains(.tickets) { reader.readTickets() }
    if parts.contains(.topics) { reader.readTopics() }
    if parts.contains(.collectors) { reader.readCalls() }
    if parts.contains(.sources) { reader.readSources() }
    if parts.contains(.questions) { reader.readQuestions() }
    if parts.contains(.errorCodes) { reader.readErrorCodes() }
    if parts.contains(.cases) { reader.readCases() }
    if parts.contains(.templates) { reader.readTemplates() }
    return (reader.knowledge, KnowledgeFault.inOrder(reader.faults))
  }

  /// Reads the worked cases alone, for knowledge that was read without them; those that are sound, and the faults of the others.
  package static func workedCases(_ folder: KnowledgeFolder) -> (cases: [WorkedCase], faults: [KnowledgeFault]) {
    var reader = KnowledgeReader(folder: folder)
    reader.readCases()
    return (reader.knowledge.cases, KnowledgeFault.inOrder(reader.faults))
  }

  // MARK: Shared

  /// Visits every entry of a part, file by file in order, with its file's name without `.json`.
  mutating func forEachEntry(
    of part: KnowledgeFolder.Part, _ visit: (inout KnowledgeReader, _ stem: String, JSONMember) -> Void
  ) {
    forEachFile(of: part) { reader, stem, root in
      for member in root.members where !member.keyEquals("$schema") {
        if reader.expectObject(member.value) { visit(&reader, stem, member) }
      }
    }
  }

  /// Visits every file of a part that holds an object, with its name without `.json`.
  mutating func forEachFile(
    of part: KnowledgeFolder.Part, _ visit: (inout KnowledgeReader, _ stem: String, JSONValue) -> Void
  ) {
    for file in folder.files(of: part) {
      guard let root = document("\(part.rawValue)/\(file)")?.root, expectObject(root) else { continue }
      let stem = String(file.dropLast(5))
      guard EntryName.isName(stem), !stem.utf8.contains(0x2E) else {
        fault(
          .badAddress, root,
          "the name of a file is lower case letters, digits and hyphens; rename \"\(file)\"")
        continue
      }
      visit(&self, stem, root)
    }
  }

  /// The address of an entry; a fault when its key is not a name.
  mutating func address(_ stem: String, _ member: JSONMember) -> String {
    let key = member.key
    if !EntryName.isName(key) {
      fault(
        .badAddress, member.keyPlace,
        "\(JSONWriter.quoted(key)) is not a name; use lower case letters, digits and hyphens, and a dot before an aspect"
      )
    }
    return stem + "." + key
  }

  mutating func document(_ file: String) -> JSONDocument? {
    do {
      return try folder.document(file)
    } catch {
      faults.append(error)
      return nil
    }
  }

  mutating func expectObject(_ json: JSONValue) -> Bool {
    if json.kind == .object { return true }
    fault(.wrongKind, json, "expected an object in braces, but there is \(json.kind.name)")
    return false
  }

  mutating func check(_ json: JSONValue, keys: EntryKeys) {
    faults += keys.faults(in: json)
  }

  mutating func fault(_ kind: KnowledgeFault.Kind, _ json: JSONValue, _ message: String) {
    faults.append(KnowledgeFault(kind, at: json.place, message))
  }

  mutating func fault(_ kind: KnowledgeFault.Kind, _ place: JSONPlace, _ message: String) {
    faults.append(KnowledgeFault(kind, at: place, message))
  }
}
