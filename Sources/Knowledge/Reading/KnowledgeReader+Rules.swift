import JSONText

/// What we say and what it follows from: `Findings/` and `Rules/`.
extension KnowledgeReader {
  mutating func readFindings() {
    forEachEntry(of: .findings) { reader, stem, member in
      let json = member.value
      reader.check(json, keys: .finding)
      let address = reader.address(stem, member)
      guard let name = json["impact"]?.string, let impact = Impact(named: name) else {
        let names = Impact.allCases.map(\.name)
        reader.fault(
          .badValue, json["impact"] ?? json,
          "the impact is one of \(names.joined(separator: ", "))"
            + NearMiss.suggestion(for: json["impact"]?.string ?? "", among: names))
        return
      }
      reader.knowledge.findingPositions[address] = reader.knowledge.findings.count
      reader.knowledge.findings.append(Finding(address: address, impact: impact, json: json))
    }
  }

  mutating func readRules() {
    var ruleReader = RuleReader(knowledge: knowledge)
    forEachEntry(of: .rules) { reader, stem, member in
      ruleReader.read(address: reader.address(stem, member), member.value)
    }
    knowledge.rules = ruleReader.rules
    faults += ruleReader.finish()
  }
}
