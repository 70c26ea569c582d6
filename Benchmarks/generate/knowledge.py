"""Writes a knowledge base of made-up rules, the same one for the same seed.

    python -m generate.knowledge account FOLDER        70 rules over 33 facts of one account, 5 of them inferred
    python -m generate.knowledge areas RULES FOLDER    that many rules in areas of 100 rules over 22 facts each

In a knowledge base of areas every fact is read by about ten rules and a case speaks of one area, so a diagnosis touches
as few rules of 100,000 as of 100.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from random import Random

from generate.catalogue import ACCOUNT_FACTS, INFERENCES, INFERRED_FACTS, SANCTIONED, SUBJECTS, FactSpec, area_facts
from peers.reference import truth
from peers.rules import Fact, RuleSet, read_condition

SEED = 20261121
AREA_RULES = 100
AREA_FACTS = 22
AREAS_A_FILE = 10
IMPACTS = ("blocking", "harming", "harming", "advice")
CITES = ["meta.benchmark#made-up"]
TABLES = {"sanctioned-regions": tuple(SANCTIONED)}


class Drawing:
    """Draws conditions over some facts and examples for them."""

    def __init__(self, facts: list[FactSpec], rng: Random):
        self.rng = rng
        self.facts = {fact.name: fact for fact in facts}
        known = {fact.name: Fact(fact.name, fact.kind, fact.words) for fact in facts}
        self.rules = RuleSet(known, TABLES, {}, [])

    def line(self, name: str) -> dict:
        return {name: self.facts[name].draw_comparison(self.rng)}

    def condition(self, names: list[str]) -> dict:
        """A condition over exactly these facts, of a shape that turns up in the real rules."""
        if len(names) == 1:
            return self.line(names[0])
        lines = [self.line(name) for name in names]
        shape = self.rng.random()
        if shape < 0.5:
            return {name: value for line in lines for name, value in line.items()}
        if shape < 0.7 or len(names) == 2:
            return {"any": lines} if shape < 0.8 else {**lines[0], "none": lines[1:]}
        return {**lines[0], self.rng.choice(("any", "any", "none")): lines[1:]}

    def share_that_holds(self, condition: dict, samples: list[dict]) -> float:
        read = read_condition(condition, TABLES)
        return sum(truth(read, sample, self.rules) is True for sample in samples) / len(samples)

    def case(self, names) -> dict:
        return {name: self.facts[name].draw(self.rng) for name in names}

    def example(self, condition: dict, names: list[str], wanted: bool) -> dict | None:
        """Facts for which the condition holds, or fails."""
        read = read_condition(condition, TABLES)
        for _ in range(400):
            case = self.case(names)
            if "NEW_WORD_OF_META" not in case.values() and truth(read, case, self.rules) is wanted:
                return case
        return None

    def rule(self, condition: dict, names: list[str], conclusion: dict) -> dict | None:
        """A whole entry; `None` when no example is to be found."""
        fires, silent = self.example(condition, names, True), self.example(condition, names, False)
        if fires is None or silent is None:
            return None
        return {"when": condition, **conclusion, "cites": CITES, "examples": {"fires": [fires], "silent": [silent]}}


def account(folder: Path):
    """70 rules: 10 infer 5 facts, 60 find 56 findings; about a third of the 60 read an inferred fact."""
    rng = Random(SEED)
    facts = [*ACCOUNT_FACTS, *INFERRED_FACTS]
    drawing = Drawing(facts, rng)
    samples = [drawing.case(drawing.facts) for _ in range(400)]
    inferences = {
        key: drawing.rule(when, list(dict.fromkeys(_names(when))), {"infer": inferred})
        for key, (when, inferred) in INFERENCES.items()
    }
    rules: dict[str, dict] = {}
    findings: dict[str, dict] = {}
    base, inferred = [fact.name for fact in ACCOUNT_FACTS], [fact.name for fact in INFERRED_FACTS]
    while len(rules) < 60:
        names = rng.sample(base, rng.choice((1, 1, 2, 2, 2, 3, 3, 4)))
        if len(rules) % 3 == 0:
            names[-1] = rng.choice(inferred)
        condition = drawing.condition(names)
        if not 0.005 < drawing.share_that_holds(condition, samples) < 0.2:
            continue
        aspect = len(rules) >= 56  # a second rule of a finding
        finding = f"complaint-{len(rules) - 56 if aspect else len(rules):02}"
        entry = drawing.rule(condition, names, {"find": f"account.{finding}"})
        if entry is None:
            continue
        rules[f"{finding}.aspect" if aspect else finding] = entry
        if not aspect:
            findings[finding] = _finding(finding, rng)
    _write(folder, facts, {"account": rules, "inference": inferences}, {"account": findings})


def areas(amount: int, folder: Path):
    """Areas of 100 rules, 2 of which infer a fact that about ten others read."""
    rng = Random(SEED + amount)
    facts: list[FactSpec] = []
    rules: dict[str, dict] = {}
    findings: dict[str, dict] = {}
    for area in range(amount // AREA_RULES):
        file = f"areas-{area // AREAS_A_FILE:03}"
        its_facts = area_facts(area, AREA_FACTS, rng)
        facts += its_facts
        entries, its_findings = _area(area, its_facts, file, rng)
        rules.setdefault(file, {}).update(entries)
        findings.setdefault(file, {}).update(its_findings)
    _write(folder, facts, rules, findings)


def _area(area: int, facts: list[FactSpec], file: str, rng: Random) -> tuple[dict, dict]:
    drawing = Drawing(facts, rng)
    samples = [drawing.case(drawing.facts) for _ in range(60)]
    names = [fact.name for fact in facts]
    inferred = [fact.name for fact in facts if fact.kind == "yes-no"][-1:]
    base = [name for name in names if name not in inferred]
    # Dealt like cards, so that every fact is read equally often.
    deck: list[str] = []
    rules, findings = {}, {}
    while len(rules) < AREA_RULES:
        wanted: list[str] = []
        for _ in range(rng.choice((1, 2, 2, 2, 3, 3))):
            if not deck:
                deck = rng.sample(names, len(names))
            card = deck.pop()
            if card not in wanted:
                wanted.append(card)
        number = len(rules)
        if number < 2:
            condition = drawing.condition(rng.sample(base, 2))
            key, conclusion = f"inference-{area:04}-{number}", {"infer": {inferred[0]: number == 0}}
            wanted = list(dict.fromkeys(_names(condition)))
        else:
            condition = drawing.condition(wanted)
            if drawing.share_that_holds(condition, samples) > 0.2:
                continue
            key = f"complaint-{area:04}-{number:02}"
            conclusion = {"find": f"{file}.{key}"}
        entry = drawing.rule(condition, wanted, conclusion)
        if entry is None:
            continue
        rules[key] = entry
        if "find" in conclusion:
            findings[key] = _finding(key, rng)
    return rules, findings


def _names(condition: dict) -> list[str]:
    names = []
    for key, value in condition.items():
        if key in ("all", "any", "none"):
            names += [name for part in value for name in _names(part)]
        else:
            names.append(key)
    return names


def _finding(name: str, rng: Random) -> dict:
    title = f"The account shows {name.replace('-', ' ')}"
    return {"title": title, "impact": rng.choice(IMPACTS), "remedies": ["sender.look-up"], "cites": CITES}


def _write(folder: Path, facts: list[FactSpec], rules: dict[str, dict], findings: dict[str, dict]):
    if folder.exists():
        shutil.rmtree(folder)
    by_subject: dict[str, dict] = {}
    for fact in facts:
        entry = {"title": fact.name.split(".")[1].replace("_", " ").capitalize(), "kind": fact.kind}
        if fact.words:
            entry["values"] = {word: word.replace("_", " ").capitalize() for word in fact.words}
        by_subject.setdefault(fact.subject, {})[fact.name.split(".")[1]] = entry
    settings = {
        "edition": "2026-11-21", "language": "en",
        "subjects": {name: {"title": title} for name, title in SUBJECTS.items()},
        "impacts": {"blocking": "Blocks", "harming": "Harms", "advice": "Advice"},
        "actors": {"sender": "The business that sends"},
        "trust": ["graph-api", "facts-file", "agent", "customer", "rule"],
        "costs": {"agent": 1, "dashboard": 2, "customer": 5, "meta": 20},
    }
    table = {
        "title": "Sanctioned territories", "kind": "country",
        "rows": {key: {"title": title} for key, title in SANCTIONED.items()}, "cites": CITES,
    }
    source = {
        "title": "Made-up statements for benchmarks", "publisher": "wabadoctor", "address": "https://example.com/benchmark",
        "updated": "2026-11-21", "read": "2026-11-21", "confidence": "A",
        "statements": {"made-up": {"says": "Nothing: the rules are drawn by chance.", "under": "All"}},
    }
    _save(folder / "knowledge.json", settings)
    for subject, entries in by_subject.items():
        _save(folder / "Facts" / f"{subject.replace('_', '-')}.json", entries)
    for part, files in (("Rules", rules), ("Findings", findings)):
        for file, entries in files.items():
            _save(folder / part / f"{file}.json", entries)
    _save(folder / "Remedies" / "sender.json", {"look-up": {"title": "Look it up", "steps": ["Look it up."], "cites": CITES}})
    _save(folder / "Tables" / "sanctioned-regions.json", table)
    _save(folder / "Sources" / "meta.json", {"benchmark": source})


def _save(path: Path, entry: dict):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_layout(entry, 0, top=True) + "\n")


def _layout(value, indent: int, top: bool = False) -> str:
    """Objects and lists on one line where they fit, as in the real knowledge base."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or (not top and len(line) + indent < 110):
        return line.replace("{", "{ ").replace("}", " }") if isinstance(value, (dict, list)) else line
    inner = " " * (indent + 2)
    if isinstance(value, list):
        parts = [inner + _layout(part, indent + 2) for part in value]
    else:
        parts = [f"{inner}{json.dumps(key)}: {_layout(part, indent + 2)}" for key, part in value.items()]
    brackets = "[]" if isinstance(value, list) else "{}"
    between = ",\n\n" if top else ",\n"
    return brackets[0] + "\n" + between.join(parts) + "\n" + " " * indent + brackets[1]


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["account", folder]:
            account(Path(folder))
        case ["areas", amount, folder]:
            areas(int(amount), Path(folder))
        case _:
            sys.exit(__doc__)
