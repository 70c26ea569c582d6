"""The counts of message logs in Polars, as `log_sql.py` has them in SQL; flat logs only.

    python -m peers.log_frames csv FILE
"""

from __future__ import annotations

import json
import os
import sys

os.environ.setdefault("POLARS_MAX_THREADS", "2")

import polars as pl

ARMS = {"mm": "marketing_messages", "cloud": "cloud_api"}
CHAIN = ["recipient", "campaign", "template_id"]


def attempts(file: str) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """Different events, and messages as the set of what was ever seen."""
    text = dict.fromkeys("message_id campaign api recipient template_id template_name template_language status timestamp country pricing_category".split(), pl.String)
    order = "message_id campaign api recipient template_id template_name template_language status timestamp error_code country pricing_category".split()
    schema = {name: text.get(name, pl.Int32) for name in order}
    event = (
        pl.scan_csv(file, schema=schema)
        .with_columns(
            pl.col("timestamp").str.to_datetime("%Y-%m-%dT%H:%M:%SZ").dt.epoch("s").alias("instant"),
            pl.col("recipient").str.strip_chars_start("+"),
            *(pl.col(name).cast(pl.Categorical) for name in ("campaign", "api", "template_id", "country", "pricing_category")),
        )
        .group_by("message_id", "status", "instant", "error_code")
        .agg(*(pl.col(name).first() for name in ("campaign", "api", "recipient", "template_id", "country")), pl.col("pricing_category").drop_nulls().first(), pl.len().alias("times"))
    )
    status, instant = pl.col("status"), pl.col("instant")
    attempt = (
        event.group_by("message_id")
        .agg(
            *(pl.col(name).first() for name in ("campaign", "api", "recipient", "template_id", "country")),
            pl.col("pricing_category").drop_nulls().first(),
            pl.len().alias("events"), pl.col("times").sum(),
            instant.filter(status == "sent").min().alias("first_sent"), instant.min().alias("first_any"),
            status.is_in(["delivered", "read", "played", "clicked"]).any().alias("is_delivered"),
            (status == "failed").any().alias("failed"), status.is_in(["read", "played"]).any().alias("was_read"),
            (status == "clicked").sum().cast(pl.Int64).alias("clicks"),
            instant.filter(status == "failed").min().alias("fail_time"),
            pl.col("error_code").filter(status == "failed").first().alias("code"),
        )
        .with_columns(
            pl.coalesce("first_sent", "first_any").alias("send"), (pl.col("failed") & ~pl.col("is_delivered")).alias("is_failed"),
            pl.when("is_delivered").then(2).when("failed").then(0).otherwise(1).alias("rank"),
        )
    )
    return event, attempt


