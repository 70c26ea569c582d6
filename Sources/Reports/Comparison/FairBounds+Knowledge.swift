import Comparison
import Knowledge

extension FairBounds {
  /// The bounds that the rules of a knowledge base compare with, so that an editor changes them in one place.
  package init(_ knowledge: KnowledgeBase) {
    self.init()
    for bound in Self.bounds("delivery-comparison.too-few-messages", knowledge) where bound.isLeast {
      leastMessages = max(leastMessages, bound.number)
    }
    for bound in Self.bounds("delivery-comparison.too-few-days", knowledge) where bound.isLeast {
      leastDays = max(leastDays, bound.number)
    }
    for bound in Self.bounds("delivery-comparison.too-many-days", knowledge) where !bound.isLeast {
      mostDays = min(mostDays ?? bound.number, bound.number)
    }
  }

  /// The whole numbers that just pass the rules of a finding: a rule that fires below 4 leaves 4, one that fires above 7 leaves 7.
  private static func bounds(_ finding: String, _ knowledge: KnowledgeBase) -> [(number: Int, isLeast: Bool)] {
    guard let position = knowledge.findingPositions[finding] else { return [] }
    var bounds: [(number: Int, isLeast: Bool)] = []
    for rule in knowledge.rules where rule.finding == position {
      rule.condition.forEachTest { test, _ in
        guard !test.negated, case .values(let values) = test.operand, case .whole(let number)? = values.first
        else { return }
        switch test.comparison {
        case .below: bounds.append((Int(number), true))
        case .atMost: bounds.append((Int(number) + 1, true))
        case .above: bounds.append((Int(number), false))
        case .atLeast: bounds.append((Int(number) - 1, false))
        default: break
        }
      }
    }
    return bounds
  }
}
