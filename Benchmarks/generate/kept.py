"""Kept cases as `case import` reads them, one a line: accounts, an answer or several, notes, two diagnoses each.

    python -m generate.kept AMOUNT FILE
"""

from __future__ import annotations

import json
import random
import sys
from datetime import datetime, timedelta

WORDS = (
    "bakery florist clinic school airline hotel taxi library museum studio garage pharmacy campaign payment template admin partner "
    "customer greyed rejected number display name review token webhook delivery invoice morning evening tuesday holiday branch"
).split()
FINDINGS = [
    "account.review-rejected", "onboarding.pending-payment-method", "onboarding.on-behalf-of", "templates.paused", "templates.dormant",
    "delivery.per-user-limit", "delivery.recipient-offline", "access.token-expired", "payment.credit-line-over-limit", "numbers.limit-used",
]
BEGIN = datetime(2025, 1, 1)


def moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def case(draw: random.Random, number: int) -> dict:
    at = BEGIN + timedelta(seconds=draw.randrange(59_000_000))
    waba = str(100_000_000_000_000 + draw.randrange(20_000))
    shown = draw.sample(FINDINGS, draw.choice([0, 1, 1, 2]))
    facts = [("waba.id", waba), ("waba.country", draw.choice(["DE", "IN", "BR", "CU", "US"]))]
    facts += [("waba.marketing_messages_onboarding_status", draw.choice(["ELIGIBLE", "ONBOARDED", "INELIGIBLE_ON_BEHALF_OF_WABA"]))]
    facts += [("incident.error_code", draw.choice([131049, 131026, 190, 100]))] * draw.randrange(2)
    digest = {
        "time": moment(at), "edition": "2026-11-21", "program": "0.1.0", "knowledge": "0123456789abcdef", "as_of": moment(at),
        "learned": [f"{name} is {value}" for name, value in facts], "withdrawn": [],
        "found": [{"finding": finding, "entity": None, "rules": [finding]} for finding in shown], "suspected": [],
    }
    closed = draw.random() < 0.7
    return {
        "schema": "wabadoctor/case-record", "version": 1, "key": f"made-{number:08}", "begun": moment(at), "changed": moment(at),
        "headline": shown[0] if shown else None,
        "due": {"time": moment(at + timedelta(days=1)), "finding": shown[0]} if shown and draw.random() < 0.2 else None,
        "case": {
            "schema": "wabadoctor/case", "version": 1, "tool": {"name": "wabadoctor", "version": "0.1.0"}, "edition": "2026-11-21",
            "as_of": moment(at), "case": " ".join(draw.sample(WORDS, 2)), "waba": waba, "places": ["answers"], "topics": [],
            "facts": [
                {"fact": name, "entity": None, "value": value, "origin": "agent", "detail": "answered at the prompt", "time": moment(at)}
                for name, value in facts
            ],
            "entities": [], "complete": [], "gaps": [], "not_sure": [], "later": [], "supposed": [], "waived": [],
            "notes": [{"text": " ".join(draw.choices(WORDS, k=20)), "time": moment(at)}], "attachments": [],
        },
        "diagnoses": [{**digest, "found": []}, digest],
        "outcome": {
            "closed": moment(at + timedelta(hours=5)), "cause": shown[0] if shown else None, "words": None if shown else "none of ours",
            "cured": " ".join(draw.sample(WORDS, 3)), "hours": draw.randrange(1, 9) / 2,
        } if closed else None,
    }


def main(amount: int, path: str):
    draw = random.Random(7)
    with open(path, "w") as file:
        for number in range(amount):
            file.write(json.dumps(case(draw, number), separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
