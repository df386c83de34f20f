"""Starting the two servers, putting 100,000 clients into PocketBase, and loading both with wrk.

Loopback only. Each server is held to one processor and wrk to the other, so that the load does not
take the server's time; `BENCH_PIN=none` lets all of them use both.
"""

import http.cookiejar
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import clientela
import measure

HERE = Path(__file__).resolve().parent
IN_FLIGHT = 50
ACCOUNTS = 50
"""Clients that are asked for in turn."""
NEW_ACCOUNTS = 20_000
"""Clients that are asked for once each."""
CLIENTS = 100_000
PASSWORD = "a-long-bench-password"
START_SECONDS = 60
SETTLE_SECONDS = 5
"""How long a server is left alone before its idle memory is read."""


def places() -> tuple[list[int], list[int]]:
    """Processors of the server and of the load."""
    both = measure.processors()
    if os.environ.get("BENCH_PIN") == "none" or len(both) < 2:
        return both, both
    return both[:1], both[1:]


@dataclass
class Server:
    """A running server."""

    process: subprocess.Popen
    address: str
    idle_mebibytes: float = 0.0

    def stop(self) -> None:
        """Asks it to end, then insists."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@dataclass
class Target:
    """One thing to ask a server for, again and again."""

    name: str
    address: str
    paths: list[str]
    headers: dict[str, str] = field(default_factory=dict)
    goal: float | None = None


def answers(address: str) -> bool:
    """Does anything answer there, with whatever status?"""
    try:
        urllib.request.urlopen(address, timeout=2).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def start(command: list[str], log: Path, address: str | None) -> Server:
    """Starts a server; without an address, the first loopback one it prints is taken."""
    stream = log.open("wb")
    process = subprocess.Popen(measure.pinned(command, places()[0]), stdin=subprocess.DEVNULL, stdout=stream,
                               stderr=subprocess.STDOUT)
    stream.close()
    server = Server(process, address or "")
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if not server.address:
            found = re.search(r"http://(?:127\.0\.0\.1|localhost|\[::1\]):\d+", log.read_text(errors="replace"))
            server.address = found.group(0) if found else ""
        if server.address and answers(server.address + "/"):
            time.sleep(SETTLE_SECONDS)
            server.idle_mebibytes = measure.resident_mebibytes(process.pid)
            return server
        time.sleep(0.1)
    if process.poll() is None:
        server.stop()
    raise RuntimeError("did not start: " + (log.read_text(errors="replace").strip().splitlines() or ["no message"])[-1])


def fetch(address: str, headers: dict[str, str] | None = None, body: dict | None = None,
          method: str | None = None) -> dict:
    """One JSON request."""
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(address, data, {"Content-Type": "application/json", **(headers or {})},
                                     method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        said = error.read(300).decode("utf-8", "replace")
        raise RuntimeError(f"{urllib.parse.urlsplit(address).path} answered {error.code}: {said}") from error


class PasswordForm(HTMLParser):
    """The address and the fields of the form of a page in which one types a password."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action = ""
        self.fields: dict[str, str] = {}
        self._action = ""
        self._fields: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list) -> None:
        known = {name: value or "" for name, value in attributes}
        if tag == "form":
            self._action, self._fields = known.get("action", ""), {}
        elif tag == "input" and known.get("name"):
            is_password = known.get("type") == "password"
            self._fields[known["name"]] = PASSWORD if is_password else known.get("value", "")
            if is_password:
                self.action, self.fields = self._action, self._fields


