"""Measures the search over a million clients and a million people, on SQLite and on PostgreSQL.

    cargo build --release -p clientela
    python3 bench/search.py                                   # both databases, a million each
    python3 bench/search.py --accounts 100000 --people 100000 --databases sqlite --output target/try.md

Names, cities, codes, telephones and places are made from a seed and written straight into the tables; then
`clientela doctor --rebuild-search` writes the words by which they are found, as it does for a book that lost
them. The searches go over HTTP (`GET /api/v1/search`), one after another on one connection, as a director who
sees everything and as a representative who sees 500 clients. The table goes into docs/benchmarks.md between
`<!-- search:begin -->` and `<!-- search:end -->`.

Only Python's own library is needed, and for PostgreSQL its programs (`initdb`, `pg_ctl`, `psql`).
"""

import argparse
import csv
import datetime
import http.client
import json
import os
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.parse
import uuid
from pathlib import Path

import clientela
import measure
import report
import servers

ROOT = clientela.ROOT
DATA = ROOT / "target/bench-data/search"
SECTION = ("search", "Search")
"""Its marks and its heading in docs/benchmarks.md."""
GOAL_MILLISECONDS = 50.0
START_SECONDS = 120
SEEN_ACCOUNTS = 500
"""Clients of the representative."""
DIRECTOR, REPRESENTATIVE = "director@example.com", "representative@example.com"
START = 1_760_000_000_000
"""Milliseconds of the first id."""

MALE = "Иван Георги Димитър Николай Петър Христо Стефан Александър Йордан Васил Тодор Красимир Атанас Румен Пламен Ангел Кирил Мартин Борис Живко Цветан Светослав Емил Явор Любомир Валентин Огнян Захари Щилян Янко".split()
FEMALE = "Мария Елена Иванка Йорданка Пенка Марийка Виолета Радка Снежана Десислава Цветелина Юлия Жасмина Галина Силвия Надежда Румяна Гергана Теодора Калина Антония Ива Яна Щилияна Марияна".split()
ROOTS = "Иван Георги Димитр Петр Никол Христ Стоян Тодор Ил Васил Ангел Колев Йордан Марин Атанас Красимир Живк Желязк Щърб Ябълк Керез Чолак Дерменджи Караиван Хаджи Попов Велик Златан Боян Драган Кирил Радк Русен Сав Симеон Спас Тан Уз Филип Цанк Чавдар Шишк Юнак Янак Гърд Къне Пъшев Бъчвар Върбан Гълъб".split()
FIRST = "Хлебна Златна Зелена Нова Стара Слънчева Първа Балканска Черноморска Дунавска Родопска Тракийска Северна Южна Източна Западна Бяла Синя Червена Горска Планинска Морска Градска Селска Народна Млечна Сладка Топла Чиста Бърза".split()
SECOND = "къща роза звезда нива градина мелница фурна борса мрежа линия верига база пекарна кооперация търговия логистика механа аптека книжарница строителна инвест груп трейд маркет фуд шоколад пчела щъркел чешма вършачка".split()
LATIN = "Metro Kaufmann Rila Vitosha Global Euro Balkan Danube Trans Inter Uni Alfa Beta Delta Omega Prima Nova Orbit Atlas Zenit".split()
FORMS = ["ООД", "ЕООД", "АД", "ЕТ", "ООД", "ЕООД"]
CITIES = "София Пловдив Варна Бургас Русе Плевен Сливен Добрич Шумен Перник Хасково Ямбол Пазарджик Благоевград Враца Габрово Асеновград Видин Казанлък Кърджали Кюстендил Монтана Търговище Силистра Ловеч Разград Смолян Петрич Самоков Айтос".split()

