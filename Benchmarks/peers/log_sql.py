"""The counts of message logs in SQL, written apart from the product: DuckDB's answer to what `compare` counts.

    python peers/log_sql.py [--threads N] csv FILE…          logs in the flat format
    python peers/log_sql.py [--threads N] webhooks SENDS BODIES

Prints one line of JSON with the figures that `log-bench` prints too.
"""

from __future__ import annotations

import json
import sys

import duckdb

FLAT = "message_id campaign api recipient template_id template_name template_language status timestamp error_code country pricing_category".split()

#: From different events to messages: a message is the set of what was ever seen.
ATTEMPTS = """
  create temp table attempt as
  select *, delivered and true as is_delivered, failed and not delivered as is_failed,
    case when delivered then 2 when failed then 0 else 1 end as rank
  from (
    select message_id, any_value(campaign) as campaign, any_value(api) as api, any_value(recipient) as recipient,
      any_value(template_id) as template_id, any_value(country) as country, max(pricing_category) as pricing_category,
      coalesce(min(instant) filter (status = 'accepted'), min(instant) filter (status = 'sent'), min(instant)) as send,
      bool_or(status in ('delivered', 'read', 'played', 'clicked')) as delivered,
      bool_or(status = 'failed') as failed,
      bool_or(status in ('read', 'played')) as was_read,
      count(*) filter (status = 'clicked') as clicks,
      min(instant) filter (status = 'failed') as fail_time,
      arg_min(error_code, instant) filter (status = 'failed') as code
    from event group by message_id
  )"""

#: The attempts of each chain in their order, with what became of the one before.
ORDERED = """
  create temp table ordered as
  select *, row_number() over chain as nth, lag(is_delivered) over chain as before_delivered,
    lag(is_failed) over chain as before_failed, lag(code) over chain as before_code, lag(fail_time) over chain as before_fail,
    first_value(api) over chain as chain_api
  from attempt
  window chain as (partition by recipient, campaign, template_id order by send, rank)"""

RETRIES = """
  select api, count(*) filter (before_delivered) as repeats,
    count(*) filter (before_failed and before_code = 131049 and send - before_fail < 86400) as early,
    count(*) filter (before_failed and before_code = 131049 and send - before_fail >= 86400) as late,
    count(*) filter (before_failed and before_code <> 131049) as other,
    count(*) filter (not before_failed and not before_delivered) as afterUnresolved
  from ordered where nth > 1 group by api"""

PEOPLE = """
  create temp table person as
  select recipient, count(distinct campaign) as campaigns,
    count(*) filter (nth = 1 and api = 'marketing_messages') as mm_n, count(*) filter (nth = 1 and api = 'cloud_api') as cloud_n,
    count(*) filter (nth = 1 and api = 'marketing_messages' and is_delivered) as mm_d,
    count(*) filter (nth = 1 and api = 'cloud_api' and is_delivered) as cloud_d,
    count(*) filter (nth = 1 and api = 'marketing_messages' and clicks > 0) as mm_c,
    count(*) filter (nth = 1 and api = 'cloud_api' and clicks > 0) as cloud_c
  from ordered group by recipient"""

database = duckdb.connect()
ARMS = {"mm": "marketing_messages", "cloud": "cloud_api"}


def read_csv(files: list[str]):
    types = {name: "varchar" for name in FLAT} | {"error_code": "integer"}
    with open(files[0]) as lines:
        lines.readline()
        is_epoch = "T" not in lines.readline().split(",")[8]
    if is_epoch:
        types["timestamp"] = "bigint"
        instant = "timestamp"
    else:
        types["timestamp"] = "timestamptz"
        instant = "epoch(timestamp)::bigint"
    source = f"read_csv({files!r}, header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', columns = {types!r})"
    database.execute(
        f"""create temp table event as
        select message_id, status, {instant} as instant, error_code, any_value(campaign) as campaign, any_value(api) as api,
          any_value(ltrim(recipient, '+')) as recipient, any_value(template_id) as template_id, any_value(country) as country,
          any_value(pricing_category) as pricing_category, count(*) as times
        from {source} group by all"""
    )


def read_webhooks(sends: str, bodies: str):
    shape = {
        "object": "varchar",
        "entry": "struct(changes struct(field varchar, value struct(statuses struct(id varchar, status varchar, \"timestamp\" bigint, "
        "errors struct(code integer)[], pricing struct(category varchar))[]))[])[]",
    }
    database.execute(
        f"""create temp table event as
        with change as (
          select unnest(entry.changes, recursive := false) as change from (
            select unnest(entry) as entry from read_json('{bodies}', format = 'newline_delimited', columns = {shape!r}, maximum_object_size = 67108864)
            where object = 'whatsapp_business_account')
        ), status as (
          select unnest(change.value.statuses) as s from change where change.field = 'messages'
        ), told as (
          select s.id as message_id, s.status as status, s.timestamp as instant, s.errors[1].code as error_code,
            any_value(s.pricing.category) as pricing_category, count(*) as times
          from status group by all
        ), send as (
          select * from read_csv('{sends}', header = true, all_varchar = true)
        )
        select told.*, campaign, api, ltrim(recipient, '+') as recipient, template_id, country
        from told left join send using (message_id)
        union all by name
        select message_id, 'accepted' as status, accepted_at::bigint as instant, null as error_code, null as pricing_category, 1 as times, campaign, api,
          ltrim(recipient, '+') as recipient, template_id, country
        from send"""
    )


