"""Three-valued rules said in two values, for engines that know only true and false.

"The account is not restricted" must stay silent while the status is missing. So every condition is written twice over, once for
"holds" and once for "fails", each of which is false while a fact it needs is missing; negation swaps the two. A fact that
rules infer is replaced by the conditions under which they infer it.
"""

from __future__ import annotations

from dataclasses import dataclass

from peers.reference import truth
from peers.rules import Group, Rule, RuleSet, Test, date_bounds

FLIPPED = {"<": ">=", ">=": "<", ">": "<=", "<=": ">"}
SIGNS = {
    "at least": ">=", "at most": "<=", "above": ">", "below": "<", "before": "<", "after": ">", "older than": "<",
}


@dataclass(frozen=True)
class OneOf:
    """The fact is known and one of these values."""

    fact: str
    values: tuple


@dataclass(frozen=True)
class NoneOf:
    """The fact is known and none of these values."""

    fact: str
    values: tuple


@dataclass(frozen=True)
class Compared:
    """The fact is known and stands in this order to the value; the kind is of the fact."""

    fact: str
    sign: str
    value: object
    kind: str


@dataclass(frozen=True)
class Joined:
    """`and`, `or` of parts, or `not` of one part."""

    word: str
    parts: tuple


Expression = OneOf | NoneOf | Compared | Joined


def joined(word: str, parts) -> Expression:
    flat = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Joined) and part.word == word else [part])
    unique = tuple(dict.fromkeys(flat))
    return unique[0] if len(unique) == 1 else Joined(word, unique)


class Flattening:
    """Turns conditions of a rule set into two-valued expressions.

    With `substitute` off a fact that rules infer is left as it is, for engines that can compute it in a step before.
    """

    def __init__(self, rules: RuleSet, substitute: bool = True):
        self.rules = rules
        self.inferred = {fact: rules.inferring(fact) for fact in rules.inferred_facts} if substitute else {}

    def finding(self, its_rules: list[Rule]) -> Expression:
        return joined("or", [self.holds(rule.when) for rule in its_rules])

    def holds(self, condition: Test | Group) -> Expression:
        return self._expression(condition, True)

    def _expression(self, condition: Test | Group, wanted: bool) -> Expression:
        if isinstance(condition, Test):
            if condition.fact in self.inferred:
                return self._inferred(condition, wanted)
            return self._test(condition, wanted != condition.negated)
        of_parts = wanted != (condition.word == "none")
        parts = [self._expression(part, of_parts) for part in condition.parts]
        return joined("and" if (condition.word == "all") == of_parts else "or", parts)

    def _inferred(self, test: Test, wanted: bool) -> Expression:
        """The first rule in file order that holds gives the value."""
        ways = []
        rules = self.inferred[test.fact]
        for position, rule in enumerate(rules):
            if truth(test, {test.fact: rule.inferred[1]}, self.rules) is not wanted:
                continue
            way = [self.holds(rule.when)]
            for earlier in rules[:position]:
                if earlier.inferred != rule.inferred and not self._exclude(earlier, rule):
                    way.append(Joined("not", (self.holds(earlier.when),)))
            ways.append(joined("and", way))
        return joined("or", ways)

    def _exclude(self, one: Rule, other: Rule) -> bool:
        """Whether one condition is the negation of the other, so that no guard is needed."""
        fails, holds = self._expression(one.when, False), self.holds(other.when)
        if isinstance(fails, Joined) and isinstance(holds, Joined):
            return fails.word == holds.word and set(fails.parts) == set(holds.parts)
        return fails == holds

    def _test(self, test: Test, wanted: bool) -> Expression:
        fact = self.rules.facts[test.fact]
        match fact.kind:
            case "choice":
                return OneOf(test.fact, tuple(word for word in fact.words if (word in test.operands) == wanted))
            case "yes-no":
                return OneOf(test.fact, tuple(value for value in (True, False) if (value in test.operands) == wanted))
            case "country":
                if wanted:
                    return OneOf(test.fact, test.operands)
                # A country some of whose regions are listed is neither in nor out.
                waits = dict.fromkeys(code.split("-")[0] for code in test.operands if "-" in code)
                return NoneOf(test.fact, (*test.operands, *waits))
        values = date_bounds(test) if fact.kind == "date" else test.operands
        if test.word == "within":
            bounds = [Compared(test.fact, ">=", values[0], "date"), Compared(test.fact, "<=", values[1], "date")]
            if not wanted:
                bounds = [Compared(test.fact, FLIPPED[bound.sign], bound.value, "date") for bound in bounds]
            return joined("and" if wanted else "or", bounds)
        sign = SIGNS[test.word]
        return Compared(test.fact, sign if wanted else FLIPPED[sign], values[0], fact.kind)
