"""The rules in the expression language of ZEN (Rust).

    python -m peers.zen_rules KNOWLEDGE CASES OUT
"""

from __future__ import annotations

import json
import sys

import zen

from peers.processes import run
from peers.rules import RuleSet, read_rules
from peers.twovalued import Compared, Expression, Flattening, Joined, NoneOf, OneOf


def expression(of: Expression) -> str:
    match of:
        case Joined("not", (part,)):
            return f"not ({expression(part)})"
        case Joined(word, parts):
            return "(" + f" {word} ".join(expression(part) for part in parts) + ")"
        case OneOf(fact, (value,)):
            return f"{_fact(fact)} == {json.dumps(value)}"
        case OneOf(fact, values):
            return f"{_fact(fact)} in {json.dumps(values)}"
        case NoneOf(fact, values):
            return f"({_fact(fact)} != null and {_fact(fact)} not in {json.dumps(values)})"
        case Compared(fact, sign, value, kind):
            return f"({_fact(fact)} != null and {_order(_fact(fact), kind)} {sign} {_order(json.dumps(value), kind)})"
    raise ValueError(of)


def _fact(name: str) -> str:
    return f'$root["{name}"]'


def _order(value: str, kind: str) -> str:
    """Texts have no order here: days become times; of a version the parts, which have two digits, become one number."""
    if kind == "date":
        return f"date({value})"
    if kind == "version":
        if value.startswith('"'):
            return "".join(json.loads(value).split(".")[1:])
        parts = [f'number(split({value}, ".")[{part}])' for part in (1, 2, 3)]
        return f"({parts[0]} * 10000 + {parts[1]} * 100 + {parts[2]})"
    return value


def whole(rules: RuleSet) -> str:
    """One expression for all findings; faster than an expression for each, a decision table or a decision graph."""
    flattening = Flattening(rules)
    found = [
        f"{expression(flattening.finding(its_rules))} ? {json.dumps(finding)} : null"
        for finding, its_rules in rules.findings.items()
    ]
    return f'{{case: $root["case"], found: filter([{", ".join(found)}], # != null)}}'


def answers(rules: RuleSet):
    def make():
        rule = zen.compile_expression(whole(rules))

        def answer(lines):
            for line in lines:
                yield json.dumps(rule.evaluate(line)) + "\n"

        return answer

    return make


if __name__ == "__main__":
    knowledge, cases, out = sys.argv[1:]
    run(answers(read_rules(knowledge)), cases, out)
