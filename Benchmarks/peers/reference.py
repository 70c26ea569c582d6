"""The answers that are right: strong Kleene logic over the rules, as plainly as it can be written.

    python -m peers.reference KNOWLEDGE CASES > ANSWERS
"""

from __future__ import annotations

import json
import sys

from peers.rules import Group, RuleSet, Test, date_bounds, read_rules

Truth = bool | None  # None: not known


def conjunction(truths: list[Truth]) -> Truth:
    if False in truths:
        return False
    return None if None in truths else True


def negation(truth: Truth) -> Truth:
    return None if truth is None else not truth


def truth(condition: Test | Group, case: dict, rules: RuleSet) -> Truth:
    """Whether a condition holds, fails or is not known for a case."""
    if isinstance(condition, Test):
        outcome = _outcome(condition, case.get(condition.fact), rules)
        return negation(outcome) if condition.negated else outcome
    truths = [truth(part, case, rules) for part in condition.parts]
    if condition.word == "all":
        return conjunction(truths)
    holds_in_any = negation(conjunction([negation(truth) for truth in truths]))
    return holds_in_any if condition.word == "any" else negation(holds_in_any)


def _outcome(test: Test, value, rules: RuleSet) -> Truth:
    if value is None:
        return None
    fact = rules.facts[test.fact]
    match fact.kind:
        case "choice":
            return value in test.operands if value in fact.words else None
        case "yes-no":
            return value in test.operands
        case "country":
            return _any([_same_country(value, wanted) for wanted in test.operands])
        case "date":
            return _compare_date(test, value)
        case "version":
            return _compare(test.word, _version(value), _version(test.operands[0]))
        case "count" | "decimal":
            return value in test.operands if test.word == "is" else _compare(test.word, value, test.operands[0])
    raise ValueError(fact.kind)


def _any(truths: list[Truth]) -> Truth:
    return negation(conjunction([negation(truth) for truth in truths]))


def _same_country(here: str, wanted: str) -> Truth:
    """A region is also its country; whether a country is one of its regions is not known."""
    if here == wanted or here.startswith(wanted + "-"):
        return True
    return None if wanted.startswith(here + "-") else False


def _compare_date(test: Test, value: str) -> bool:
    bounds = date_bounds(test)
    if test.word == "within":
        return bounds[0] <= value <= bounds[1]
    return value > bounds[0] if test.word == "after" else value < bounds[0]


def _version(text: str) -> list[int]:
    return [int(part) for part in text.split(".")]


def _compare(word: str, value, operand) -> bool:
    match word:
        case "at least":
            return value >= operand
        case "at most":
            return value <= operand
        case "above":
            return value > operand
        case "below" | "older than":
            return value < operand
    raise ValueError(word)


def diagnose(case: dict, rules: RuleSet) -> dict:
    """The answer for one case, in the shape of a line of `diagnose --batch`."""
    known = dict(case)
    for fact in rules.inferred_facts:
        for rule in rules.inferring(fact):
            if known.get(fact) is None and truth(rule.when, known, rules):
                known[fact] = rule.inferred[1]
    truths = {rule.address: truth(rule.when, known, rules) for rule in rules.rules}
    found = []
    unknown = {"blocking": 0, "harming": 0, "advice": 0}
    for finding, its_rules in rules.findings.items():
        verdict = _any([truths[rule.address] for rule in its_rules])
        if verdict:
            found.append(finding)
        elif verdict is None:
            unknown[rules.impacts[finding]] += 1
    waiting = sum(1 for value in truths.values() if value is None)
    return {
        "case": case.get("case"), "found": found, "unknown": unknown,
        "coverage": {"decided": len(truths) - waiting, "waiting": waiting},
    }


def main(knowledge: str, cases: str):
    rules = read_rules(knowledge)
    findings, inferred = rules.findings, rules.inferred_facts
    # Worked out once instead of for every case.
    RuleSet.findings = property(lambda self: findings)
    RuleSet.inferred_facts = property(lambda self: inferred)
    with open(cases) as lines:
        for line in lines:
            print(json.dumps(diagnose(json.loads(line), rules)))


if __name__ == "__main__":
    main(*sys.argv[1:])
