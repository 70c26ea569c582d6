"""The targets of the design, held against the figures of the last runs of batch, cold, growth and logs.

    python -m measure.targets
"""

from __future__ import annotations

from measure.running import figures, show, table


def main():
    batch, cold, growth, logs = figures("batch"), figures("cold"), figures("growth"), figures("logs")
    duckdb = next(name for name in logs["cpu"] if "DuckDB" in name)
    net = batch["net"]
    peer = min((name for name in net if "DuckDB" in name or "datalogic" in name), key=net.get)
    small, large = growth["100"], growth["100000"]
    load = (large["load"] + large["compile"]) / 1e9
    rows = [
        _at_least(f"`--batch` against {peer.split(',')[0]}, two cores", 5, net[peer] / net["wabadoctor"], "×"),
        _at_most("`--batch`, memory at 1,000,000 lines", 50, batch["memory at 1,000,000"], " MB"),
        _at_most("100,000 rules read and compiled", 1, load, " s"),
        _at_most("a diagnosis at 100,000 rules against 100, `--batch`", 10, large["batch"] / small["batch"], "×"),
        _at_most("a diagnosis at 100,000 rules against 100, rules settled", 10, large["settle"] / small["settle"], "×"),
        _at_most("a diagnosis at 100,000 rules against 100, whole report", 10, large["diagnose"] / small["diagnose"], "×"),
        _at_most("one changed fact at 100,000 rules against 100", 2, large["change"] / small["change"], "×"),
        _at_most("cold `diagnose --bundle`, processor time", 10, cold["cpu"], " ms"),
        _at_most("cold `diagnose --bundle`, memory", 40, cold["memory"], " MB"),
        _at_least("10 million events of a log, DuckDB's processor time against ours", 1, logs["cpu"][duckdb] / logs["cpu"]["wabadoctor"], "×"),
        _at_least("300,000 webhook bodies, the same", 1, logs["bodies"][duckdb] / logs["bodies"]["wabadoctor"], "×"),
        _at_most("memory at 10 million events", 1024, logs["memory"], " MB"),
        _at_most("an event of 10 million against one of 100,000", 1.5, logs["event"]["10000000"] / logs["event"]["100000"], "×"),
    ]
    show("Targets", table(["", "target", "measured", ""], rows))


def _at_least(what: str, target: float, measured: float, unit: str) -> list[str]:
    verdict = "hit" if measured >= target else f"missed {target / measured:.1f}-fold"
    return [what, f"at least {target:g}{unit}", f"{measured:.3g}{unit}", verdict]


def _at_most(what: str, target: float, measured: float, unit: str) -> list[str]:
    verdict = "hit" if measured <= target else f"missed {measured / target:.1f}-fold"
    return [what, f"at most {target:g}{unit}", f"{measured:.3g}{unit}", verdict]


if __name__ == "__main__":
    main()