def session_cookie(address: str, link: str) -> str:
    """Chooses a password by a one-time link, as a browser would, and gives the cookie of the session."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    form = PasswordForm(browser.open(address + link, timeout=30).read().decode())
    data = urllib.parse.urlencode(form.fields).encode()
    browser.open(urllib.request.Request(urllib.parse.urljoin(address, form.action), data, {"Origin": address}),
                 timeout=30).close()
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def opens(target: Target) -> str | None:
    """None when the target answers 200 without being sent elsewhere, else why not."""
    try:
        request = urllib.request.Request(target.address + target.paths[0], headers=target.headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            answer.read()
            asked = urllib.parse.urlsplit(target.address + target.paths[0]).path
            reached = urllib.parse.urlsplit(answer.url).path
            return None if reached == asked else f"sent to {reached}"
    except OSError as error:
        return str(error)


def clientela_targets(book: Path, server: Server) -> list[Target]:
    """The API by token, the pages by session."""
    page = {"Cookie": session_cookie(server.address, clientela.sign_in_link(book))}
    outcome = measure.run(clientela.command(clientela.TOKEN, book))
    if outcome.exit_code != 0:
        raise RuntimeError("no token: " + outcome.complaint())
    bearer = {"Authorization": "Bearer " + json.loads(outcome.output)["token"]}
    accounts = some_accounts(server, bearer)
    one = [f"/accounts/{account}" for account in accounts[:ACCOUNTS]]
    # Asked for once each, so that nothing about them can have been remembered.
    new = [f"/api/v1/accounts/{account}" for account in accounts[ACCOUNTS:]]
    made = [
        ("API: list 50 clients", ["/api/v1/accounts?limit=50"], bearer),
        ("API: one client", ["/api/v1" + path for path in one], bearer),
        ("API: one client, each asked for the first time", new, bearer),
        ("API: concentration", ["/api/v1/concentration"], bearer),
        ("page: clients", ["/accounts"], page),
        ("page: one client", one, page),
        ("page: concentration", ["/concentration"], page),
    ]
    return [Target(name, server.address, paths, headers, 25.0) for name, paths, headers in made]


def some_accounts(server: Server, headers: dict[str, str]) -> list[str]:
    """Clients from the largest down, page by page."""
    found: list[str] = []
    address = server.address + "/api/v1/accounts?limit=500"
    while address and len(found) < ACCOUNTS + NEW_ACCOUNTS:
        answer = fetch(address, headers)
        found += [str(entry["account"]) for entry in answer["accounts"]]
        cursor = answer["page"]["next"]
        address = f"{server.address}/api/v1/accounts?limit=500&cursor={cursor}" if cursor else ""
    return found


def fill_pocketbase(binary: str, folder: Path) -> None:
    """A collection of 100,000 clients, readable by everyone, with an index on revenue."""
    shutil.rmtree(folder, ignore_errors=True)
    credentials = {"identity": "bench@example.com", "password": PASSWORD}
    made = measure.run([binary, "superuser", "upsert", *credentials.values(), *pocketbase_folders(folder)])
    if made.exit_code != 0:
        raise RuntimeError("PocketBase: " + made.complaint())
    server = start_pocketbase(binary, folder)
    try:
        token = fetch(server.address + "/api/collections/_superusers/auth-with-password", body=credentials)["token"]
        # It would write a line of its log for every request otherwise.
        fetch(server.address + "/api/settings", {"Authorization": token}, {"logs": {"maxDays": 0}}, "PATCH")
        texts = [{"name": name, "type": "text"} for name in ("code", "name", "owner", "class")]
        numbers = [{"name": name, "type": "number"} for name in ("revenue", "share")]
        fetch(server.address + "/api/collections", {"Authorization": token}, {
            "name": "accounts", "type": "base", "fields": texts + numbers, "listRule": "", "viewRule": "",
            "indexes": ["CREATE INDEX accounts_by_revenue ON accounts (revenue)"],
        })
    finally:
        server.stop()
    with sqlite3.connect(folder / "data.db") as database:
        database.executemany(
            "INSERT INTO accounts (id, code, name, owner, class, revenue, share) VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((f"client{number:09d}", f"C{number:06d}", f"Rila Foods {number} OOD", "I. Petrova", "ABC"[number % 3],
              1e8 / (number + 1), 0.1 / (number + 1)) for number in range(CLIENTS)),
        )
    database.close()


def pocketbase_folders(folder: Path) -> list[str]:
    """Keeps all it writes inside the folder; beside it, it would find the last run's collections again."""
    return ["--dir", str(folder), "--migrationsDir", str(folder / "migrations"), "--hooksDir", str(folder / "hooks"),
            "--automigrate=false"]


def start_pocketbase(binary: str, folder: Path) -> Server:
    """Serves the folder on a free loopback port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [binary, "serve", "--http", place, *pocketbase_folders(folder)]
    return start(command, folder.with_suffix(".log"), "http://" + place)


def pocketbase_targets(server: Server) -> list[Target]:
    """Its plain list, its fastest list, the list by revenue, and one record."""
    base = "/api/collections/accounts/records"
    made = [
        ("list 50 of 100,000", [base + "?perPage=50"]),
        ("list 50, total not counted", [base + "?perPage=50&skipTotal=1"]),
        ("list 50 by revenue, total not counted", [base + "?perPage=50&skipTotal=1&sort=-revenue"]),
        ("one record", [f"{base}/client{number:09d}" for number in range(0, CLIENTS, 2000)]),
    ]
    return [Target(name, server.address, paths) for name, paths in made]


def load(target: Target, seconds: int, folder: Path) -> dict:
    """Fifty requests in flight for so many seconds; latencies in milliseconds."""
    paths = folder / "paths.txt"
    paths.write_text("\n".join(target.paths) + "\n")
    headers = [part for name, value in target.headers.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{IN_FLIGHT}", f"-d{seconds}s", "--timeout", "10s", "-s", str(HERE / "load.lua"),
               *headers, target.address, "--", str(paths)]
    done = subprocess.run(measure.pinned(command, places()[1]), capture_output=True, text=True, timeout=seconds + 60)
    found = re.search(r"^RESULT (.*)$", done.stdout, re.MULTILINE)
    if found is None:
        raise RuntimeError("wrk: " + (done.stderr or done.stdout).strip()[-200:])
    result = json.loads(found.group(1))
    if not result["requests"]:
        raise RuntimeError(f"no answer came within {seconds} s")
    return result
