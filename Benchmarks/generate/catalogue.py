"""The facts that the benchmark rules read: kinds, words, and how often each value turns up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

AS_OF = date(2026, 11, 21)
SANCTIONED = {
    "CU": "Cuba", "IR": "Iran", "KP": "North Korea", "SY": "Syria",
    "UA-43": "Crimea", "UA-40": "Sevastopol", "UA-14": "Donetsk", "UA-09": "Luhansk",
}
# UA without a region is neither in the table nor outside it: rules wait.
COUNTRIES = (
    "AE AR AU BD BR CA CL CO DE EG ES FR GB ID IN IT JP KE MX MY NG NL PE PH PK PL SA SG TH TR UA US VN ZA "
    "CU IR SY UA UA-43 UA-30"
).split()
SUBJECTS = {"waba": "WhatsApp Business Account", "portfolio": "Business portfolio", "access_token": "Access token"}


@dataclass(frozen=True)
class FactSpec:
    """One fact: its name, its kind, and the words of a choice."""

    name: str
    kind: str
    words: tuple[str, ...] = field(default=())
    top: int = 100  # largest count, or largest decimal

    @property
    def subject(self) -> str:
        return self.name.split(".")[0]

    def draw(self, rng: Random):
        """A value as it stands in a facts file; the first words of a choice are the commonest."""
        match self.kind:
            case "choice":
                if rng.random() < 0.005:
                    return "NEW_WORD_OF_META"  # a word unknown to the rules: they wait
                return self.words[min(int(rng.expovariate(0.6)), len(self.words) - 1)]
            case "yes-no":
                return rng.random() < 0.7
            case "count":
                return min(int(rng.expovariate(6 / self.top)), self.top)
            case "decimal":
                return round(rng.uniform(0, self.top), 2)
            case "version":
                return f"2.{rng.randint(20, 26)}.{rng.randint(10, 29)}.{rng.randint(10, 99)}"
            case "country":
                return rng.choice(COUNTRIES)
            case "date":
                return (AS_OF - timedelta(days=rng.randint(-200, 900))).isoformat()
        raise ValueError(self.kind)

    def draw_comparison(self, rng: Random):
        """A comparison that a rule might make: the right-hand side of a line of a condition."""
        match self.kind:
            case "choice":
                amount = rng.choice((1, 1, 1, 2, 2, 3))
                words = rng.sample(self.words, min(amount, len(self.words) - 1))
                value = words[0] if len(words) == 1 else words
                return {"not": value} if rng.random() < 0.15 else value
            case "yes-no":
                return rng.random() < 0.4
            case "count":
                number = rng.randint(1, max(2, self.top // 3))
                return rng.choice(({"at least": number}, {"above": number}, {"below": number}, {"at most": number // 2}))
            case "decimal":
                number = round(rng.uniform(0.05, 0.95) * self.top, 1)
                return rng.choice(({"at least": number}, {"above": number}, {"below": number}))
            case "version":
                version = f"2.{rng.randint(20, 24)}.{rng.randint(10, 29)}.{rng.randint(10, 99)}"
                return rng.choice(({"older than": version}, {"older than": version}, {"at least": version}))
            case "country":
                table = {"in": {"table": "sanctioned-regions"}}
                countries = rng.sample(COUNTRIES[:30], 3)
                return rng.choice((table, {"not": table}, countries, {"not": countries}))
            case "date":
                day = (AS_OF - timedelta(days=rng.randint(30, 600))).isoformat()
                span = rng.choice((30, 60, 90, 180, 365))
                return rng.choice(({"older than": f"{span} days"}, {"within": f"{span} days"}, {"before": day}, {"after": day}))
        raise ValueError(self.kind)


def _choice(name: str, words: str) -> FactSpec:
    return FactSpec(name, "choice", tuple(words.split()))


#: 28 facts that a case may know …
ACCOUNT_FACTS = (
    _choice("waba.status", "ACTIVE PENDING RESTRICTED DISABLED BANNED"),
    _choice("waba.account_review_status", "APPROVED PENDING DEFERRED REJECTED RESTRICTED LIMIT_REACHED"),
    _choice(
        "waba.business_verification_status",
        "verified not_verified pending pending_need_more_info pending_submission failed rejected revoked expired ineligible"),
    _choice(
        "waba.marketing_messages_onboarding_status",
        "ONBOARDED ELIGIBLE PENDING_VALID_PAYMENT_METHOD PENDING_INTERNAL_SETUP INELIGIBLE_INACTIVE_OR_RESTRICTED "
        "INELIGIBLE_COUNTRY_NOT_SUPPORTED INELIGIBLE_USING_WHATSAPP_BUSINESS_APP INELIGIBLE_ON_BEHALF_OF_WABA"),
    _choice("waba.ownership_type", "CLIENT_OWNED SELF ON_BEHALF_OF PARTNER_OWNED"),
    FactSpec("waba.country", "country"),
    FactSpec("waba.tax_country", "country"),
    _choice("waba.currency", "USD EUR INR BRL GBP IDR"),
    FactSpec("waba.payment_method_valid", "yes-no"),
    FactSpec("waba.payment_balance", "decimal", top=500),
    _choice("waba.messaging_limit_tier", "TIER_1K TIER_10K TIER_250 TIER_100K TIER_UNLIMITED TIER_50"),
    _choice("waba.quality_rating", "GREEN YELLOW RED UNKNOWN"),
    FactSpec("waba.phone_number_count", "count", top=20),
    FactSpec("waba.template_count", "count", top=250),
    FactSpec("waba.templates_paused", "count", top=20),
    FactSpec("waba.error_rate", "decimal", top=20),
    FactSpec("waba.delivery_rate", "decimal", top=100),
    FactSpec("waba.webhook_subscribed", "yes-no"),
    FactSpec("waba.client_version", "version"),
    FactSpec("waba.created_on", "date"),
    FactSpec("waba.last_sent_on", "date"),
    _choice("portfolio.verification_status", "verified not_verified pending failed rejected revoked expired ineligible"),
    FactSpec("portfolio.country", "country"),
    FactSpec("portfolio.admin_count", "count", top=12),
    _choice("portfolio.marketing_messages_onboarding_status", "ACCEPTED NOT_STARTED IN_REVIEW DECLINED SUSPENDED"),
    FactSpec("access_token.is_valid", "yes-no"),
    _choice("access_token.type", "SYSTEM_USER USER PAGE APP"),
    FactSpec("access_token.expires_on", "date"),
)
#: … and 5 that rules infer and other rules read.
INFERRED_FACTS = (
    FactSpec("waba.is_usable", "yes-no"),
    FactSpec("waba.is_region_supported", "yes-no"),
    FactSpec("waba.is_ready", "yes-no"),
    _choice("waba.health", "good poor"),
    FactSpec("access_token.is_usable", "yes-no"),
)
_SANCTIONED = {"in": {"table": "sanctioned-regions"}}
INFERENCES = {
    "usable": ({"waba.status": "ACTIVE", "waba.account_review_status": "APPROVED"}, {"waba.is_usable": True}),
    "not-usable": (
        {"any": [{"waba.status": {"not": "ACTIVE"}}, {"waba.account_review_status": {"not": "APPROVED"}}]},
        {"waba.is_usable": False}),
    "region-not-supported": (
        {"any": [{"waba.tax_country": _SANCTIONED}, {"portfolio.country": _SANCTIONED}]},
        {"waba.is_region_supported": False}),
    "region-supported": (
        {"none": [{"waba.tax_country": _SANCTIONED}, {"portfolio.country": _SANCTIONED}]},
        {"waba.is_region_supported": True}),
    "ready": (
        {"waba.is_usable": True, "waba.is_region_supported": True, "waba.payment_method_valid": True},
        {"waba.is_ready": True}),
    "not-ready": (
        {"none": [{"waba.is_usable": True, "waba.is_region_supported": True, "waba.payment_method_valid": True}]},
        {"waba.is_ready": False}),
    "health-poor": (
        {"any": [{"waba.quality_rating": "RED"}, {"waba.error_rate": {"above": 10.5}}, {"waba.templates_paused": {"at least": 8}}]},
        {"waba.health": "poor"}),
    "health-good": (
        {"waba.quality_rating": "GREEN", "waba.error_rate": {"below": 4.5}, "waba.delivery_rate": {"at least": 60}},
        {"waba.health": "good"}),
    "token-usable": (
        {"access_token.is_valid": True, "access_token.expires_on": {"after": "2026-11-21"}},
        {"access_token.is_usable": True}),
    "token-not-usable": (
        {"none": [{"access_token.is_valid": True, "access_token.expires_on": {"after": "2026-11-21"}}]},
        {"access_token.is_usable": False}),
}


def area_facts(area: int, amount: int, rng: Random) -> list[FactSpec]:
    """The facts of one area of a synthetic knowledge base: every kind is there, in the same shares as above."""
    kinds = ("choice", "yes-no", "choice", "count", "country", "choice", "decimal", "date", "choice", "yes-no", "version")
    subjects = tuple(SUBJECTS)
    facts = []
    for position in range(amount):
        kind = kinds[position % len(kinds)]
        words = tuple(f"STATE_{letter}" for letter in "ABCDEFGHIJ"[: rng.randint(4, 10)]) if kind == "choice" else ()
        subject = subjects[0] if position % 5 else subjects[1 + position % 2]
        facts.append(FactSpec(f"{subject}.field_{area:04}_{position:02}", kind, words, rng.choice((20, 100, 250))))
    return facts
