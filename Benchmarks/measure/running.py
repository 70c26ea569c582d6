"""Running programs and measuring them; tables in Markdown."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent.parent
DATA = HERE / "data"
WABADOCTOR = str(HERE.parent / ".build/release/wabadoctor")
ENGINE = str(HERE / ".build/release/engine-bench")
PYTHON = str(HERE / ".venv/bin/python")
#: The day the made-up rules and cases speak of.
AS_OF = "2026-11-21"


@dataclass(frozen=True)
class Run:
    wall: float  # seconds
    cpu: float  # seconds, user and system, of all processes
    memory: float  # megabytes, of the largest process


def run(command: list[str], out: str = "/dev/null") -> Run:
    """Runs a program once. A small `time` stands between, so that our own memory is not counted as its."""
    with tempfile.NamedTemporaryFile("r") as memory, open(out, "wb") as target:
        start = time.perf_counter()
        process = subprocess.Popen(["/usr/bin/time", "-q", "-f", "%M", "-o", memory.name, *command], stdout=target, cwd=HERE)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        # 1 to 3 tell what a diagnosis found.
        if process.returncode not in range(4):
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
        return Run(wall, usage.ru_utime + usage.ru_stime, int(memory.read().split()[-1]) / 1024)


def median(runs: list[Run]) -> Run:
    """The median of each figure on its own, but the largest memory."""
    return Run(
        statistics.median(run.wall for run in runs),
        statistics.median(run.cpu for run in runs),
        max(run.memory for run in runs),
    )


def table(header: list[str], rows: list[list[str]]) -> str:
    """A table whose first column is text and whose others are figures."""
    lines = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def save(part: str, figures: dict):
    """Keeps what the targets are held against."""
    (DATA / f"figures-{part}.json").write_text(json.dumps(figures, indent=2) + "\n")


def figures(part: str) -> dict:
    return json.loads((DATA / f"figures-{part}.json").read_text())


def show(title: str, *parts: str):
    print(f"\n### {title}\n")
    print("\n\n".join(parts), flush=True)
