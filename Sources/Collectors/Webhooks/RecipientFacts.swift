import JSONText
import Knowledge

/// What the recipient of a status tells without being named: dialling code, area code, how it is known.
struct RecipientFacts {
  /// The facts and their values, in order.
  let facts: [(name: FactName, text: String)]

  init(_ status: JSONValue, knowledge: KnowledgeBase) {
    var facts: [(name: FactName, text: String)] = []
    func add(_ name: String, _ text: String?) {
      if let text { facts.append((FactName("message.\(name)"), text)) }
    }
    let number = status["recipient_type"]?.string == "group" ? nil : status["recipient_id"]?.string ?? ""
    let user = status["recipient_user_id"]?.string ?? ""
    if let digits = number.flatMap({ PhoneNumber($0) })?.digits {
      add("recipient_known_by", "phone number")
      add("recipient_dialling_prefix", Self.prefix(of: digits, in: knowledge))
      if digits.hasPrefix("1"), digits.count == 11 {
        add("recipient_area_code", String(digits.dropFirst().prefix(3)))
      }
    } else if !user.isEmpty {
      add("recipient_known_by", "business-scoped id")
    }
    // A business-scoped id begins with the country and a dot: US.13491…
    let country = user.prefix { $0 != "." }
    if country.utf8.count == 2, country.utf8.count < user.utf8.count {
      add("recipient_user_id_country", String(country))
    }
    self.facts = facts
  }

  /// The longest key of the table that a number begins with.
  private static func prefix(of digits: String, in knowledge: KnowledgeBase) -> String? {
    guard let table = knowledge.tablePositions["dialling-prefixes"].map({ knowledge.tables[$0] }) else {
      return nil
    }
    return (1...min(7, digits.count)).reversed().lazy.map { String(digits.prefix($0)) }
      .first { table.row(.text($0)) != nil }
  }
}
