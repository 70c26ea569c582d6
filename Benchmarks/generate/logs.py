"""Message logs of any size, drawn by hashing row numbers, so that they are the same everywhere.

    python -m generate.logs csv EVENTS FILE          one status a row
    python -m generate.logs webhooks BODIES FOLDER   bodies.ndjson (five statuses each) and sends.csv

A message has 2.5 statuses on average. One message in 12 goes to somebody who got one before, on the same or the other side; one row
in 50 comes twice.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

EVENTS_PER_MESSAGE = 2.546
START = 1_793_613_600  # 2026-11-02 10:00 UTC


def draw(what: str, kind: int, upto: int) -> str:
    """SQL of a number below `upto`, drawn for `what`; each kind of draw is independent of the others."""
    return f"((hash(xor(hash({what}), {kind})) >> 24) % {upto})"


def messages(amount: int) -> str:
    """SQL of `amount` messages, with everything but their statuses. First messages have even seconds, later ones odd ones."""
    return f"""
      with drawn as (
        select i, {draw("i", 1, 2)} as side, {draw("i", 2, 1000)} as way, {draw("i", 3, 1000)} as more,
          -- Later messages go to the person of an earlier one, in the same or the other arm.
          case when {draw("i", 4, 100)} < 8 and i > 1000 then i - 1 - {draw("i", 5, 1000)} else i end as person,
          {START} + {draw("i", 6, 5)} * 86400 + 2 * {draw("i", 7, 1800)} as first, 1 + 2 * {draw("i", 8, 100000)} as wait
        from range({amount}) t(i)
      )
      select i, way, more, first + case when person < i then wait else 0 end as accepted,
        'wamid.HBgMOTE5' || upper(format('{{:016x}}', hash(xor(i, 1000000007)))) || 'FQIAERgS'
          || upper(format('{{:016x}}', hash(xor(i, 3000000019)))) || 'AA==' as message_id,
        case when {draw("i", 9, 100)} < 3 then 'newyear_2026' else 'diwali_2026' end as campaign,
        case when side = 0 then 'marketing_messages' else 'cloud_api' end as api,
        case {draw("person", 10, 10)} when 0 then 'BR' when 1 then 'ID' when 2 then 'DE' else 'IN' end as country,
        case {draw("person", 10, 10)} when 0 then '+5511' when 1 then '+62812' when 2 then '+49151' else '+9198' end
          || (100000000 + person)::varchar as recipient,
        case when side = 0 and {draw("i", 11, 50)} > 0 then 'marketing_lite' else 'marketing' end as pricing_category
      from drawn"""


def statuses(amount: int) -> str:
    """SQL of their statuses; one in 50 comes twice."""
    return f"""
      with message as ({messages(amount)}),
      status as (
        select *, 'sent' as status, accepted + 1 as timestamp, null as error_code from message
        union all
        select *, 'delivered', accepted + 5, null from message where way < 780
        union all
        select *, 'read', accepted + 300 + more, null from message where way < 780 and more < 600
        union all
        select *, 'clicked', accepted + 900 + more, null from message where way < 780 and more < 60
        union all
        select *, 'failed', accepted + 3, case when more < 700 then 131049 when more < 950 then 131026 else 130472 end
        from message where way between 780 and 979
      )
      select * from status
      union all
      select * from status where (hash(message_id || status) >> 24) % 50 = 0"""


def csv(events: int, file: str):
    amount = round(events / EVENTS_PER_MESSAGE)
    duckdb.sql("set threads = 2")
    duckdb.sql(
        f"""copy (
          select message_id, campaign, api, recipient, '1203984756' as template_id, 'diwali_offer' as template_name,
            'en' as template_language, status, strftime(to_timestamp(timestamp) at time zone 'UTC', '%Y-%m-%dT%H:%M:%SZ') as timestamp,
            error_code, country, case when status = 'failed' then null else pricing_category end as pricing_category
          from ({statuses(amount)}) order by timestamp, message_id, status
        ) to '{file}' (format csv, header)"""
    )


def webhooks(bodies: int, folder: str):
    Path(folder).mkdir(parents=True, exist_ok=True)
    amount = round(bodies * 5 / EVENTS_PER_MESSAGE)
    duckdb.sql("set threads = 2")
    duckdb.sql(
        f"""copy (
          select message_id, campaign, api, recipient, country, '1203984756' as template_id, 'diwali_offer' as template_name,
            'en' as template_language, accepted as accepted_at
          from ({messages(amount)}) order by i
        ) to '{folder}/sends.csv' (format csv, header)"""
    )
    duckdb.sql(
        f"""copy (
          with one as (
            select row_number() over (order by timestamp, message_id, status) as n,
              '{{"id":"' || message_id || '","status":"' || status || '","timestamp":"' || timestamp || '","recipient_id":"' || recipient[2:] || '"'
              || case when status = 'failed'
                then ',"errors":[{{"code":' || error_code || ',"title":"Message was not delivered","message":"Message was not delivered","error_data":{{"details":"This message was not delivered to maintain healthy ecosystem engagement."}},"href":"https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"}}]'
                else ',"conversation":{{"id":"' || md5(message_id) || '","origin":{{"type":"marketing"}}}},"pricing":{{"billable":true,"pricing_model":"PMP","type":"regular","category":"' || pricing_category || '"}}'
                end || '}}' as status
            from ({statuses(amount)}) where status <> 'clicked'
          )
          select '{{"object":"whatsapp_business_account","entry":[{{"id":"102290129340398","changes":[{{"value":{{"messaging_product":"whatsapp","metadata":{{"display_phone_number":"15550783881","phone_number_id":"106540352242922"}},"statuses":['
            || string_agg(status, ',' order by n) || ']}},"field":"messages"}}]}}]}}' as body
          from one group by n // 5 order by n // 5 limit {bodies}
        ) to '{folder}/bodies.ndjson' (format csv, header false, quote '', delimiter E'\\x01', escape '')"""
    )


if __name__ == "__main__":
    if sys.argv[1] == "csv":
        csv(int(sys.argv[2]), sys.argv[3])
    else:
        webhooks(int(sys.argv[2]), sys.argv[3])
