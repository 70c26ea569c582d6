"""`diagnose --batch` from text to text beside the peers, on two cores; answers are compared before anything is timed.

    python -m measure.batch [ROUNDS]
"""

from __future__ import annotations

import json
import sys

from measure.running import AS_OF, DATA, PYTHON, WABADOCTOR, median, run, save, show, table

KNOWLEDGE = str(DATA / "knowledge-70")
CASES = str(DATA / "cases-100000.ndjson")
MANY_CASES = str(DATA / "cases-1000000.ndjson")
NO_CASES = str(DATA / "cases-1.ndjson")
REFERENCE = DATA / "reference-100000.ndjson"

PEERS = {
    "DuckDB 2.0, two threads": ("peers.sql", "none needed: SQL is three-valued; inferred facts are a step before"),
    "Polars 2.1, two threads": ("peers.frames", "none needed: Polars is three-valued; inferred facts are a step before"),
    "datalogic 5.9 (JsonLogic), two processes": ("peers.jsonlogic", "guarded, inference substituted"),
    "ZEN 2.1, two processes": ("peers.zen_rules", "guarded, inference substituted"),
}


def command(name: str, cases: str, out: str) -> list[str]:
    if name == "wabadoctor":
        return [WABADOCTOR, "diagnose", "--knowledge", KNOWLEDGE, "--as-of", AS_OF, "--batch", cases]
    return [PYTHON, "-m", PEERS[name][0], KNOWLEDGE, cases, out]


def answer(name: str, cases: str, out: str):
    return run(command(name, cases, out), out if name == "wabadoctor" else "/dev/null")


def read(file) -> dict[str, dict]:
    with open(file) as lines:
        return {answer["case"]: answer for answer in map(json.loads, lines)}


def compare():
    """Every answer of everybody against the reference; the first difference ends the run."""
    if not REFERENCE.exists():
        run([PYTHON, "-m", "peers.reference", KNOWLEDGE, CASES], str(REFERENCE))
    reference = read(REFERENCE)
    for name in ("wabadoctor", *PEERS):
        out = str(DATA / "answers.ndjson")
        answer(name, CASES, out)
        answers = read(out)
        if answers.keys() != reference.keys():
            raise SystemExit(f"{name} answers {len(answers)} cases instead of {len(reference)}")
        for case, right in reference.items():
            given = answers[case]
            same = sorted(given["found"]) == sorted(right["found"])
            if name == "wabadoctor":
                same = same and given["unknown"] == right["unknown"] and given["coverage"].items() >= right["coverage"].items()
            if not same:
                raise SystemExit(f"{name} differs on {case}:\n  {given}\n  {right}")
    found = sum(len(answer["found"]) for answer in reference.values()) / len(reference)
    unknown = sum(sum(answer["unknown"].values()) for answer in reference.values()) / len(reference)
    print(
        f"All {len(reference):,} answers of all {len(PEERS) + 1} programs agree with the reference: "
        f"{found:.1f} findings found and {unknown:.1f} unknown a case."
    )


def main(rounds: int):
    compare()
    runs: dict[str, list] = {}
    starts: dict[str, list] = {}
    out = str(DATA / "answers.ndjson")
    names = ("wabadoctor", *PEERS)
    for _ in range(rounds):
        for name in names:
            runs.setdefault(name, []).append(answer(name, CASES, out))
            starts.setdefault(name, []).append(answer(name, NO_CASES, out))
    whole = {name: median(runs[name]) for name in names}
    net = {name: whole[name].wall - median(starts[name]).wall for name in names}
    rows = [
        [
            name, f"{100_000 / net[name]:,.0f}", f"{net[name] / net['wabadoctor']:.2f}", f"{whole[name].wall:.2f} s",
            f"{median(starts[name]).wall * 1000:.0f} ms", f"{whole[name].cpu:.2f} s", f"{whole[name].memory:.0f} MB",
            "none needed" if name == "wabadoctor" else PEERS[name][1],
        ]
        for name in names
    ]
    show(
        "100,000 cases from text to text, two cores",
        table(
            ["", "cases a second, start taken off", "time, wabadoctor = 1", "whole run", "of it start", "processor time",
             "largest process", "guards against unknown read as false"], rows),
        f"Medians of {rounds} rounds, everybody once a round.",
    )
    rows = []
    memory = 0.0
    for name in ("wabadoctor", "DuckDB 2.0, two threads"):
        many = answer(name, MANY_CASES, out)
        memory = memory or many.memory
        rows.append([name, f"{whole[name].memory:.0f} MB", f"{many.memory:.0f} MB", f"{1_000_000 / many.wall:,.0f}"])
    show(
        "Memory at ten times the length",
        table(["", "100,000 lines", "1,000,000 lines", "lines a second, whole run"], rows),
    )
    save("batch", {"net": net, "memory": whole["wabadoctor"].memory, "memory at 1,000,000": memory})


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