def count(file: str) -> dict[str, int]:
    _, attempt = attempts(file)
    attempt = attempt.collect(engine="streaming")
    all = {"events.used": attempt["events"].sum(), "events.read": attempt["times"].sum()}
    all["events.repeated"] = all["events.read"] - all["events.used"]
    before = {name: pl.col(name).shift(1).over(CHAIN).alias(f"before_{name}") for name in ("is_delivered", "is_failed", "code", "fail_time")}
    ordered = (
        attempt.lazy().drop("message_id", "events", "times", "first_sent", "first_any", "failed").sort("send", "rank")
        .with_columns(pl.int_range(pl.len()).over(CHAIN).alias("nth"), pl.col("api").first().over(CHAIN).alias("chain_api"), *before.values())
        .collect()
    )
    first = ordered.filter(pl.col("nth") == 0).lazy()
    later = ordered.filter(pl.col("nth") > 0)
    wait = pl.col("send") - pl.col("before_fail_time")
    limited = pl.col("before_is_failed") & (pl.col("before_code") == 131049)
    ever = ordered.lazy().group_by(CHAIN).agg(pl.col("chain_api").first(), pl.col("is_delivered").any()).filter("is_delivered").group_by("chain_api").len().collect()
    for arm, api in ARMS.items():
        own, ours, tries = ordered.lazy().filter(pl.col("api") == api), first.filter(pl.col("api") == api), later.lazy().filter(pl.col("api") == api)
        sums = own.select(
            pl.len().alias("attempts"), pl.col("is_delivered").sum().alias("attempts.delivered"), pl.col("is_failed").sum().alias("attempts.failed"),
            (~pl.col("is_delivered") & ~pl.col("is_failed")).sum().alias("attempts.unresolved"), pl.col("clicks").sum(),
            (pl.col("pricing_category") == "marketing").sum().alias("fellBack"),
        )
        chains = ours.select(
            pl.len().alias("chains"), pl.col("is_delivered").sum().alias("chains.delivered"), pl.col("is_failed").sum().alias("chains.failed"),
            pl.col("was_read").sum().alias("chains.read"), (pl.col("clicks") > 0).sum().alias("chains.clicked"),
        )
        retries = tries.select(
            pl.col("before_is_delivered").sum().alias("repeats"), (limited & (wait < 86400)).sum().alias("early"), (limited & (wait >= 86400)).sum().alias("late"),
            (pl.col("before_is_failed") & (pl.col("before_code") != 131049)).sum().alias("other"),
            (~pl.col("before_is_failed") & ~pl.col("before_is_delivered")).sum().alias("afterUnresolved"),
        )
        parts = {"country": "country", "campaign": "campaign", "template": "template_id", "day": pl.col("send") // 86400, "hour": pl.col("send") // 3600 % 24}
        groups = [ours.group_by((pl.col(by) if isinstance(by, str) else by).alias("key")).agg(pl.len().alias("n"), pl.col("is_delivered").sum().alias("d")) for by in parts.values()]
        codes = own.filter("is_failed").group_by("code").agg(pl.len().alias("n"), (pl.col("nth") == 0).sum().alias("first"))
        done = pl.collect_all([sums, chains, retries, codes, *groups])
        for frame in done[:3]:
            all |= {f"{arm}.{key}": value for key, value in frame.row(0, named=True).items()}
        for code, n, ones in done[3].iter_rows():
            all |= {f"{arm}.attemptCode.{code}": n, f"{arm}.code.{code}": ones}
        for part, frame in zip(parts, done[4:]):
            for key, n, delivered in frame.iter_rows():
                all[f"{arm}.{part}.{key}"] = n
                if part == "country":
                    all[f"{arm}.country.{key}.delivered"] = delivered
        all[f"{arm}.eventually"] = ever.filter(pl.col("chain_api") == api)["len"].sum()
    return all | people(ordered)


def people(ordered: pl.DataFrame) -> dict[str, int]:
    is_first = pl.col("nth") == 0
    person = ordered.lazy().group_by("recipient").agg(
        pl.col("campaign").n_unique().alias("campaigns"),
        *(
            (is_first & (pl.col("api") == api) & which).sum().cast(pl.Int64).alias(f"{arm}_{letter}")
            for arm, api in ARMS.items()
            for letter, which in (("n", pl.lit(True)), ("d", pl.col("is_delivered")), ("c", pl.col("clicks") > 0))
        ),
    )
    col = pl.col
    figures = [
        ((col("mm_n") + col("cloud_n")) > 0).sum().alias("recipients"), ((col("mm_n") > 0) & (col("cloud_n") > 0)).sum().alias("both"),
        (col("mm_n") * col("cloud_n")).sum().alias("both.nn"), (col("mm_d") * col("cloud_d")).sum().alias("both.dd"),
    ]
    for arm in ARMS:
        n, d, c = (col(f"{arm}_{letter}") for letter in "ndc")
        figures += [
            (n > 0).sum().alias(f"{arm}.people"), (n > 1).sum().alias(f"{arm}.people.several"), ((n > 0) & (col("campaigns") > 1)).sum().alias(f"{arm}.people.elsewhere"),
            (n * n).sum().alias(f"{arm}.sum.nn"), (n * d).sum().alias(f"{arm}.sum.nd"), (d * d).sum().alias(f"{arm}.sum.dd"), (c * c).sum().alias(f"{arm}.sum.cc"),
        ]
    return person.select(figures).collect().row(0, named=True)


if __name__ == "__main__":
    print(json.dumps({key: value for key, value in sorted(count(sys.argv[2]).items()) if value}))
