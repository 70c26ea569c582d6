"""Diagnoses a second on one core with the facts already parsed, beside the rule engines.

    python -m measure.parsed [ROUNDS]
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time

import zen
from datalogic_py import DataHandle, Engine

from measure.running import DATA, ENGINE, HERE, show, table
from peers import jsonlogic, zen_rules
from peers.rules import read_rules

KNOWLEDGE = str(DATA / "knowledge-70")
CASES = str(DATA / "cases-2000.ndjson")


def ours() -> dict:
    line = subprocess.run([ENGINE, KNOWLEDGE, CASES], check=True, capture_output=True, text=True, cwd=HERE).stdout
    return json.loads(line)


def rate(work, amount: int) -> float:
    start = time.process_time()
    work()
    return amount / (time.process_time() - start)


def main(rounds: int):
    rules = read_rules(KNOWLEDGE)
    lines = open(CASES).read().splitlines()
    engine = Engine(templating=True)
    template = engine.compile(jsonlogic.template(rules))
    session = engine.session()
    handles = [DataHandle(line) for line in lines]
    expression = zen.compile_expression(zen_rules.whole(rules))
    cases = [json.loads(line) for line in lines]
    rates: dict[str, list[float]] = {}
    for _ in range(rounds):
        figures = ours()
        for name, kind in (
            ("wabadoctor, `--batch` path, text to text", "batch"),
            ("wabadoctor, engine: every rule settled", "settle"),
            ("wabadoctor, engine: whole report", "diagnose"),
        ):
            rates.setdefault(name, []).append(1e9 / figures[kind])
        rates.setdefault("datalogic 5.9, findings as text", []).append(
            rate(lambda: [session.evaluate_data_str(template, handle) for handle in handles], len(lines)))
        rates.setdefault("ZEN 2.1, findings as a list", []).append(
            rate(lambda: [expression.evaluate(case) for case in cases], len(lines)))
    medians = {name: statistics.median(values) for name, values in rates.items()}
    best = medians["datalogic 5.9, findings as text"]
    show(
        "Diagnoses a second on one core, facts already parsed",
        table(["", "a second", "datalogic = 1"], [[name, f"{value:,.0f}", f"{value / best:.2f}"] for name, value in medians.items()]),
        f"Medians of {rounds} rounds, processor time. The first row includes reading the line and writing the answer.",
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