LETTERS = dict(zip("абвгдезийклмнопрстуфхъьѝ", "a b v g d e z i y k l m n o p r s t u f h a y i".split()))
LETTERS |= {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ю": "yu", "я": "ya"}
BY_EAR = {**LETTERS, "ш": "6", "ч": "4", "я": "q", "ъ": "u", "ж": "j", "ц": "c"}
KEYS = dict(zip("уеишщксдзцьяаожгтнвмчюйъэфхпрлб", "wertyuiop[asdfghjkl;'zxcvbnm,./"))
"""The letters of БДС and what the same keys give in a Latin layout."""


def say(text: str) -> None:
    """Progress, for whoever waits."""
    print(f"[{datetime.datetime.now():%H:%M:%S}] {text}", file=sys.stderr, flush=True)


def in_letters(text: str, letters: dict[str, str]) -> str:
    """Cyrillic written otherwise; what is not Cyrillic stays."""
    return "".join(letters.get(letter, letter) for letter in text.lower())


def identity(kind: int, number: int) -> uuid.UUID:
    """An id in the order of its numbers, as the program makes them."""
    moment = START + number // 1000
    return uuid.UUID(int=(moment << 80) | (7 << 76) | ((number % 1000) << 66) | (2 << 62) | (kind << 48) | number)


def account(number: int, chance: random.Random) -> tuple[str, str, str]:
    """Name, city and code of a client."""
    if chance.random() < 0.2:
        name = f"{chance.choice(LATIN)} {chance.choice(LATIN)} {number % 997}"
    else:
        name = f"{chance.choice(FIRST)} {chance.choice(SECOND)} {chance.choice(ROOTS)}{number % 89 or ''}"
    return f"{name} {chance.choice(FORMS)}", chance.choice(CITIES), f"K{number:07d}"


def common(names: list[str], chance: random.Random) -> str:
    """The first names of a list are much commoner than the last ones, as among people."""
    return names[min(int(chance.expovariate(5 / len(names))), len(names) - 1)]


def person(number: int, chance: random.Random) -> tuple[str, str, str]:
    """Given name, family name and mobile of a person."""
    male = chance.random() < 0.5
    root = common(ROOTS, chance) + (chance.choice("абвгдклмнпрст") if chance.random() < 0.3 else "")
    family = root + ("ов" if male else "ова")
    return common(MALE if male else FEMALE, chance), family, f"+35988{number:07d}"


def rows(accounts: int, people: int, owner: str):
    """Table, columns and rows of everything, in the order in which one needs the other."""
    at = START * 1000
    chance = random.Random(1)
    yield ("accounts", "id name name_folded registration_number vat_number city owner_id is_sample touched created_at version".split(),
           ((identity(1, n), name, in_letters(name, LETTERS), f"{n + 100_000_000}", "", city,
             uuid.UUID(owner) if n % (accounts // SEEN_ACCOUNTS) == 0 else None, False, True, at, 1)
            for n, (name, city, _) in ((n, account(n, chance)) for n in range(accounts))))
    yield ("account_codes", ["customer_key", "account_id"], ((f"c:K{n:07d}", identity(1, n)) for n in range(accounts)))
    chance = random.Random(2)
    yield ("people", "id given_name family_name name_folded family_folded honorific languages note consent lawful_basis is_sample touched created_at version".split(),
           ((identity(2, n), given, family, in_letters(f"{given} {family}", LETTERS), in_letters(f"{family} {given}", LETTERS),
             "", "", "", "unknown", "unknown", False, True, at, 1)
            for n, (given, family, _) in ((n, person(n, chance)) for n in range(people))))
    yield ("person_contacts", "id person_id kind value value_folded label preferred position".split(),
           ((identity(3, 2 * n + kind), identity(2, n), ["mobile", "email"][kind], value, value, "", kind == 0, kind)
            for n in range(people) for kind, value in enumerate([f"+35988{n:07d}", f"p{n}@firm{n % 5000}.example"])))
    yield ("affiliations", "id person_id account_id title unit former created_at version".split(),
           ((identity(4, n), identity(2, n), identity(1, n * 7919 % accounts), "", "", False, at, 1) for n in range(people)))


class Sqlite:
    """A book in a folder."""

    name = "SQLite"

    def __init__(self, folder: Path, keep: bool = False) -> None:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        self.book = folder / "book"
        self.options: list[str] = []

    def fill(self, tables) -> None:
        """Writes rows as they are."""
        with sqlite3.connect(self.book / "book.sqlite") as database:
            for table, columns, values in tables:
                marks = ", ".join("?" * len(columns))
                plain = ([value.bytes if isinstance(value, uuid.UUID) else value for value in row] for row in values)
                database.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", plain)
        database.close()

    def settle(self) -> None:
        """Nothing to be done: SQLite needs no statistics for these searches."""

    def bytes_of(self) -> int:
        """Size of the database."""
        return (self.book / "book.sqlite").stat().st_size

    def stop(self) -> None:
        """Nothing runs."""


class Postgres:
    """A book in a server of its own."""

    name = "PostgreSQL"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = next((path for path in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), Path("/usr/bin"))
        self.user = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups"] if os.geteuid() == 0 else []
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        # A socket's path must be short, and the server's user must reach it.
        self.place = Path(subprocess.check_output([*self.user, "mktemp", "-d", "/tmp/clientela-bench-XXXXXX"], text=True).strip())
        self.port = 54_000 + os.getpid() % 1000
        self._program("initdb", "-D", str(self.place / "data"), "-U", "clientela", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        settings = f"-p {self.port} -k {self.place} -c listen_addresses=127.0.0.1 -c shared_buffers=4GB -c maintenance_work_mem=256MB -c max_wal_size=4GB"
        self._program("pg_ctl", "-D", str(self.place / "data"), "-l", str(self.place / "log"), "-w", "-o", settings, "start")
        self._program("createdb", "-h", str(self.place), "-p", str(self.port), "-U", "clientela", "book")
        self.book = f"postgres://clientela@127.0.0.1:{self.port}/book"
        self.options = ["--files", str(folder / "files")]

    def _program(self, name: str, *arguments: str) -> None:
        subprocess.run([*self.user, str(self.programs / name), *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def _psql(self, *arguments: str, **options) -> subprocess.CompletedProcess:
        command = [str(self.programs / "psql"), "-h", str(self.place), "-p", str(self.port), "-U", "clientela", "-d", "book",
                   "-v", "ON_ERROR_STOP=1", "-qtA", *arguments]
        return subprocess.run(command, check=True, **options)

    def fill(self, tables) -> None:
        """Writes rows as they are."""
        for table, columns, values in tables:
            command = [str(self.programs / "psql"), "-h", str(self.place), "-p", str(self.port), "-U", "clientela", "-d", "book",
                       "-v", "ON_ERROR_STOP=1", "-q", "-c", f"\\copy {table} ({', '.join(columns)}) FROM STDIN WITH (FORMAT csv, NULL '~')"]
            with subprocess.Popen(command, stdin=subprocess.PIPE, text=True) as load:
                writer = csv.writer(load.stdin)
                for row in values:
                    writer.writerow(["~" if value is None else value for value in row])
                load.stdin.close()
                if load.wait() != 0:
                    raise RuntimeError(f"{table} could not be loaded")

    def settle(self) -> None:
        """What the server does by itself within minutes of such a load."""
        self._psql("-c", "VACUUM ANALYZE")

    def bytes_of(self) -> int:
        """Size of the database."""
        return int(self._psql("-c", "SELECT pg_database_size('book')", capture_output=True, text=True).stdout)

    def stop(self) -> None:
        """Ends the server and removes it."""
        self._program("pg_ctl", "-D", str(self.place / "data"), "-m", "fast", "-w", "stop")
        shutil.rmtree(self.place, ignore_errors=True)


def program(database, *arguments: str) -> measure.Outcome:
    """One run of the program on the book."""
    return measure.run([clientela.BINARY, "--book", str(database.book), *database.options, "--json", *arguments])


def must(outcome: measure.Outcome) -> dict:
    """The answer of a run that has to succeed."""
    if outcome.exit_code != 0:
        raise RuntimeError(outcome.complaint())
    return json.loads(outcome.output) if outcome.output.strip().startswith("{") else {}


def token_of(database, email: str) -> str:
    """A key with which programs read for this user."""
    return must(program(database, "--as", email, "token", "create", "bench", "--scope", "read"))["token"]


def users_of(database) -> dict[str, str]:
    """The id of each user, by address."""
    listed = must(program(database, "user", "list"))["users"]
    return {user["email"]: next(str(user[key]) for key in ("user", "id") if key in user) for user in listed}


def fill(database, accounts: int, people: int) -> dict:
    """A book with all the rows and their words; says what it took."""
    must(program(database, "migrate"))
    # The book's first run gives it a name; programs read without it.
    must(program(database, "user", "add", DIRECTOR, "--name", "Director", "--role", "director"))
    must(program(database, "user", "add", REPRESENTATIVE, "--name", "Representative", "--role", "sales_representative"))
    owner_id = users_of(database)[REPRESENTATIVE]
    say(f"{database.name}: {accounts:,} clients, {people:,} people")
    started = time.perf_counter()
    database.fill(rows(accounts, people, owner_id))
    say(f"{database.name}: rows in {time.perf_counter() - started:.0f} s; writing words")
    outcome = program(database, "doctor", "--rebuild-search")
    rebuilt = must(outcome)["search_rebuilt"]
    if rebuilt != {"accounts": accounts, "people": people}:
        raise RuntimeError(f"words of {rebuilt}")
    database.settle()
    return {"rebuild_seconds": outcome.seconds, "rebuild_mebibytes": outcome.peak_mebibytes, "bytes": database.bytes_of()}


def questions(accounts: int, people: int, each: int) -> dict[str, list[str]]:
    """What is typed, by kind. Every question but the last kind has an answer in the book."""
    chance = random.Random(3)
    all_accounts = random.Random(1)
    some = sorted(chance.sample(range(accounts), min(4 * each, accounts)))
    wanted, firms = set(some), []
    for number in range(accounts):
        made = account(number, all_accounts)
        if number in wanted:
            firms.append(made)
    names = [person(number, random.Random(number)) for number in range(4 * each)]
    chance.shuffle(firms)

    def firm() -> tuple[str, str, str]:
        return firms[chance.randrange(len(firms))]

    def somebody() -> tuple[str, str, str]:
        return names[chance.randrange(len(names))]

    made = {
        "one letter": lambda: chance.choice("абвгдежзиклмнопрстуфхцчшщюя"),
        "the beginning of a word": lambda: (firm()[0].split()[chance.randrange(2)] if chance.random() < 0.5 else somebody()[1])[: chance.randint(2, 5)],
        "a whole client's name": lambda: " ".join(firm()[0].split()[:3]),
        "given and family name": lambda: " ".join(somebody()[:2]),
        "two beginnings, the other way round": lambda: (lambda p: f"{p[1][:4]} {p[0][:3]}")(somebody()),
        "Latin letters": lambda: in_letters(" ".join(firm()[0].split()[:2]), LETTERS),
        "Latin by the ear": lambda: in_letters(" ".join(somebody()[:2]), BY_EAR),
        "the keyboard in another layout": lambda: in_letters(firm()[0].split()[0], KEYS),
        "a code, a telephone, part of an e-mail": lambda: chance.choice([firm()[2][:7], f"088{chance.randrange(10):d}{chance.randrange(10_000):04d}", f"p{chance.randrange(people)}@firm"]),
        "client and city": lambda: (lambda f: f"{f[0].split()[1]} {f[1][:4]}")(firm()),
        "what nobody is called": lambda: f"{chance.choice(ROOTS)[:3]}щъшчь {chance.choice(MALE)}",
    }
    return {kind: [make() for _ in range(each)] for kind, make in made.items()}


def ask(address: str, token: str, asked: dict[str, list[str]]) -> dict[str, dict]:
    """Milliseconds of each question by kind, and how many found something."""
    place = urllib.parse.urlsplit(address)
    connection = http.client.HTTPConnection(place.hostname, place.port)
    headers = {"Authorization": f"Bearer {token}"}

    def one(words: str) -> tuple[float, dict]:
        path = "/api/v1/search?" + urllib.parse.urlencode({"q": words, "limit": 10})
        started = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        took = (time.perf_counter() - started) * 1000
        if answer.status != 200:
            raise RuntimeError(f"{words!r} answered {answer.status}: {body[:200]!r}")
        return took, json.loads(body)

    # One round that is not counted, so that the pages of the index are in memory as on a working day.
    for words in [words for kind in asked.values() for words in kind[:20]]:
        one(words)
    found = {}
    for kind, list_of_words in asked.items():
        answers = [one(words) for words in list_of_words]
        slowest = max(range(len(answers)), key=lambda at: answers[at][0])
        found[kind] = {
            "milliseconds": [took for took, _ in answers], "slowest": list_of_words[slowest],
            "hits": sum(1 for _, answer in answers if answer["accounts"] or answer["people"]),
        }
    connection.close()
    return found


def percentile(times: list[float], share: float) -> float:
    """The smallest time that at least this share of all does not exceed."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, max(0, -(-len(ordered) * share // 1) - 1).__int__())]


def serve(command: list[str], log: Path) -> servers.Server:
    """Starts the program and waits until it is ready; its first page would read a million clients."""
    with log.open("wb") as stream:
        process = subprocess.Popen(measure.pinned(command), stdin=subprocess.DEVNULL, stdout=stream, stderr=subprocess.STDOUT)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        found = re.search(r"http://127\.0\.0\.1:\d+", log.read_text(errors="replace"))
        if found and servers.answers(found.group(0) + "/healthz"):
            return servers.Server(process, found.group(0))
        time.sleep(0.2)
    process.kill()
    raise RuntimeError("did not start: " + log.read_text(errors="replace")[-200:])


def measure_database(database, accounts: int, people: int, each: int) -> dict:
    """One database, filled and asked."""
    result = fill(database, accounts, people)
    asked = questions(accounts, people, each)
    command = [clientela.BINARY, "--book", str(database.book), *database.options, "serve", "--port", "0"]
    log = DATA / f"{database.name}.log"
    tokens = {"director": token_of(database, DIRECTOR), "representative": token_of(database, REPRESENTATIVE)}
    server = serve(command, log)
    try:
        for who, token in tokens.items():
            say(f"{database.name}: {each * len(asked):,} searches of the {who}")
            result[who] = ask(server.address, token, asked)
        result["server_mebibytes"] = measure.resident_mebibytes(server.process.pid)
    finally:
        server.stop()
    return result


def section(results: dict, accounts: int, people: int) -> list[str]:
    """The text between the marks."""
    machine = measure.machine()
    day = datetime.date.today().isoformat()
    lines = [f"{accounts:,} clients and {people:,} people, {day}, {clientela.version()}; {machine['processor']}, two processors, "
             f"{machine['memory']}, load at the end {machine['load']}. Goal: 99th percentile at most {GOAL_MILLISECONDS:.0f} ms. "
             "Times are of whole requests to the API, clients and people together, ten of each; a representative sees "
             f"{SEEN_ACCOUNTS} clients and their people.", ""]
    rows_of = [["database", "who", "searches", "p50", "p95", "p99", "slowest", "met"]]
    rows_of.append(["---", "---", *["---:"] * 5, "---"])
    for name, result in results.items():
        for who in ("director", "representative"):
            times = [one for kind in result[who].values() for one in kind["milliseconds"]]
            ninety_ninth = percentile(times, 0.99)
            rows_of.append([name, who, f"{len(times):,}", *(f"{value:.1f} ms" for value in (
                statistics.median(times), percentile(times, 0.95), ninety_ninth, max(times))),
                "yes" if ninety_ninth <= GOAL_MILLISECONDS else "**no**"])
    lines += ["| " + " | ".join(row) + " |" for row in rows_of] + [""]
    names = list(results)
    lines.append("| what is typed (99th percentile, director / representative) | " + " | ".join(names) + " |")
    lines.append("| --- | " + " | ".join(["---:"] * len(names)) + " |")
    for kind in next(iter(results.values()))["director"]:
        cells = [" / ".join(f"{percentile(results[name][who][kind]['milliseconds'], 0.99):.1f}" for who in ("director", "representative"))
                 + " ms" for name in names]
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    lines.append("")
    for name, result in results.items():
        lines.append(f"{name}: the words written anew (`clientela doctor --rebuild-search`) in {result['rebuild_seconds']:.0f} s with at most "
                     f"{result['rebuild_mebibytes']:.0f} MiB; the database is then {result['bytes'] / 1e9:.2f} GB; the server holds "
                     f"{result['server_mebibytes']:.0f} MiB after the searches.")
        lines.append("")
    return lines


def main() -> None:
    """Both databases, then the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--accounts", type=int, default=1_000_000)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--each", type=int, default=200, help="searches of each kind")
    parser.add_argument("--databases", default="sqlite,postgres")
    parser.add_argument("--output", type=Path, default=ROOT / "docs/benchmarks.md")
    options = parser.parse_args()
    if not clientela.present():
        raise SystemExit(f"{clientela.BINARY} is missing: cargo build --release -p clientela")
    results = {}
    for kind in options.databases.split(","):
        database = {"sqlite": Sqlite, "postgres": Postgres}[kind](DATA / kind)
        try:
            results[database.name] = measure_database(database, options.accounts, options.people, options.each)
        finally:
            database.stop()
    (DATA / "search.json").write_text(json.dumps(results, ensure_ascii=False))
    report.write_section(options.output, SECTION, section(results, options.accounts, options.people))
    say(f"written: {options.output}")


if __name__ == "__main__":
    main()
