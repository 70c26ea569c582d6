"""How loading, a diagnosis and one changed fact grow from 100 to 100,000 rules.

    python -m measure.growth [RULES …]
"""

from __future__ import annotations

import json
import subprocess
import sys

from measure.running import DATA, ENGINE, HERE, PYTHON, run, save, show, table

SIZES = (100, 1_000, 10_000, 100_000)


def compare(size: int):
    """The batch answers of a sample against the reference."""
    from measure.batch import read
    from measure.running import AS_OF, WABADOCTOR

    knowledge, cases = str(DATA / f"knowledge-{size}"), str(DATA / f"cases-of-{size}.ndjson")
    sample = DATA / "sample.ndjson"
    with open(cases) as lines:
        sample.write_text("".join(line for line, _ in zip(lines, range(20 if size > 1_000 else 500))))
    run([PYTHON, "-m", "peers.reference", knowledge, str(sample)], str(DATA / "sample-right.ndjson"))
    run(
        [WABADOCTOR, "diagnose", "--knowledge", knowledge, "--as-of", AS_OF, "--batch", str(sample)],
        str(DATA / "sample-given.ndjson"))
    right, given = read(DATA / "sample-right.ndjson"), read(DATA / "sample-given.ndjson")
    for case in right:
        if sorted(right[case]["found"]) != sorted(given[case]["found"]) or right[case]["unknown"] != given[case]["unknown"]:
            raise SystemExit(f"{size} rules: answers differ on {case}")


def measured(size: int) -> dict:
    line = subprocess.run(
        [ENGINE, str(DATA / f"knowledge-{size}"), str(DATA / f"cases-of-{size}.ndjson")],
        check=True, capture_output=True, text=True, cwd=HERE).stdout
    return json.loads(line)


def time(nanoseconds: float) -> str:
    for limit, unit, name in ((1e3, 1, "ns"), (1e6, 1e3, "µs"), (1e9, 1e6, "ms")):
        if nanoseconds < limit:
            return f"{nanoseconds / unit:.3g} {name}"
    return f"{nanoseconds / 1e9:.3g} s"


def main(sizes: list[int]):
    for size in sizes:
        compare(size)
    figures = {size: measured(size) for size in sizes}
    save("growth", figures)
    base = figures[sizes[0]]
    kinds = {
        "load": "read the folder (wall)", "compile": "compile (wall)",
        "batch": "a case, text to text, as `--batch` does it",
        "settle": "a case, facts parsed: assert all, every rule settled",
        "start": "an empty case set up", "diagnose": "a case, facts parsed: whole report with what would settle each unknown",
        "change": "one fact changed in a settled case",
    }
    rows = [
        [words, *[f"{time(figures[size][kind])} ({figures[size][kind] / base[kind]:.1f})" for size in sizes]]
        for kind, words in kinds.items()
    ]
    rows.insert(0, ["facts defined", *[f"{figures[size]['facts']:,.0f}" for size in sizes]])
    show(
        "Growth with the number of rules",
        table(["", *[f"{size:,} rules" for size in sizes]], rows),
        "Processor time on one core where not said otherwise; medians; in brackets as a multiple of 100 rules.",
    )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
