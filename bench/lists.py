"""Measures the four lists: clients, people, what happened, what is next; as pages and by the API.

    cargo build --release -p clientela
    python3 bench/lists.py                                    # SQLite
    python3 bench/lists.py --databases sqlite,postgres        # both
    python3 bench/lists.py --again --in-flight 1 --output target/one.md   # the book filled before, one request at a time
    python3 bench/lists.py --scale 0.1 --seconds 1 --output target/try.md

A book of 100,000 clients, 500,000 people, 300,000 interactions and 100,000 next steps is made from a seed and written
straight into the tables; `clientela doctor --rebuild-search` then writes the words by which they are found. Each list
is asked for plain, filtered, in another order and by words of many kinds, as a director who sees everything and as a
representative who sees 500 clients. wrk keeps a few requests in flight; every path of a kind is asked for in turn, so
that no answer is the one before. The table goes into docs/benchmarks.md between `<!-- lists:begin -->` and
`<!-- lists:end -->`.

Needs wrk beside Python's own library, and for PostgreSQL its programs.
"""

import argparse
import datetime
import json
import random
import re
import subprocess
import sys
import urllib.parse
import uuid
from pathlib import Path

import clientela
import measure
import report
import search
import servers

ROOT = clientela.ROOT
DATA = ROOT / "target/bench-data/lists"
SECTION = ("lists", "Lists")
"""Its marks and its heading in docs/benchmarks.md."""
GOAL_MILLISECONDS = 25.0
IN_FLIGHT = 4
"""A team reads and types; it does not press reload fifty times at once."""
ASKED = 60
"""Paths of one kind."""
EPOCH = datetime.date(1970, 1, 1).toordinal()
LAST_DAY = datetime.date(2026, 11, 20)
DAY = 86_400_000_000
"""Microseconds."""
YEARS = 3
KINDS = "call call call visit email email meeting message fair seminar observation".split()

VERBS = "искат обсъдихме уточнихме изпратих получих потвърдиха отложиха поръчаха върнаха попитаха предложих договорихме".split()
NOUNS = "мостри оферта договор цени доставка плащане рекламация опаковка промоция планограма фактура срок отстъпка каталог витрина асортимент кампания сертификат транспорт склад".split()
ADJECTIVES = "новата пролетната есенната спешната годишната първата последната малката голямата коледната".split()
RARE = "шамфъстък ябълка индиго калайджия щраус цитолит жасмин вършачка филигран юзда оракул чекръг бамя йод хинап".split()
"""Each stands in few texts: what people look for when they search."""


def say(text: str) -> None:
    """Progress, for whoever waits."""
    search.say(text)


def sentence(number: int, chance: random.Random) -> str:
    """What was said; one text in two hundred has a rare word."""
    words = [chance.choice(VERBS), chance.choice(ADJECTIVES), chance.choice(NOUNS), "и", chance.choice(NOUNS), "за",
             chance.choice(NOUNS), f"№ {number % 9973}"]
    if chance.random() < 0.005:
        words.insert(2, chance.choice(RARE))
    return " ".join(words)


def day_of(chance: random.Random, days: int = YEARS * 365) -> datetime.date:
    """A day of the last years, or of those to come for a negative number."""
    return LAST_DAY - datetime.timedelta(days=chance.randrange(days) if days > 0 else -chance.randrange(-days))