def rows(sql: str) -> list[dict]:
    result = database.execute(sql)
    names = [column[0] for column in result.description]
    return [dict(zip(names, row)) for row in result.fetchall()]


def counts() -> dict[str, int]:
    all: dict[str, int] = {}
    name = {value: key for key, value in ARMS.items()}
    used, read = database.execute("select count(*), sum(times)::bigint from event").fetchone()
    all["events.read"], all["events.used"], all["events.repeated"] = read, used, read - used
    database.execute(ATTEMPTS)
    database.execute("drop table event")
    database.execute(ORDERED)
    for row in rows("""
        select api, count(*) as attempts, count(*) filter (is_delivered) as "attempts.delivered",
          count(*) filter (is_failed) as "attempts.failed", count(*) filter (not is_delivered and not is_failed) as "attempts.unresolved",
          count(*) filter (nth = 1) as chains, count(*) filter (nth = 1 and is_delivered) as "chains.delivered",
          count(*) filter (nth = 1 and is_failed) as "chains.failed", count(*) filter (nth = 1 and was_read) as "chains.read",
          count(*) filter (nth = 1 and clicks > 0) as "chains.clicked", sum(clicks)::bigint as clicks,
          count(*) filter (pricing_category = 'marketing') as fellBack
        from ordered group by api"""):
        all |= {f"{name[row['api']]}.{key}": value for key, value in row.items() if key != "api"}
    for row in rows(RETRIES):
        all |= {f"{name[row['api']]}.{key}": value for key, value in row.items() if key != "api"}
    for row in rows("""
        select chain_api as api, count(*) as eventually from (
          select any_value(chain_api) as chain_api from ordered group by recipient, campaign, template_id having bool_or(is_delivered))
        group by all"""):
        all[f"{name[row['api']]}.eventually"] = row["eventually"]
    for row in rows("""
        select api, country, campaign, template_id, day, hour, count(*) as n, count(*) filter (is_delivered) as d
        from (select *, send // 86400 as day, send // 3600 % 24 as hour from ordered where nth = 1)
        group by grouping sets ((api, country), (api, campaign), (api, template_id), (api, day), (api, hour))"""):
        arm = name[row["api"]]
        for key in ("country", "campaign", "template_id", "day", "hour"):
            if row[key] is not None:
                all[f"{arm}.{key.removesuffix('_id')}.{row[key]}"] = row["n"]
                if key == "country":
                    all[f"{arm}.country.{row[key]}.delivered"] = row["d"]
    for row in rows("select api, code, count(*) as n, count(*) filter (nth = 1) as first from ordered where is_failed group by all"):
        all[f"{name[row['api']]}.attemptCode.{row['code']}"] = row["n"]
        all[f"{name[row['api']]}.code.{row['code']}"] = row["first"]
    database.execute(PEOPLE)
    sums = ", ".join(
        f"""count(*) filter ({arm}_n > 0) as "{arm}.people", count(*) filter ({arm}_n > 1) as "{arm}.people.several",
        count(*) filter ({arm}_n > 0 and campaigns > 1) as "{arm}.people.elsewhere", sum({arm}_n * {arm}_n)::bigint as "{arm}.sum.nn",
        sum({arm}_n * {arm}_d)::bigint as "{arm}.sum.nd", sum({arm}_d * {arm}_d)::bigint as "{arm}.sum.dd",
        sum({arm}_c * {arm}_c)::bigint as "{arm}.sum.cc" """
        for arm in ARMS
    )
    all |= rows(f"""
        select count(*) filter (mm_n + cloud_n > 0) as recipients, count(*) filter (mm_n > 0 and cloud_n > 0) as "both", sum(mm_n * cloud_n)::bigint as "both.nn",
          sum(mm_d * cloud_d)::bigint as "both.dd", {sums} from person""")[0]
    return all


def main(arguments: list[str]):
    threads = 2
    if arguments[0] == "--threads":
        threads = int(arguments[1])
        arguments = arguments[2:]
    database.execute(f"set threads = {threads}")
    database.execute("set timezone = 'UTC'")
    database.execute("set preserve_insertion_order = false")
    if arguments[0] == "csv":
        read_csv(arguments[1:])
    else:
        read_webhooks(*arguments[1:])
    print(json.dumps({key: value for key, value in sorted(counts().items()) if value}))


if __name__ == "__main__":
    main(sys.argv[1:])
