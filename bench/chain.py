"""Measures the endless chain of a large book: the page, the API, and R counted anew after a change.

    cargo build --release -p clientela
    python3 bench/chain.py
    python3 bench/chain.py --scale 0.01 --output target/try.md

A book of 1,000,000 prospects, one person each, is made from a seed and written straight into the tables; three people
named each prospect (3,000,000 namings), most of them with an earlier prospect, so that chains grow long; 60,000 talks
of the last half year say whether somebody was asked. Asked are the page and the API, one request in flight, and then
each time anew after a prospect was named by somebody: R and the whole graph are counted again before the answer. The
table goes into docs/benchmarks.md between `<!-- chain:begin -->` and `<!-- chain:end -->`.

Needs wrk beside Python's own library.
"""

import argparse
import datetime
import json
import random
import sys
import time
import urllib.request
import uuid
from pathlib import Path

import clientela
import lists
import measure
import report
import search

ROOT = clientela.ROOT
DATA = ROOT / "target/bench-data/chain"
SECTION = ("chain", "The endless chain")
"""Its marks and its heading in docs/benchmarks.md."""
PAGE_MILLISECONDS, COUNTED_SECONDS = 200.0, 5.0
NAMINGS_EACH = 3
TALKS_DAYS, NAMING_DAYS = 180, 1500
AGAIN = 5
"""Changes after each of which the chain is asked for."""


