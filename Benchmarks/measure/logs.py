"""Message logs counted beside DuckDB and Polars, on two cores; all counts are compared before anything is timed.

    python -m measure.logs [ROUNDS]
"""

from __future__ import annotations

import json
import sys

from measure.running import DATA, HERE, PYTHON, median, run, save, show, table

COUNTER = str(HERE / ".build/release/log-bench")
EVENTS = [100_000, 1_000_000, 10_000_000]
PEERS = {"DuckDB 2.0, two threads": "log_sql", "Polars 2.1, two threads": "log_frames"}


def log(events: int) -> list[str]:
    return ["csv", str(DATA / f"log-{events}.csv")]


WEBHOOKS = ["webhooks", str(DATA / "webhooks/sends.csv"), str(DATA / "webhooks/bodies.ndjson")]


def command(name: str, what: list[str]) -> list[str]:
    if name == "wabadoctor":
        return [COUNTER, *what[1:]]
    return [PYTHON, str(HERE / f"peers/{PEERS[name]}.py"), *what]


def measure(names: list[str], what: list[str], rounds: int) -> tuple[dict, int]:
    """Medians of everybody, and how many counts were the same in every round; the first difference ends the run."""
    runs: dict[str, list] = {}
    answers: dict[str, dict] = {}
    for _ in range(rounds):
        for name in names:
            out = DATA / "counts.json"
            runs.setdefault(name, []).append(run(command(name, what), str(out)))
            answers[name] = {key: value for key, value in json.loads(out.read_text()).items() if value}
            for key in answers[name].keys() | answers[names[0]].keys():
                if answers[name].get(key) != answers[names[0]].get(key):
                    raise SystemExit(f"{name} counts {key} as {answers[name].get(key)}, {names[0]} as {answers[names[0]].get(key)}")
    return {name: median(runs[name]) for name in names}, len(answers[names[0]])


def rows(names: list[str], measured: dict) -> list[list[str]]:
    ours = measured["wabadoctor"]
    return [
        [
            name, f"{one.wall:.2f} s", f"{one.wall / ours.wall:.1f}", f"{one.cpu:.2f} s", f"{one.cpu / ours.cpu:.1f}",
            f"{one.memory:,.0f} MB", f"{one.memory / ours.memory:.1f}",
        ]
        for name, one in ((name, measured[name]) for name in names)
    ]


HEADER = ["", "wall", "wabadoctor = 1", "processor time", "wabadoctor = 1", "largest memory", "wabadoctor = 1"]


def main(rounds: int):
    everybody = ["wabadoctor", *PEERS]
    two = everybody[:2]
    # Nothing is timed before everybody is seen to count the same.
    measure(everybody, log(EVENTS[0]), 1)
    whole, figures = measure(everybody, log(EVENTS[-1]), rounds)
    size = (DATA / f"log-{EVENTS[-1]}.csv").stat().st_size
    show(
        "10 million events of a message log counted, two cores",
        table(HEADER, rows(everybody, whole)),
        f"CSV of {size / 1e9:.2f} GB. Medians of {rounds} rounds, everybody once a round; {figures} counts of all of them were the same.",
    )
    bodies, figures = measure(two, WEBHOOKS, rounds)
    size = (DATA / "webhooks/bodies.ndjson").stat().st_size
    show(
        "300,000 webhook bodies joined with their sends",
        table(HEADER, rows(two, bodies)),
        f"NDJSON of {size / 1e6:.0f} MB, five statuses a body. Medians of {rounds} rounds; {figures} counts were the same. Polars was not tried.",
    )
    growth = {events: measure(["wabadoctor"], log(events), rounds)[0]["wabadoctor"] for events in EVENTS[:-1]}
    growth[EVENTS[-1]] = whole["wabadoctor"]
    show(
        "Cost of an event as logs grow",
        table(
            ["events", *(f"{events:,}" for events in EVENTS)],
            [
                ["processor time an event", *(f"{growth[events].cpu / events * 1e9:,.0f} ns" for events in EVENTS)],
                ["largest memory", *(f"{growth[events].memory:,.0f} MB" for events in EVENTS)],
            ],
        ),
        f"Medians of {rounds} rounds, start included.",
    )
    save(
        "logs",
        {
            "cpu": {name: one.cpu for name, one in whole.items()}, "wall": {name: one.wall for name, one in whole.items()},
            "memory": whole["wabadoctor"].memory, "bodies": {name: one.cpu for name, one in bodies.items()},
            "event": {str(events): growth[events].cpu / events for events in EVENTS},
        },
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
