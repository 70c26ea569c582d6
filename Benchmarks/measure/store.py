"""100,000 kept cases: listed, searched, opened; beside the sqlite3 shell with the same question on the same file.

    python -m measure.store [RUNS]
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from measure.running import DATA, HERE, WABADOCTOR, median, run, save, show, table

STORE = str(DATA / "cases.sqlite")
KNOWLEDGE = str(HERE.parent / "KnowledgeBase")
AMOUNT = 100_000
ANSWERS = 200


def prepare():
    """The store, taken in by `case import`; how long that takes."""
    lines = DATA / f"kept-{AMOUNT}.ndjson"
    if not lines.exists():
        subprocess.run([sys.executable, "-m", "generate.kept", str(AMOUNT), str(lines)], check=True, cwd=HERE)
    for end in ("", "-wal", "-shm"):
        Path(STORE + end).unlink(missing_ok=True)
    return run([WABADOCTOR, "case", "import", str(lines), "--store", STORE])


def questions() -> dict[str, tuple[list[str], str | None]]:
    number = AMOUNT // 2
    columns = "SELECT number, state, changed, waba, label, headline, due, due_about FROM cases"
    return {
        "`case list`, the last 50": (["list"], f"{columns} ORDER BY changed DESC, number DESC LIMIT 50"),
        "`case list --account`": (["list", "--account", "100000000001234"], f"{columns} WHERE waba = '100000000001234' ORDER BY changed DESC LIMIT 50"),
        "`case list`, two words": (
            ["list", "bakery", "payment"],
            f"{columns} WHERE number IN (SELECT rowid FROM words WHERE words MATCH '\"bakery\"* \"payment\"*') ORDER BY changed DESC LIMIT 50",
        ),
        "`case list --finding`": (
            ["list", "--finding", "templates.paused", "--open"],
            f"{columns} WHERE number IN (SELECT number FROM findings WHERE finding = 'templates.paused') AND state = 'open' ORDER BY changed DESC LIMIT 50",
        ),
        "`case list --due`": (["list", "--due"], f"{columns} WHERE state = 'open' AND due <= 1795300000 ORDER BY due, number LIMIT 50"),
        "`case show`": (["show", str(number)], f"SELECT * FROM cases JOIN documents USING (number) WHERE number = {number}"),
        "`case open`, to its first question": (["open", str(number)], None),
        "`kb stats --cases`": ([], "SELECT cause, count(*) FROM cases WHERE cause IS NOT NULL GROUP BY cause"),
    }


def keeping() -> tuple[float, float]:
    """Milliseconds that keeping adds to an answer, wall and processor time: a conversation with it less one without."""
    script = DATA / "answers.txt"
    words = ["ELIGIBLE", "ONBOARDED"]
    script.write_text("topic mm-onboarding\n" + "".join(
        f"fact waba.marketing_messages_onboarding_status={words[index % 2]}\n" for index in range(ANSWERS)))
    scratch = DATA / "one.sqlite"
    times = {"kept": [], "not": []}
    for _ in range(5):
        for way, more in (("kept", ["--store", str(scratch)]), ("not", ["--keep-nothing"])):
            for end in ("", "-wal", "-shm"):
                Path(str(scratch) + end).unlink(missing_ok=True)
            with open(script) as lines:
                start, before = time.perf_counter(), os.times()
                subprocess.run([WABADOCTOR, "--knowledge", KNOWLEDGE, *more], stdin=lines, stdout=subprocess.DEVNULL, check=True)
                after = os.times()
                times[way].append((time.perf_counter() - start,
                                   after.children_user + after.children_system - before.children_user - before.children_system))
    middle = lambda way, part: sorted(entry[part] for entry in times[way])[2]
    return tuple(1000 * (middle("kept", part) - middle("not", part)) / ANSWERS for part in (0, 1))


def main(runs: int):
    took = prepare()
    rows = []
    figures = {"import": took.wall}
    for name, (words, sql) in questions().items():
        ours = ["kb", "stats", "--cases"] if not words else ["case", *words]
        more = ["--knowledge", KNOWLEDGE] if not words or words[0] == "open" else []
        result = median([run([WABADOCTOR, *ours, *more, "--store", STORE]) for _ in range(runs)])
        peer = sql and median([run(["sqlite3", "-readonly", STORE, sql]) for _ in range(runs)])
        figures[name] = result.wall
        rows.append([
            name, f"{result.wall * 1000:.1f} ms", f"{result.cpu * 1000:.1f} ms", f"{result.memory:.0f} MB",
            f"{peer.wall * 1000:.1f} ms" if peer else "", f"{result.wall / peer.wall:.1f}" if peer else "",
        ])
    save("store", figures)
    wall, cpu = keeping()
    show(
        f"{AMOUNT:,} kept cases",
        table(["", "wall, median", "processor time", "memory", "`sqlite3`, same question", "ratio of walls"], rows),
        f"Medians of {runs} whole runs in turns; the file ({os.path.getsize(STORE) / 1e6:.0f} MB) is in the page cache. Taking the cases in took"
        f" {took.wall:.0f} s ({AMOUNT / took.wall:,.0f} a second, {took.memory:.0f} MB). Keeping a case adds {wall:.2f} ms to an answer"
        f" ({cpu:.2f} ms of processor time), over a conversation of {ANSWERS} changes that grows its history.",
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 11)
