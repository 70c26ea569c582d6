import Knowledge

extension CompiledRules {
  /// The facts that the rules of a finding read, through what others infer too.
  package func grounds(of finding: FindingIndex) -> Set<FactName> {
    var names: Set<FactName> = []
    var open = rulesOfFinding[finding]
    var seen = Set(open)
    while let rule = open.popLast() {
      knowledge.rules[rule].condition.forEachTest { test, _ in
        for fact in test.reads {
          names.insert(knowledge.facts[fact].name)
          for inference in rulesInferring[fact] where seen.insert(inference).inserted { open.append(inference) }
        }
      }
    }
    return names
  }
}
