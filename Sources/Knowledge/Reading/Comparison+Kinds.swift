/// Which comparison words go with which kinds of fact.
extension Comparison {
  /// Whether the word can be said of facts of a kind.
  package func applies(to kind: FactKind) -> Bool {
    switch self {
    case .is:
      if case .list = kind { false } else { true }
    case .atLeast, .atMost, .above, .below: kind.isOrdered
    case .before, .after, .within: kind.isInTime
    case .olderThan: kind == .version || kind.isInTime
    case .contains:
      if case .list = kind { true } else { kind == .text }
    case .in:
      if case .list = kind { false } else { true }
    case .known: true
    }
  }

  /// The kind of the operand for facts of a kind.
  package func operandKind(for kind: FactKind) -> FactKind {
    switch self {
    case .within: .duration
    case .olderThan: kind.isInTime ? .duration : kind
    case .contains: kind.element
    default: kind
    }
  }
}

/// A noun with `a` or `an` before it.
func article(_ noun: String) -> String {
  ("aeiou".contains(noun.first ?? "x") ? "an " : "a ") + noun
}
