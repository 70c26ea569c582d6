"""The rules in SQL, run by DuckDB on two threads.

    python -m peers.sql KNOWLEDGE CASES OUT

SQL is three-valued by itself: AND, OR and NOT are Kleene's, so nothing needs a guard. Facts that rules infer are columns
of a step before. Words unknown to the rules become NULL. With two threads the answers come out of order, in spite of
`preserve_insertion_order`; they bear the name of their case.
"""

from __future__ import annotations

import sys

import duckdb

from peers.rules import Group, RuleSet, Test, date_bounds, read_rules
from peers.twovalued import SIGNS

TYPES = {"yes-no": "BOOLEAN", "count": "INTEGER", "decimal": "DOUBLE"}


def condition(of: Test | Group, rules: RuleSet) -> str:
    if isinstance(of, Group):
        word = " AND " if of.word == "all" else " OR "
        text = "(" + word.join(condition(part, rules) for part in of.parts) + ")"
        return f"NOT {text}" if of.word == "none" else text
    text = _test(of, rules)
    return f"NOT ({text})" if of.negated else text


def _test(test: Test, rules: RuleSet) -> str:
    column = f'"{test.fact}"'
    kind = rules.facts[test.fact].kind
    if kind == "yes-no":
        return column if test.operands == (True,) else f"NOT {column}"
    if kind == "country":
        listed = _in(column, test.operands)
        waits = dict.fromkeys(code.split("-")[0] for code in test.operands if "-" in code)
        return f"CASE WHEN {_in(column, tuple(waits))} THEN NULL ELSE {listed} END" if waits else listed
    if test.word == "is":
        return _in(column, test.operands)
    values = date_bounds(test) if kind == "date" else test.operands
    if test.word == "within":
        return f"{column} BETWEEN {_literal(values[0])} AND {_literal(values[1])}"
    return f"{column} {SIGNS[test.word]} {_literal(values[0])}"


def _in(column: str, values: tuple) -> str:
    if len(values) == 1:
        return f"{column} = {_literal(values[0])}"
    return f"{column} IN ({', '.join(_literal(value) for value in values)})"


def _literal(value) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)


def query(rules: RuleSet, cases: str, out: str) -> str:
    inferred = rules.inferred_facts
    base = [fact for fact in rules.facts.values() if fact.name not in inferred]
    columns = ", ".join(f"'{fact.name}': '{TYPES.get(fact.kind, 'VARCHAR')}'" for fact in base)
    source = f"read_json('{cases}', format = 'newline_delimited', columns = {{'case': 'VARCHAR', {columns}}})"
    listed = ", ".join(
        f'CASE WHEN {_in(chr(34) + fact.name + chr(34), fact.words)} THEN "{fact.name}" END AS "{fact.name}"'
        for fact in base if fact.kind == "choice"
    )
    step = f"SELECT * REPLACE ({listed}) FROM {source}"
    for fact in inferred:
        cases_of = " ".join(
            f"WHEN {condition(rule.when, rules)} THEN {_literal(rule.inferred[1])}" for rule in rules.inferring(fact)
        )
        step = f'SELECT *, CASE {cases_of} END AS "{fact}" FROM ({step})'
    found = ", ".join(
        f"CASE WHEN {' OR '.join(condition(rule.when, rules) for rule in its_rules)} THEN '\"{finding}\"' END"
        for finding, its_rules in rules.findings.items()
    )
    answer = f"""SELECT '{{"case":"' || "case" || '","found":[' || concat_ws(',', {found}) || ']}}' FROM ({step})"""
    return f"COPY ({answer}) TO '{out}' (FORMAT CSV, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\x01')"


def main(knowledge: str, cases: str, out: str):
    database = duckdb.connect(config={"threads": 2, "preserve_insertion_order": True})
    database.execute(query(read_rules(knowledge), cases, out))


if __name__ == "__main__":
    main(*sys.argv[1:])
