"""The rules as expressions over columns, run by Polars (Rust) on two threads.

    python -m peers.frames KNOWLEDGE CASES OUT

Its AND, OR and NOT are Kleene's, as in SQL; see `peers.sql`.
"""

from __future__ import annotations

import operator
import os
import sys
from functools import reduce

os.environ["POLARS_MAX_THREADS"] = "2"
import polars as pl  # noqa: E402

from peers.rules import Group, RuleSet, Test, date_bounds, read_rules  # noqa: E402
from peers.twovalued import SIGNS  # noqa: E402

TYPES = {"yes-no": pl.Boolean, "count": pl.Int64, "decimal": pl.Float64}
ORDERS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def condition(of: Test | Group, rules: RuleSet) -> pl.Expr:
    if isinstance(of, Group):
        join = operator.and_ if of.word == "all" else operator.or_
        whole = reduce(join, [condition(part, rules) for part in of.parts])
        return ~whole if of.word == "none" else whole
    test = _test(of, rules)
    return ~test if of.negated else test


def _test(test: Test, rules: RuleSet) -> pl.Expr:
    column = pl.col(test.fact)
    kind = rules.facts[test.fact].kind
    if kind == "yes-no":
        return column if test.operands == (True,) else ~column
    if kind == "country":
        waits = list(dict.fromkeys(code.split("-")[0] for code in test.operands if "-" in code))
        return (pl.when(~column.is_in(waits)).then(column) if waits else column).is_in(list(test.operands))
    if test.word == "is":
        return column == test.operands[0] if len(test.operands) == 1 else column.is_in(list(test.operands))
    values = date_bounds(test) if kind == "date" else test.operands
    if test.word == "within":
        return (column >= values[0]) & (column <= values[1])
    return ORDERS[SIGNS[test.word]](column, values[0])


def frame(rules: RuleSet, cases: str) -> pl.LazyFrame:
    inferred = rules.inferred_facts
    base = [fact for fact in rules.facts.values() if fact.name not in inferred]
    schema = {"case": pl.String} | {fact.name: TYPES.get(fact.kind, pl.String) for fact in base}
    source = pl.scan_ndjson(cases, schema=schema)
    step = source.with_columns(
        pl.when(pl.col(fact.name).is_in(list(fact.words))).then(pl.col(fact.name)) for fact in base if fact.kind == "choice"
    )
    for fact in inferred:
        value = pl.lit(None)
        for rule in reversed(rules.inferring(fact)):
            value = pl.when(condition(rule.when, rules)).then(pl.lit(rule.inferred[1])).otherwise(value)
        step = step.with_columns(value.alias(fact))
    found = [
        pl.when(reduce(operator.or_, [condition(rule.when, rules) for rule in its_rules])).then(pl.lit(f'"{finding}"'))
        for finding, its_rules in rules.findings.items()
    ]
    return step.select(
        pl.concat_str(
            pl.lit('{"case":"'), pl.col("case"), pl.lit('","found":['), pl.concat_str(found, separator=",", ignore_nulls=True),
            pl.lit("]}"),
        )
    )


def main(knowledge: str, cases: str, out: str):
    frame(read_rules(knowledge), cases).sink_csv(out, include_header=False, quote_style="never")


if __name__ == "__main__":
    main(*sys.argv[1:])
