"""From nothing to the first diagnosis: one recorded account, the whole knowledge base; beside the least a program can cost.

    python -m measure.cold [RUNS]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile

from measure.running import DATA, HERE, WABADOCTOR, run, save, show, table

KNOWLEDGE = HERE.parent / "KnowledgeBase"
RECORDING = str(KNOWLEDGE / "Cases/Recordings/on-behalf-of.json")


def commands() -> dict[str, list[str]]:
    # What a diagnosis may read; not the worked cases, topics and schemas.
    files = [
        str(path) for part in ("Facts", "Rules", "Findings", "Remedies", "Tables", "Collectors", "Sources")
        for path in sorted((KNOWLEDGE / part).glob("*.json"))
    ]
    diagnose = [WABADOCTOR, "diagnose", "--knowledge", str(KNOWLEDGE), "--bundle", RECORDING]
    return {
        "`true`": ["/bin/true"],
        "hello world, C, linked statically": [str(DATA / "hello-c")],
        "hello world, Swift, linked statically": [str(HERE / ".build/release/hello")],
        f"`jq` parsing the {len(files)} knowledge files": ["/usr/bin/jq", "-n", "reduce inputs as $file (0; . + 1)", *files],
        "`wabadoctor --version`": [WABADOCTOR, "--version"],
        "`wabadoctor diagnose --bundle`": diagnose,
        "`wabadoctor diagnose --bundle -o json`": [*diagnose, "-o", "json"],
    }


def main(runs: int):
    named = commands()
    with tempfile.NamedTemporaryFile("r") as result:
        subprocess.run(
            ["hyperfine", "-N", "-i", "--warmup", "20", "--runs", str(runs), "--style", "none", "--export-json", result.name,
             *[" ".join(f"'{word}'" for word in command) for command in named.values()]],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        results = json.load(result)["results"]
    least = None
    rows = []
    for (name, command), timing in zip(named.items(), results):
        cpu = (timing["user"] + timing["system"]) * 1000
        memory = run(command).memory
        if "diagnose --bundle`" in name:
            least = cpu
            save("cold", {"cpu": cpu, "memory": memory})
        rows.append([name, f"{timing['median'] * 1000:.1f} ms", f"{cpu:.1f} ms", f"{memory:.0f} MB", cpu])
    rows = [[*row[:4], f"{row[4] / least:.2f}"] for row in rows]
    show(
        "Cold start to first diagnosis",
        table(["", "wall, median", "processor time, mean", "memory", "processor time, diagnosis = 1"], rows),
        f"{runs} runs of each with `hyperfine -N`; the files are in the page cache.",
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
