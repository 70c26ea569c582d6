import JSONText

/// Names: an address belongs to one entry for ever, and a rule bears the name of what it speaks of.
///
/// - `duplicate-address`: an address in `formerly` that another entry of the kind has or had; a reader who follows an old
///   reference would come to the wrong entry.
/// - `wrong-name`: a rule that finds, suspects or rules out under another name than its finding's (or that name, a dot and an
///   aspect), so that the way from the screen to the rule is lost; a rule that infers under the name of a finding.
enum AddressCheck {
  static func faults(_ context: ReviewContext) -> [KnowledgeFault] {
    formerAddresses(context) + ruleNames(context)
  }

  private static func formerAddresses(_ context: ReviewContext) -> [KnowledgeFault] {
    var owners: [EntryKind: [String: String]] = [:]
    for reviewed in context.entries {
      owners[reviewed.kind, default: [:]][reviewed.entry.address] = reviewed.entry.address
    }
    var faults: [KnowledgeFault] = []
    for reviewed in context.entries {
      for former in reviewed.entry.json["formerly"]?.elements.map({ $0 }) ?? [] {
        guard let address = former.string else { continue }
        if let owner = owners[reviewed.kind]?[address] {
          let whose =
            owner == address ? "is the address of a \(reviewed.kind.rawValue)" : "was an address of \(owner)"
          faults.append(
            KnowledgeFault(
              .duplicateAddress, at: former.place,
              "\(address) \(whose); an address belongs to one entry for ever"))
        } else {
          owners[reviewed.kind, default: [:]][address] = reviewed.entry.address
        }
      }
    }
    return faults
  }

  private static func ruleNames(_ context: ReviewContext) -> [KnowledgeFault] {
    context.knowledge.rules.filter { $0.retired == nil }.compactMap { rule in
      if let finding = rule.finding {
        let address = context.knowledge.findings[finding].address
        guard rule.address != address, !rule.address.hasPrefix(address + ".") else { return nil }
        return KnowledgeFault(
          .wrongName, at: rule.place,
          "the rule \(rule.address) speaks of \(address); name it \(address), or \(address).… when there are several"
        )
      }
      guard let taken = namesake(rule.address, context) else { return nil }
      return KnowledgeFault(
        .wrongName, at: rule.place,
        "the rule \(rule.address) infers a fact and bears the name of the finding \(taken); rename it")
    }
  }

  /// The finding whose name, or whose name and an aspect, an address is.
  private static func namesake(_ address: String, _ context: ReviewContext) -> String? {
    var part = address[...]
    while true {
      if context.findings.contains(String(part)) { return String(part) }
      guard let dot = part.lastIndex(of: ".") else { return nil }
      part = part[..<dot]
    }
  }
}
