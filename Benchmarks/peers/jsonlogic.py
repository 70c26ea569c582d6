"""The rules in JsonLogic, run by datalogic (Rust).

    python -m peers.jsonlogic KNOWLEDGE CASES OUT
"""

from __future__ import annotations

import sys

from datalogic_py import Engine

from peers.processes import run
from peers.rules import RuleSet, read_rules
from peers.twovalued import Compared, Expression, Flattening, Joined, NoneOf, OneOf


def logic(expression: Expression):
    match expression:
        case Joined("not", (part,)):
            return {"!": logic(part)}
        case Joined(word, parts):
            return {word: [logic(part) for part in parts]}
        case OneOf(fact, (value,)):
            return {"===": [_fact(fact), value]}
        case OneOf(fact, values):
            return {"in": [_fact(fact), list(values)]}
        case NoneOf(fact, values):
            return {"and": [_known(fact), {"!": {"in": [_fact(fact), list(values)]}}]}
        case Compared(fact, sign, value, kind):
            comparison = {sign: [_fact(fact), value]}
            # A missing number is less than a positive one here; nothing else is true of a missing fact.
            return {"and": [_known(fact), comparison]} if _is_true_of_null(sign, value) else comparison
    raise ValueError(expression)


def _fact(name: str):
    return {"val": [name]}  # names hold dots, which are no path


def _known(name: str):
    return {"!==": [_fact(name), None]}


def _is_true_of_null(sign: str, value) -> bool:
    if isinstance(value, str):
        return False
    return {"<": 0 < value, "<=": 0 <= value, ">": 0 > value, ">=": 0 >= value}[sign]


def template(rules: RuleSet):
    """One rule for all findings, which is faster than a rule for each: `{"case": …, "found": […]}`."""
    flattening = Flattening(rules)
    found = [
        {"if": [logic(flattening.finding(its_rules)), finding, None]} for finding, its_rules in rules.findings.items()
    ]
    return {"case": _fact("case"), "found": {"filter": [found, {"!==": [{"var": ""}, None]}]}}


def answers(rules: RuleSet):
    def make():
        engine = Engine(templating=True)
        rule = engine.compile(template(rules))
        session = engine.session()

        def answer(lines):
            evaluate = session.evaluate_str
            for line in lines:
                yield evaluate(rule, line.decode()) + "\n"

        return answer

    return make


if __name__ == "__main__":
    knowledge, cases, out = sys.argv[1:]
    run(answers(read_rules(knowledge)), cases, out)