def rows(prospects: int, talks: int, users: dict[str, str]):
    """Table, columns and rows, in the order in which one needs the other."""
    director = uuid.UUID(users[search.DIRECTOR])
    at = search.START * 1000
    today = datetime.date.today()
    names = random.Random(2)
    made = [search.person(number, names) for number in range(prospects)]
    yield ("people", "id given_name family_name name_folded family_folded honorific languages note consent lawful_basis is_sample touched created_at version".split(),
           ((search.identity(2, n), given, family, search.in_letters(f"{given} {family}", search.LETTERS),
             search.in_letters(f"{family} {given}", search.LETTERS), "", "", "", "unknown", "unknown", False, True, at, 1)
            for n, (given, family, _) in enumerate(made)))
    chance = random.Random(3)

    def day_of(number: int) -> str:
        """Later prospects were named later."""
        age = NAMING_DAYS - number * NAMING_DAYS // prospects
        return (today - datetime.timedelta(days=max(age - chance.randrange(20), 0))).isoformat()

    days = [day_of(number) for number in range(prospects)]
    firms = random.Random(4)

    def firm(number: int):
        name, city, _ = search.account(number, firms)
        stage = chance.choice(["prospect", "contacted", "qualified", "offered", "lost", "parked"])
        qualified = days[number] if stage in ("qualified", "offered") else None
        return (search.identity(7, number), name, search.in_letters(name, search.LETTERS), search.in_letters(name, search.LETTERS), "", "", city,
                "BG", "", "", "", director, "", "", None, None, stage, days[number], "", "", None, "unknown", "unknown", "unknown",
                "unknown", "unknown", "open", qualified, None, False, False, None, None, at, 1)

    yield ("prospects", "id name name_folded name_key words_folded registration_number city country website phone email owner_id note next_step next_on informed_on stage stage_day stage_reason stage_note review_on functional_need prestige_need ability authority access verdict qualified_on account_id account_made is_sample created_by created_by_import created_at version".split(),
           (firm(number) for number in range(prospects)))
    yield ("prospect_people", ["prospect_id", "person_id", "role", "position"],
           ((search.identity(7, n), search.identity(2, n), "", 0) for n in range(prospects)))

    def namings():
        for number in range(prospects):
            for one in range(NAMINGS_EACH):
                # One in fifty starts a chain of its own: somebody nobody named.
                earlier = chance.randrange(max(number, 1)) if chance.random() < 0.98 else chance.randrange(max(prospects // 50, 1))
                yield (search.identity(8, number * NAMINGS_EACH + one), search.identity(7, number), "chain", "", days[number],
                       search.identity(2, earlier), None, None, "", None, None, director, at)

    yield ("prospect_sources", "id prospect_id kind channel day person_id account_id campaign_id detail cost currency created_by created_at".split(), namings())
    epoch = datetime.date(1970, 1, 1).toordinal()

    def interactions():
        for number in range(talks):
            day = today - datetime.timedelta(days=chance.randrange(TALKS_DAYS))
            moment = (day.toordinal() - epoch) * lists.DAY + number
            text = lists.sentence(number, chance)
            yield (search.identity(5, number), None, chance.choice(["call", "visit", "meeting"]), day.isoformat(),
                   (day.toordinal() - epoch) * 4 + 2, "out", text, search.in_letters(text, search.LETTERS), None, None, False,
                   chance.choice(["yes", "yes", "no", "not_recorded"]), director, False, moment, 1)

    yield ("interactions", "id account_id kind day day_order direction summary summary_folded mood duration_minutes private asked author_id is_sample created_at version".split(), interactions())
    yield ("interaction_people", ["interaction_id", "person_id"],
           ((search.identity(5, n), search.identity(2, n * 31 % prospects)) for n in range(talks)))


def fill(database, prospects: int, talks: int) -> None:
    """A book with all the rows."""
    search.must(search.program(database, "migrate"))
    for email, role in [(search.DIRECTOR, "director"), (search.REPRESENTATIVE, "sales_representative")]:
        search.must(search.program(database, "user", "add", email, "--name", role, "--role", role))
    users = search.users_of(database)
    search.say(f"{database.name}: {prospects:,} prospects, {prospects * NAMINGS_EACH:,} namings, {talks:,} talks")
    database.fill(rows(prospects, talks, users))
    database.settle()


def send(address: str, token: str, method: str, path: str, body: dict | None = None) -> tuple[float, dict]:
    """Seconds and the answer of one request."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}
    request = urllib.request.Request(address + path, json.dumps(body).encode() if body is not None else None, headers, method=method)
    began = time.perf_counter()
    with urllib.request.urlopen(request, timeout=120) as answer:
        text = answer.read()
    return time.perf_counter() - began, json.loads(text)


def measure_database(database, prospects: int, talks: int, seconds: int) -> dict:
    """One database, filled and asked."""
    fill(database, prospects, talks)
    token = search.must(search.program(database, "--as", search.DIRECTOR, "token", "create", "bench", "--scope", "read", "--scope", "write"))["token"]
    command = [clientela.BINARY, "--book", str(database.book), *database.options, "serve", "--port", "0"]
    server = search.serve(command, DATA / f"{database.name}.log")
    lists.DATA, lists.IN_FLIGHT = DATA, 1
    try:
        first, told = send(server.address, token, "GET", "/api/v1/chain")
        again = []
        for number in range(AGAIN):
            source = {"source": "chain", "day": datetime.date.today().isoformat(), "person": str(search.identity(2, number))}
            send(server.address, token, "POST", "/api/v1/prospects", {"name": f"Новата фирма {number} ООД", "source": source})
            again.append(send(server.address, token, "GET", "/api/v1/chain")[0])
        page = lists.ask(server, lists.session(database, server, search.DIRECTOR), ["/chain"], seconds)
        api = lists.ask(server, {"Authorization": f"Bearer {token}"}, ["/api/v1/chain"], seconds)
        memory = measure.resident_mebibytes(server.process.pid)
    finally:
        server.stop()
    search.say(f"{database.name}: first {first:.2f} s, again {again}, page p99 {page['p99']:.1f} ms, R {told['r']}")
    return {"first": first, "again": sorted(again), "page": page, "api": api, "server_mebibytes": memory, "bytes": database.bytes_of()}


def section(results: dict, prospects: int, talks: int) -> list[str]:
    """The text between the marks."""
    machine = measure.machine()
    lines = [f"{prospects:,} prospects, {prospects * NAMINGS_EACH:,} namings, {talks:,} talks of {TALKS_DAYS} days, {datetime.date.today().isoformat()}, "
             f"{clientela.version()}; {machine['processor']}, two processors, {machine['memory']}, load at the end {machine['load']}. "
             f"Goals: page under {PAGE_MILLISECONDS:.0f} ms, R counted anew under {COUNTED_SECONDS:.0f} s. One request in flight.", "",
             "| database | page p50 / p99 ms | API p50 / p99 ms | first asked | asked after a change, middle (slowest) | server holds | met |",
             "| --- | ---: | ---: | ---: | ---: | ---: | --- |"]
    for name, result in results.items():
        again = result["again"]
        met = max(result["page"]["p99"], result["api"]["p99"]) <= PAGE_MILLISECONDS and again[-1] <= COUNTED_SECONDS
        lines.append(f"| {name} | {result['page']['p50']:.1f} / {result['page']['p99']:.1f} | {result['api']['p50']:.1f} / {result['api']['p99']:.1f} "
                     f"| {result['first']:.2f} s | {again[len(again) // 2]:.2f} s ({again[-1]:.2f} s) | {result['server_mebibytes']:.0f} MiB "
                     f"| {'yes' if met else '**no**'} |")
    lines.append("")
    return lines


def main() -> None:
    """The databases, then the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=1.0, help="of every number of rows")
    parser.add_argument("--seconds", type=int, default=5, help="of each kind of question")
    parser.add_argument("--databases", default="sqlite")
    parser.add_argument("--output", type=Path, default=ROOT / "docs/benchmarks.md")
    options = parser.parse_args()
    if not clientela.present():
        raise SystemExit(f"{clientela.BINARY} is missing: cargo build --release -p clientela")
    prospects, talks = int(1_000_000 * options.scale), int(60_000 * options.scale)
    results = {}
    for kind in options.databases.split(","):
        database = {"sqlite": search.Sqlite, "postgres": search.Postgres}[kind](DATA / kind)
        try:
            results[database.name] = measure_database(database, prospects, talks, options.seconds)
        finally:
            database.stop()
    (DATA / "chain.json").write_text(json.dumps(results, ensure_ascii=False))
    report.write_section(options.output, SECTION, section(results, prospects, talks))
    print(f"written: {options.output}", file=sys.stderr)


if __name__ == "__main__":
    main()
