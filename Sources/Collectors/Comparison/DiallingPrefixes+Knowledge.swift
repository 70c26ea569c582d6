import Comparison
import Knowledge

extension DiallingPrefixes {
  /// The tables whose rows are prefixes, and those whose rows are area codes below +1.
  private static let prefixes = "dialling-prefixes"
  private static let american = "us-area-codes"
  private static let others = ["nanp-other", "us-territory-area-codes"]

  /// The prefixes of the knowledge base; below +1 by area code, for +1 alone is not the United States.
  package init(_ knowledge: KnowledgeBase) {
    func rows(_ name: String) -> [(String, String)] {
      guard let position = knowledge.tablePositions[name] else { return [] }
      let table = knowledge.tables[position]
      return table.rows.map { row in
        (row.key.text(of: table.keyKind), row.value.map { $0.text(of: table.valueKind ?? .text) } ?? "")
      }
    }
    var countries = Dictionary(rows(Self.prefixes)) { first, _ in first }
    for (code, _) in rows(Self.american) { countries["1" + code] = "US" }
    for name in Self.others {
      for (code, country) in rows(name) { countries["1" + code] = country }
    }
    self.init(countries)
  }
}
