"""Measures the morning of a key account manager: the front page and the API.

    cargo build --release -p clientela
    python3 bench/morning.py
    python3 bench/morning.py --accounts 50 --seconds 1 --output target/try.md

A book of 200 clients of one key account manager is imported from files made from a seed: two years of sales, two people
each, interactions, and promises of both sides around today. wrk keeps one request in flight, as one person does who
opens the day. The table goes into docs/benchmarks.md between `<!-- morning:begin -->` and `<!-- morning:end -->`.

Needs wrk beside Python's own library.
"""

import argparse
import datetime
import json
import random
import shutil
import sys
from pathlib import Path

import clientela
import lists
import measure
import report
import search

ROOT = clientela.ROOT
DATA = ROOT / "target/bench-data/morning"
SECTION = ("morning", "The morning")
"""Its marks and its heading in docs/benchmarks.md."""
GOAL_MILLISECONDS = 50.0
MANAGER = "manager@example.com"


def files(accounts: int, today: datetime.date):
    """Kind, name and lines of each file."""
    chance = random.Random(20)
    day = lambda days: (today + datetime.timedelta(days=days)).isoformat()
    codes = [f"C{number:04d}" for number in range(accounts)]
    yield "accounts", ["code;name;owner"] + [f"{code};Client {code};{MANAGER}" for code in codes]
    yield "sales", ["document_number;document_date;customer_code;customer_name;product_code;product_name;quantity;net_amount;currency"] + [
        f"{1000000 + at * 24 + month};{day(-30 * month - at % 28 - 1)};{code};Client {code};P{month % 9};Product {month % 9};{1 + at % 7};{chance.randrange(100, 90000)}.50;EUR"
        for at, code in enumerate(codes) for month in range(24)]
    yield "people", ["code;given_name;family_name;account;title;email;lawful_basis"] + [
        f"{code}-{one};Name{one};Family{code};{code};buyer;{code.lower()}.{one}@example.com;legitimate_interest" for code in codes for one in (1, 2)]
    yield "interactions", ["code;day;account;person;channel;summary"] + [
        f"I{at}-{one};{day(-chance.randrange(1, 300))};{code};{code}-{1 + one % 2};call;spoke about the order" for at, code in enumerate(codes) for one in range(6)]
    yield "obligations", ["code;account;debtor;what;kind;person;owner;made_on;due_day;importance"] + [
        f"O{at}-{one};{code};{chance.choice(['us', 'them'])};promise {at} {one};delivery;{code}-1;{MANAGER};{day(-40)};{day(chance.randrange(-3, 60))};{1 + one % 3}"
        for at, code in enumerate(codes) for one in range(4)]


def fill(database, accounts: int) -> None:
    """The book, by the same imports as anybody's."""
    search.must(search.program(database, "migrate"))
    search.must(search.program(database, "user", "add", MANAGER, "--name", "Manager", "--role", "key_account_manager"))
    for kind, rows in files(accounts, datetime.date.today()):
        path = DATA / f"{kind}.csv"
        path.write_text("\n".join(rows) + "\n")
        search.must(search.program(database, "import", kind, str(path)))


def main() -> None:
    """The book, the questions, the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accounts", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--output", type=Path, default=ROOT / "docs/benchmarks.md")
    options = parser.parse_args()
    if not clientela.present():
        raise SystemExit(f"{clientela.BINARY} is missing: cargo build --release -p clientela")
    shutil.rmtree(DATA, ignore_errors=True)
    DATA.mkdir(parents=True)
    lists.DATA, lists.IN_FLIGHT = DATA, 1
    database = search.Sqlite(DATA / "sqlite")
    try:
        fill(database, options.accounts)
        told = search.must(search.program(database, "salutatio", "--for", MANAGER))
        token = search.token_of(database, MANAGER)
        command = [clientela.BINARY, "--book", str(database.book), *database.options, "serve", "--port", "0"]
        server = search.serve(command, DATA / "server.log")
        try:
            page = lists.ask(server, lists.session(database, server, MANAGER), ["/"], options.seconds)
            api = lists.ask(server, {"Authorization": f"Bearer {token}"}, ["/api/v1/salutatio"], options.seconds)
        finally:
            server.stop()
    finally:
        database.stop()
    machine = measure.machine()
    lines = [f"{options.accounts} clients of one key account manager, {len(told['greetings'])} greetings, {told['can_wait']} who can wait, "
             f"{datetime.date.today().isoformat()}, {clientela.version()}; {machine['processor']}, two processors, {machine['memory']}, "
             f"load at the end {machine['load']}. Goal: 99th percentile at most {GOAL_MILLISECONDS:.0f} ms. One request in flight.", "",
             "| asked | p50 ms | p99 ms | met |", "| --- | ---: | ---: | --- |"]
    for name, took in (("front page", page), ("API", api)):
        lines.append(f"| {name} | {took['p50']:.1f} | {took['p99']:.1f} | {'yes' if took['p99'] <= GOAL_MILLISECONDS else '**no**'} |")
    lines.append("")
    report.write_section(options.output, SECTION, lines)
    print(json.dumps({"page": page, "api": api}), file=sys.stderr)
    print(f"written: {options.output}", file=sys.stderr)


if __name__ == "__main__":
    main()
