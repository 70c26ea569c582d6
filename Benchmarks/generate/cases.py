"""Writes cases as NDJSON, one account a line, in the form that `diagnose --batch` reads; the same for the same seed.

    python -m generate.cases account AMOUNT FILE          a quarter of the 28 facts is missing, a few stand as null
    python -m generate.cases areas KNOWLEDGE AMOUNT FILE  20 facts of one area of a folder that `generate.knowledge areas` wrote
"""

from __future__ import annotations

import json
import sys
from random import Random

from generate.catalogue import ACCOUNT_FACTS, FactSpec
from generate.knowledge import SEED
from peers.rules import read_rules

MISSING = 0.25
NULL = 0.02
FACTS_OF_AN_AREA = 20


def account(amount: int, file: str):
    rng = Random(SEED)
    with open(file, "w") as lines:
        for number in range(1, amount + 1):
            case: dict = {"case": f"c{number}"}
            for fact in ACCOUNT_FACTS:
                chance = rng.random()
                if chance >= MISSING:
                    case[fact.name] = fact.draw(rng)
                elif chance < NULL:
                    case[fact.name] = None
            lines.write(json.dumps(case, separators=(",", ":")) + "\n")


def areas(knowledge: str, amount: int, file: str):
    rng = Random(SEED)
    areas = _facts_of_areas(knowledge)
    with open(file, "w") as lines:
        for number in range(1, amount + 1):
            known = rng.sample(rng.choice(areas), FACTS_OF_AN_AREA)
            case = {"case": f"c{number}"} | {fact.name: fact.draw(rng) for fact in known}
            lines.write(json.dumps(case, separators=(",", ":")) + "\n")


def _facts_of_areas(knowledge: str) -> list[list[FactSpec]]:
    """The facts of each area that no rule infers."""
    rules = read_rules(knowledge)
    inferred = {rule.inferred[0] for rule in rules.rules if rule.inferred}
    areas: dict[str, list[FactSpec]] = {}
    for fact in rules.facts.values():
        if fact.name not in inferred:
            areas.setdefault(fact.name.split("_")[-2], []).append(FactSpec(fact.name, fact.kind, fact.words))
    return list(areas.values())


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["account", amount, file]:
            account(int(amount), file)
        case ["areas", knowledge, amount, file]:
            areas(knowledge, int(amount), file)
        case _:
            sys.exit(__doc__)
