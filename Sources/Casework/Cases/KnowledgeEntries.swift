import Inference
import JSONText
import Knowledge

/// What a knowledge base holds, as a word for each entry that decides anything: rules, facts, tables and findings.
///
/// Two editions are told apart by it entry by entry, without keeping them. Only what decides is looked at: a better sentence or another
/// example is no change.
package struct KnowledgeEntries: Sendable, Hashable {
  /// The kinds of entry, as they are named to people.
  package enum Kind: String, Sendable, CaseIterable {
    case rule, fact, table, finding
  }
  /// An entry by its kind and address.
  package struct Name: Sendable, Hashable, CustomStringConvertible {
    package let kind: Kind
    package let address: String

    package var description: String { "\(kind.rawValue) \(address)" }
  }

  /// The word of each entry.
  package let words: [Name: String]
  /// A line for each entry: kind, address, word.
  package let text: String
  /// One word for all of it.
  package let fingerprint: String

  /// The entries of a knowledge base that are in use.
  package init(_ knowledge: KnowledgeBase) {
    var lines = Lines()
    for rule in knowledge.rules where rule.retired == nil {
      lines.add(.rule, rule, ["when", "find", "suspect", "rule out", "infer", "since", "until"])
    }
    for fact in knowledge.facts where fact.retired == nil { lines.add(.fact, fact, ["kind", "of", "values", "trust"]) }
    for table in knowledge.tables where table.json["retired"] == nil { lines.add(.table, table, ["rows"]) }
    for finding in knowledge.findings where finding.json["retired"] == nil { lines.add(.finding, finding, ["impact"]) }
    self.init(lines.text)
  }

  /// Reads what `text` gave.
  package init(_ text: String) {
    var words: [Name: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard parts.count == 3, let kind = Kind(rawValue: String(parts[0])) else { continue }
      words[Name(kind: kind, address: String(parts[1]))] = String(parts[2])
    }
    self.words = words
    self.text = text
    fingerprint = Word.of(Array(text.utf8))
  }

  private struct Lines {
    var text = ""

    mutating func add(_ kind: Kind, _ entry: some Entry, _ keys: [String]) {
      var bytes: [UInt8] = []
      for key in keys {
        guard let value = entry.json[key] else { continue }
        bytes += Array(key.utf8) + [0x3A]
        JSONWriter.append(JSONTree(value), layout: .compact, to: &bytes)
      }
      text += "\(kind.rawValue) \(entry.address) \(Word.of(bytes))\n"
    }
  }

  /// FNV-1a, 64 bits (Fowler, Noll, Vo; IETF draft-eastlake-fnv): tells changes apart, and is no protection against forgery.
  private enum Word {
    static func of(_ bytes: [UInt8]) -> String {
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      let digits = String(hash, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
  }
}

extension KnowledgeEntries {
  /// How an entry differs.
  package enum Difference: String, Sendable {
    case new, changed, gone
  }

  /// How an entry of this, the later edition, differs from an earlier one; `nil` when it is alike or in neither.
  package func difference(_ name: Name, since earlier: KnowledgeEntries) -> Difference? {
    switch (earlier.words[name], words[name]) {
    case (nil, nil): nil
    case (nil, _): .new
    case (_, nil): .gone
    case (let then, let now): then == now ? nil : .changed
    }
  }
}
