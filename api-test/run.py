"""Serves the sample firm and tests its API from its own description; see README.md."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request

SEED = "20261124"

# Bounds the whole run: `cargo xtask test` must stay quick.
SECONDS_MAX = "150"

CHECKS = ",".join(
    [
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
        "response_headers_conformance",
        "allow_header_conformance",
        "unsupported_method",
        "missing_required_header",
        "ignored_auth",
    ]
)

SALES = (
    "Номер;Дата;Клиент;Стойност без ДДС;Валута\n"
    "F1;05.10.2026;Опитна фирма АД;1000,50;EUR\n"
    "F2;35.10.2026;Опитна фирма АД;50,00;EUR\n"
    "F3;06.10.2026;Друга опитна ООД;70,00;EUR\n"
)


class Book:
    """The program on a book of its own."""

    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.book = str(folder / "sample-book")

    def run(self, *words):
        command = [self.program, "--json", *words]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{' '.join(command)}: {done.stdout} {done.stderr}")
        return done.stdout

    def key(self):
        """A key of an administrator that opens everything."""
        email = "api@example.bg"
        self.run("start", "--no-serve")
        self.run("--book", self.book, "user", "add", email, "--name", "Опит", "--role", "administrator")
        scopes = [word for scope in ("read", "write", "import", "admin") for word in ("--scope", scope)]
        made = self.run("--book", self.book, "--as", email, "token", "create", "api-test", *scopes)
        return json.loads(made)["token"]

    def serve(self):
        """The server and its address."""
        log = open(self.folder / "server.log", "w")
        server = subprocess.Popen(
            [self.program, "--book", self.book, "--json", "serve", "--port", "0"],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        said = ""
        for line in server.stdout:
            said += line
            try:
                return server, json.loads(said)["address"]
            except ValueError:
                continue
        sys.exit(f"the server did not start: {said}")


class Api:
    """The API, as far as the records of this test need it."""

    def __init__(self, address, key):
        self.address = address
        self.key = key

    def ask(self, method, path, body=None, raw=None):
        data = raw if raw is not None else None if body is None else json.dumps(body).encode()
        kind = "application/octet-stream" if raw is not None else "application/json"
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": kind}
        url = f"{self.address}/api/v1/{path}"
        request = urllib.request.Request(url, data=data, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            sys.exit(f"{method} {path}: {error.code} {error.read().decode()}")

    def ids(self):
        """Ids of records by the word that begins their address; none of them is needed later on."""
        accounts = [one["account"] for one in self.ask("GET", "accounts?limit=40")["accounts"]]
        people = [one["person"] for one in self.ask("GET", "people?limit=30")["data"]]
        first = self.ask("GET", f"people/{people[0]}")
        users = [self.user(number) for number in range(6)]
        teams = [self.ask("POST", "teams", {"name": f"Екип {n}"})["team"] for n in range(3)]
        absence = {"user": users[0], "substitute": users[1], "from": "2026-12-01", "to": "2026-12-05"}
        notes = [
            self.ask("POST", "notes", {"account": account, "text": "опит"})["note"]
            for account in accounts[:6]
        ]
        call = {"kind": "call", "summary": "опит", "day": "2026-11-20"}
        calls = [
            self.ask("POST", "interactions", {**call, "account": account})["interaction"]
            for account in accounts[:6]
        ]
        steps = [
            self.ask("POST", "next-steps", {"account": account, "what": "опит"})["next_step"]
            for account in accounts[:6]
        ]
        promise = {"debtor": "us", "what": "опит", "due": "2026-12-20"}
        promises = [
            self.ask("POST", "obligations", {**promise, "account": account})["obligation"]
            for account in accounts[:6]
        ]
        unknown = [
            self.ask("POST", f"accounts/{account}/people-map/placeholders", {"title": "опит"})["id"]
            for account in accounts[:6]
        ]
        said = [
            self.ask("POST", f"accounts/{account}/people-map/statements", {"about": about, "influence": "3"})["statements"][0]
            for account, about in zip(accounts, unknown)
        ]
        purchases = [
            self.ask("POST", f"accounts/{account}/purchases", {"name": "опит"})["id"]
            for account in accounts[:6]
        ]
        present = {"direction": "given", "what": "опит", "value": "10", "official": "no"}
        gifts = [
            self.ask("POST", "gifts", {**present, "account": account})["gift"]
            for account in accounts[:6]
        ]
        favour = {"side": "them", "kind": "reference", "what": "опит"}
        support = [
            self.ask("POST", "support", {**favour, "account": account})["support"]
            for account in accounts[:6]
        ]
        problems = [
            self.ask("POST", "problems", {"what": "опит", "account": account})["problem"]
            for account in accounts[:6]
        ]
        threats = [
            self.ask("POST", "threats", {"kind": "price", "what": "опит", "account": account})["threat"]
            for account in accounts[:6]
        ]
        rivals = [
            self.ask("POST", "competitors", {"name": f"опит {number}"})["competitor"]
            for number in range(6)
        ]
        stand = {"competitor": rivals[0], "product_group": "опит", "source": "client"}
        positions = [
            self.ask("POST", "competitor-positions", {**stand, "account": account})["position"]
            for account in accounts[:6]
        ]
        contests = [
            self.ask("POST", "contests", {"what": "опит", "outcome": "won", "account": account})["contest"]
            for account in accounts[:6]
        ]
        bought = {"period": "2026", "amount_low": "100", "source": "norm"}
        wallet = [
            self.ask("POST", "client-purchases", {**bought, "account": account})["purchase"]
            for account in accounts[:6]
        ]
        wrong = {"what": "опит", "severity": "minor", "origin": "client"}
        incidents = [
            self.ask("POST", "incidents", {**wrong, "account": account})["incident"]
            for account in accounts[:6]
        ]
        heard = {"about": "us", "what": "опит", "origin": "press"}
        remarks = [
            self.ask("POST", "remarks", {**heard, "account": account})["remark"]
            for account in accounts[:6]
        ]
        surveys = [
            self.ask("POST", f"accounts/{account}/surveys", {"days": 30})["survey"]
            for account in accounts[:6]
        ]
        answers = [
            self.ask("POST", f"accounts/{account}/survey-answers", {"recommend": 9})["answer"]
            for account in accounts[:6]
        ]
        name = urllib.parse.quote("опит.txt")
        files = [
            self.ask("POST", f"attachments?account={account}&file_name={name}", raw=b"opit")["attachment"]
            for account in accounts[:4]
        ]
        handover = self.ask("POST", f"accounts/{accounts[0]}/handover", {"to": users[2]})["id"]
        answer = {"answer": "yes", "evidence_text": "опит"}
        self.ask("POST", f"accounts/{accounts[1]}/criteria/market_power", answer)
        imported = self.ask("POST", "imports?file_name=opit.csv", raw=SALES.encode())["import_id"]
        assigned = self.ask("POST", "owners", {"overwrite": False}).get("assignment")
        return {
            "accounts": accounts,
            "people": people,
            "affiliations": [place["affiliation"] for place in first["affiliations"]],
            "users": users,
            "managers": users,
            "teams": teams,
            "absences": [self.ask("POST", "absences", absence)["absence"]],
            "notes": notes,
            "interactions": calls,
            "next-steps": steps,
            "obligations": promises,
            "map-placeholders": unknown,
            "map-statements": said,
            "purchases": purchases,
            "gifts": gifts,
            "support": support,
            "problems": problems,
            "threats": threats,
            "competitors": rivals,
            "competitor-positions": positions,
            "contests": contests,
            "client-purchases": wallet,
            "incidents": incidents,
            "remarks": remarks,
            "surveys": surveys,
            "survey-answers": answers,
            "attachments": files,
            "handovers": [handover],
            "imports": [imported],
            "owners": [assigned],
        }

    def user(self, number):
        body = {"email": f"opit{number}@example.bg", "name": f"Опит {number}", "role": "key_account_manager"}
        return self.ask("POST", "users", body)["user"]


WORDS = {
    "criterion": ["market_power", "professionalism", "volume"],
    "duty": ["knows_firm", "yearly_plan"],
    "question": ["risk", "long_process"],
    "profile": ["equal", "sales", "purchasing"],
    "item": ["introduced"],
    "position": list(range(1, 200, 9)),
}


def configuration(ids):
    """What schemathesis cannot know: records that are there."""
    lines = []
    for name, values in {**ids, **WORDS}.items():
        values = [value for value in values if value is not None]
        if values:
            lines += [f"[dictionaries.{name.replace('-', '_')}]", f"values = {json.dumps(values)}", ""]
    lines.append("[parameters]")
    for word in WORDS:
        lines.append(f'"path.{word}" = {{ dictionary = "{word}", probability = 0.8 }}')
    for name, values in ids.items():
        if any(value is not None for value in values):
            binding = f'{{ dictionary = "{name.replace("-", "_")}", probability = 0.8 }}'
            lines += [
                "",
                "[[operations]]",
                f'include-path-regex = "^/api/v1/{name}/"',
                f'parameters = {{ "path.id" = {binding} }}',
            ]
    return "\n".join(lines) + "\n"


def main():
    program, *more = sys.argv[1:]
    program = str(pathlib.Path(program).resolve())
    with tempfile.TemporaryDirectory(prefix="clientela-api-") as scratch:
        folder = pathlib.Path(scratch)
        book = Book(program, folder)
        key = book.key()
        server, address = book.serve()
        try:
            (folder / "schemathesis.toml").write_text(configuration(Api(address, key).ids()))
            schemathesis = pathlib.Path(sys.executable).parent / "schemathesis"
            command = [
                str(schemathesis),
                "run",
                f"{address}/api/v1/openapi.json",
                "--header",
                f"Authorization: Bearer {key}",
                "--checks",
                CHECKS,
                "--seed",
                SEED,
                "--max-time",
                SECONDS_MAX,
                "--continue-on-failure",
                "--warnings",
                "off",
                "--no-color",
                *more,
            ]
            environment = {**os.environ, "NO_COLOR": "1", "HYPOTHESIS_STORAGE_DIRECTORY": scratch}
            status = subprocess.run(command, cwd=folder, env=environment, check=False).returncode
            if server.poll() is not None:
                sys.exit("the server ended during the test")
            if status != 0:
                print((folder / "server.log").read_text()[-4000:])
            sys.exit(status)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
