"""Rules as data: the part of the knowledge format that the benchmarks use, read without the product.

A condition is a `Test` or a `Group`; a rule either finds or infers. Written apart from the product on purpose, so that
its answers can be held against it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

AS_OF = date(2026, 11, 21)


@dataclass(frozen=True)
class Test:
    """A comparison of one fact with constants; `operands` has one element unless `word` is `is`."""

    fact: str
    word: str  # is, in, at least, at most, above, below, before, after, older than, within
    operands: tuple
    negated: bool = False


@dataclass(frozen=True)
class Group:
    """`all`, `any` or `none` of some conditions."""

    word: str
    parts: tuple


@dataclass(frozen=True)
class Fact:
    name: str
    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    address: str
    when: Test | Group
    finding: str | None  # what it finds …
    inferred: tuple | None  # … or the fact and the value that it infers


@dataclass
class RuleSet:
    facts: dict[str, Fact]
    tables: dict[str, tuple[str, ...]]
    impacts: dict[str, str]
    rules: list[Rule]

    def inferring(self, fact: str) -> list[Rule]:
        return [rule for rule in self.rules if rule.inferred and rule.inferred[0] == fact]

    @property
    def inferred_facts(self) -> list[str]:
        """Facts that rules infer, each after those it rests on."""
        ordered: list[str] = []

        def visit(fact: str):
            for rule in self.inferring(fact):
                for read in facts_read(rule.when):
                    if self.inferring(read):
                        visit(read)
            if fact not in ordered:
                ordered.append(fact)

        for rule in self.rules:
            if rule.inferred:
                visit(rule.inferred[0])
        return ordered

    @property
    def findings(self) -> dict[str, list[Rule]]:
        """Findings in file order, each with its rules."""
        found: dict[str, list[Rule]] = {address: [] for address in self.impacts}
        for rule in self.rules:
            if rule.finding:
                found[rule.finding].append(rule)
        return found


def facts_read(condition) -> list[str]:
    if isinstance(condition, Test):
        return [condition.fact]
    return [fact for part in condition.parts for fact in facts_read(part)]


def read_condition(json_value: dict, tables: dict[str, tuple[str, ...]]) -> Test | Group:
    """A condition from its JSON; a table is replaced by its keys."""
    parts = []
    for key, value in json_value.items():
        if key in ("all", "any", "none"):
            parts.append(Group(key, tuple(read_condition(part, tables) for part in value)))
        else:
            parts.extend(_read_line(key, value, tables))
    return parts[0] if len(parts) == 1 else Group("all", tuple(parts))


def _read_line(fact: str, value, tables, negated: bool = False) -> list[Test]:
    if not isinstance(value, dict):
        operands = tuple(value) if isinstance(value, list) else (value,)
        return [Test(fact, "is", operands, negated)]
    tests = []
    for word, operand in value.items():
        if word == "not":
            tests.extend(_read_line(fact, operand, tables, not negated))
        elif word == "in":
            tests.append(Test(fact, "in", tables[operand["table"]], negated))
        else:
            tests.append(Test(fact, word, (operand,), negated))
    return tests


def read_rules(folder: str | Path) -> RuleSet:
    """Reads a knowledge folder."""
    folder = Path(folder)

    def files(part: str):
        for path in sorted((folder / part).glob("*.json")):
            yield path.stem, json.loads(path.read_text())

    facts = {}
    for stem, entries in files("Facts"):
        for key, entry in entries.items():
            name = f"{stem.replace('-', '_')}.{key}"
            facts[name] = Fact(name, entry["kind"], tuple(entry.get("values", ())))
    tables = {stem: tuple(entry["rows"]) for stem, entry in files("Tables")}
    impacts = {f"{stem}.{key}": entry["impact"] for stem, entries in files("Findings") for key, entry in entries.items()}
    rules = []
    for stem, entries in files("Rules"):
        for key, entry in entries.items():
            inferred = next(iter(entry["infer"].items())) if "infer" in entry else None
            rules.append(Rule(f"{stem}.{key}", read_condition(entry["when"], tables), entry.get("find"), inferred))
    return RuleSet(facts, tables, impacts, rules)


def date_bounds(test: Test) -> tuple[str, ...]:
    """The days that a comparison of a date is about, ISO 8601, counted from the day the benchmark speaks of."""
    (operand,) = test.operands
    if test.word in ("before", "after"):
        return (operand,)
    span = timedelta(days=int(operand.split()[0]))
    if test.word == "older than":
        return ((AS_OF - span).isoformat(),)
    return ((AS_OF - span).isoformat(), (AS_OF + span).isoformat())