def rows(sizes: dict[str, int], users: dict[str, str]):
    """Table, columns and rows: clients and people as the search has them, then what happens with them."""
    own, director = uuid.UUID(users[search.REPRESENTATIVE]), uuid.UUID(users[search.DIRECTOR])
    accounts, people = sizes["accounts"], sizes["people"]
    yield from search.rows(accounts, people, str(own))
    chance = random.Random(7)

    def writer(account: int) -> uuid.UUID:
        return own if account % (accounts // search.SEEN_ACCOUNTS) == 0 else director

    def interactions():
        for number in range(sizes["interactions"]):
            account, day, text = chance.randrange(accounts), day_of(chance), sentence(number, chance)
            moment = (day.toordinal() - EPOCH) * DAY + 3_600_000_000 * 9 + number
            yield (search.identity(5, number), search.identity(1, account), chance.choice(KINDS), day.isoformat(),
                   (day.toordinal() - EPOCH) * 4 + 2, chance.choice(["in", "out"]), text, search.in_letters(text, search.LETTERS),
                   chance.choice([None, 0, 1, 2]), None, False, writer(account), False, moment, 1)

    yield ("interactions", "id account_id kind day day_order direction summary summary_folded mood duration_minutes private author_id is_sample created_at version".split(), interactions())
    yield ("interaction_people", ["interaction_id", "person_id"],
           ((search.identity(5, number), search.identity(2, number * 31 % people)) for number in range(sizes["interactions"])))

    def steps():
        for number in range(sizes["next_steps"]):
            account, text = chance.randrange(accounts), sentence(number, chance)
            done = chance.random() < 0.5
            due = day_of(chance) if done else day_of(chance, -120)
            closed = (due.toordinal() - EPOCH) * DAY + number
            yield (search.identity(6, number), search.identity(1, account), text, search.in_letters(text, search.LETTERS),
                   due.isoformat(), writer(account), "done" if done else "open", closed if done else None,
                   writer(account) if done else None, False, writer(account), search.START * 1000, 1)

    yield ("next_steps", "id account_id what what_folded due_day owner_id state closed_at closed_by is_sample created_by created_at version".split(), steps())


def fill(database, sizes: dict[str, int]) -> dict:
    """A book with all the rows and their words; says what it took and who is in it."""
    search.must(search.program(database, "migrate"))
    for email, role in [(search.DIRECTOR, "director"), (search.REPRESENTATIVE, "sales_representative")]:
        search.must(search.program(database, "user", "add", email, "--name", role, "--role", role))
    users = search.users_of(database)
    say(f"{database.name}: " + ", ".join(f"{count:,} {name}" for name, count in sizes.items()))
    database.fill(rows(sizes, users))
    say(f"{database.name}: rows are in; writing words")
    outcome = search.program(database, "doctor", "--rebuild-search")
    search.must(outcome)
    database.settle()
    return {"rebuild_seconds": outcome.seconds, "bytes": database.bytes_of(), "users": users}


def questions(sizes: dict[str, int]) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Paths of the page and of the API, by list and by what is asked."""
    chance = random.Random(9)
    numbers = random.Random(1)
    made = [search.account(number, numbers) for number in range(min(sizes["accounts"], 4000))]
    names = [search.person(number, random.Random(number)) for number in range(4000)]

    def words(of: str) -> str:
        if of == "accounts":
            return " ".join(chance.choice(made)[0].split()[: chance.randint(1, 2)])[: chance.randint(3, 20)]
        if of == "people":
            given, family, _ = chance.choice(names)
            return chance.choice([family, f"{given} {family[:4]}", family[:4]])
        kind = chance.randrange(4)
        plain = [chance.choice(RARE), chance.choice(RARE)[:4], chance.choice(NOUNS),
                 f"{chance.choice(VERBS)} {chance.choice(NOUNS)}"][kind]
        return chance.choice([plain, search.in_letters(plain, search.LETTERS), search.in_letters(plain, search.KEYS)])

    def typed(of: str, page: str, api: str) -> list[tuple[str, str]]:
        asked = [urllib.parse.quote(words(of)) for _ in range(ASKED)]
        return [(f"{page}?q={one}", f"{api}?search={one}") for one in asked]

    def each(page: str, api: str, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
        return [(page + ("?" + of_page if of_page else ""), api + ("?" + of_api if of_api else "")) for of_page, of_api in pairs]

    cities = [urllib.parse.quote(city) for city in search.CITIES]
    accounts, people = ("/accounts", "/api/v1/accounts"), ("/people", "/api/v1/people")
    happened, steps = ("/activity", "/api/v1/interactions"), ("/next-steps", "/api/v1/next-steps")
    return {
        "clients": {
            "plain": each(*accounts, [("", "")]),
            "filtered": each(*accounts, [(f"city={city}", f"city={city}") for city in cities]),
            "sorted": each(*accounts, [("sort=name", "sort=name"), ("sort=city", "sort=city")]),
            "searched": typed("accounts", *accounts),
        },
        "people": {
            "plain": each(*people, [("", "")]),
            "filtered": each(*people, [(f"city={city}", f"account.city={city}") for city in cities]),
            "sorted": each(*people, [("sort=family", "sort=family"), ("sort=created&order=down", "sort=-created")]),
            "searched": typed("people", *people),
        },
        "what happened": {
            "plain": each(*happened, [("", "")]),
            "filtered": each(*happened, [(f"kind={kind}", f"kinds={kind}") for kind in sorted(set(KINDS))]),
            "of one's own": each(*happened, [("author=me", "author={me}")]),
            "searched": typed("texts", *happened),
        },
        "what is next": {
            "plain": each(*steps, [("", "")]),
            "filtered": each(*steps, [("due=overdue", "due=overdue"), ("state=done", "state=done")]),
            "of one's own": each(*steps, [("owner=me", "owner={me}")]),
            "searched": typed("texts", *steps),
        },
    }


def session(database, server, email: str) -> dict[str, str]:
    """The header of a session of this user."""
    answer = search.must(search.program(database, "user", "reset-link", email))
    link = urllib.parse.urlsplit(answer["link"])
    return {"Cookie": servers.session_cookie(server.address, f"{link.path}?{link.query}")}


def ask(server, headers: dict[str, str], paths: list[str], seconds: int) -> dict:
    """So many seconds of one kind, after a round that is not counted."""
    target = servers.Target("", server.address, paths, headers)
    for path in paths:
        complaint = servers.opens(servers.Target("", server.address, [path], headers))
        if complaint is not None:
            raise RuntimeError(f"{path}: {complaint}")
    file = DATA / "paths.txt"
    file.write_text("\n".join(paths) + "\n")
    given = [part for name, value in target.headers.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{IN_FLIGHT}", f"-d{seconds}s", "--timeout", "10s", "-s", str(servers.HERE / "load.lua"),
               *given, target.address, "--", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 60)
    found = re.search(r"^RESULT (.*)$", done.stdout, re.MULTILINE)
    if found is None:
        raise RuntimeError("wrk: " + (done.stderr or done.stdout).strip()[-200:])
    result = json.loads(found.group(1))
    if not result["requests"]:
        raise RuntimeError(f"no answer to {paths[0]} came within {seconds} s")
    if result["errors"]:
        raise RuntimeError(f"{result['errors']} requests of {paths[0]} failed")
    return result


def filled_before(database) -> dict:
    """What a run before left."""
    users = search.users_of(database)
    return {"rebuild_seconds": 0.0, "bytes": database.bytes_of(), "users": users}


def measure_database(database, sizes: dict[str, int], seconds: int, again: bool) -> dict:
    """One database, filled and asked."""
    result = filled_before(database) if again else fill(database, sizes)
    command = [clientela.BINARY, "--book", str(database.book), *database.options, "serve", "--port", "0"]
    tokens = {email: search.token_of(database, email) for email in (search.DIRECTOR, search.REPRESENTATIVE)}
    server = search.serve(command, DATA / f"{database.name}.log")
    asked = questions(sizes)
    try:
        result["lists"] = {}
        for email, token in tokens.items():
            page, bearer = session(database, server, email), {"Authorization": f"Bearer {token}"}
            for name, kinds in asked.items():
                for kind, paths in kinds.items():
                    for way, headers, at in [("page", page, 0), ("API", bearer, 1)]:
                        own = [pair[at].replace("{me}", result["users"][email]) for pair in paths]
                        took = ask(server, headers, own, seconds)
                        result["lists"].setdefault(name, {}).setdefault(kind, {}).setdefault(way, {})[email] = took
                        say(f"{database.name}, {email.split('@')[0]}: {name}, {kind}, {way}: p50 {took['p50']:.1f} ms, p99 {took['p99']:.1f} ms")
        result["server_mebibytes"] = measure.resident_mebibytes(server.process.pid)
    finally:
        server.stop()
    return result


def section(results: dict, sizes: dict[str, int]) -> list[str]:
    """The text between the marks."""
    machine = measure.machine()
    counted = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in sizes.items())
    lines = [f"{counted}, {datetime.date.today().isoformat()}, {clientela.version()}; {machine['processor']}, two processors, "
             f"{machine['memory']}, load at the end {machine['load']}. Goal: 99th percentile at most {GOAL_MILLISECONDS:.0f} ms. "
             f"{IN_FLIGHT} requests in flight, server and load on the same processors; pages are whole pages of 50 rows. "
             f"A representative sees {search.SEEN_ACCOUNTS} clients.", ""]
    for name, result in results.items():
        lines.append(f"{name} (p50 / p99 in milliseconds):")
        lines.append("")
        lines.append("| list | asked | page, director | page, representative | API, director | API, representative | met |")
        lines.append("| --- | --- | ---: | ---: | ---: | ---: | --- |")
        for list_name, kinds in result["lists"].items():
            for kind, ways in kinds.items():
                cells = [ways[way][who] for way in ("page", "API") for who in (search.DIRECTOR, search.REPRESENTATIVE)]
                met = all(cell["p99"] <= GOAL_MILLISECONDS for cell in cells)
                shown = " | ".join(f"{cell['p50']:.1f} / {cell['p99']:.1f}" for cell in cells)
                lines.append(f"| {list_name} | {kind} | {shown} | {'yes' if met else '**no**'} |")
        lines.append("")
        lines.append(f"The database is {result['bytes'] / 1e9:.2f} GB; all words written anew in {result['rebuild_seconds']:.0f} s; "
                     f"the server holds {result['server_mebibytes']:.0f} MiB at the end.")
        lines.append("")
    return lines


def main() -> None:
    """The databases, then the page."""
    global IN_FLIGHT
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=float, default=1.0, help="of every number of rows")
    parser.add_argument("--seconds", type=int, default=5, help="of each kind of question")
    parser.add_argument("--databases", default="sqlite")
    parser.add_argument("--in-flight", type=int, default=IN_FLIGHT, help="requests at a time")
    parser.add_argument("--again", action="store_true", help="ask the SQLite book a run before filled")
    parser.add_argument("--output", type=Path, default=ROOT / "docs/benchmarks.md")
    options = parser.parse_args()
    if not clientela.present():
        raise SystemExit(f"{clientela.BINARY} is missing: cargo build --release -p clientela")
    IN_FLIGHT = options.in_flight
    whole = {"accounts": 100_000, "people": 500_000, "interactions": 300_000, "next_steps": 100_000}
    sizes = {name: max(int(count * options.scale), search.SEEN_ACCOUNTS) for name, count in whole.items()}
    results = {}
    for kind in options.databases.split(","):
        database = search.Sqlite(DATA / kind, keep=True) if options.again else {"sqlite": search.Sqlite, "postgres": search.Postgres}[kind](DATA / kind)
        try:
            results[database.name] = measure_database(database, sizes, options.seconds, options.again)
        finally:
            database.stop()
    (DATA / "lists.json").write_text(json.dumps(results, ensure_ascii=False))
    report.write_section(options.output, SECTION, section(results, sizes))
    print(f"written: {options.output}", file=sys.stderr)


if __name__ == "__main__":
    main()
