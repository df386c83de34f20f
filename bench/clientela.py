"""Clientela's side: which commands are measured and how their answers are read.

Every command can be replaced by an environment variable; `{binary}` and `{book}` are filled in.
"""

import json
import os
import re
import shlex
import shutil
import urllib.parse
from pathlib import Path

import measure

ROOT = Path(__file__).resolve().parent.parent
BINARY = os.environ.get("CLIENTELA_BINARY", str(ROOT / "target/release/clientela"))
IMPORT = os.environ.get("CLIENTELA_IMPORT_COMMAND", "{binary} --book {book} import sales {file} --json")
FIGURES = os.environ.get("CLIENTELA_FIGURES_COMMAND", "{binary} --book {book} concentration --json --timing")
"""Must say `recomputed in N.N ms` for the figures alone, the start of the process not counted."""
SERVE = os.environ.get("CLIENTELA_SERVE_COMMAND", "{binary} --book {book} serve --port 0")
TOKEN = os.environ.get("CLIENTELA_TOKEN_COMMAND", "{binary} --book {book} token create bench --scope read --json")
PERSON = "bench@example.com"
USER = os.environ.get("CLIENTELA_USER_COMMAND", f"{{binary}} --book {{book}} user add {PERSON} --name Bench --role administrator --json")
USER_AGAIN = os.environ.get("CLIENTELA_USER_AGAIN_COMMAND", f"{{binary}} --book {{book}} user reset {PERSON} --json")
"""Both answer with a one-time `link` for choosing a password; the second for a book that knows the person already."""

ACCEPTED_EXIT_CODES = (0, 3)
"""Three: done, with rows set aside."""

RUNS = 7


def present() -> bool:
    """Is there a program to measure?"""
    return Path(BINARY).exists()


def command(template: str, book: Path, **more: object) -> list[str]:
    """A command line from its template."""
    values = {"binary": BINARY, "book": book, **more}
    return [part.format(**values) for part in shlex.split(template)]


def version() -> str:
    """What the program calls itself."""
    return measure.run([BINARY, "--version"]).output.strip() if present() else "not built"


def import_file(file: Path, book: Path, options: list[str]) -> dict:
    """Imports one file into a new book; the answer has `seconds`, or `failed` with the reason."""
    shutil.rmtree(book, ignore_errors=True)
    outcome = measure.run([*command(IMPORT, book, file=file), *options])
    if outcome.exit_code not in ACCEPTED_EXIT_CODES:
        shutil.rmtree(book, ignore_errors=True)  # or the other parts would measure half a book
        return {"failed": outcome.complaint()}
    try:
        rows = json.loads(outcome.output)["rows"]
    except (ValueError, KeyError, TypeError) as error:
        shutil.rmtree(book, ignore_errors=True)
        return {"failed": f"the answer has no rows: {error!r}"}
    return {
        "seconds": outcome.seconds, "peak_mebibytes": outcome.peak_mebibytes, "rows": rows,
        "bytes": measure.folder_bytes(book),
    }


def figures(book: Path) -> dict:
    """Recomputes the figures seven times after one run that is not counted."""
    times, answer, started = [], {}, []
    for _ in range(RUNS + 1):
        outcome = measure.run(command(FIGURES, book))
        said = re.search(r"recomputed in ([0-9.]+) ms", outcome.errors + outcome.output)
        if outcome.exit_code != 0 or said is None:
            return {"failed": outcome.complaint() if outcome.exit_code else "no line 'recomputed in N.N ms'"}
        times.append(float(said.group(1)))
        started.append(outcome.seconds * 1000)
        answer = json.loads(outcome.output)
    return {"milliseconds": times[1:], "process_milliseconds": started[1:], "figures": plain_figures(answer)}


def sign_in_link(book: Path) -> str:
    """The path under which the person who is measured chooses a password."""
    for template in (USER, USER_AGAIN):
        outcome = measure.run(command(template, book))
        if outcome.exit_code == 0:
            # The link names the address of the team's server; ours listens elsewhere.
            link = urllib.parse.urlsplit(json.loads(outcome.output)["link"])
            return f"{link.path}?{link.query}"
    raise RuntimeError("nobody can sign in: " + outcome.complaint())


def plain_figures(answer: dict) -> dict:
    """The figures in the form in which the other programs give theirs."""

    def plain(value: object) -> float:
        return float(value["low"] if isinstance(value, dict) else value)

    return {
        "accounts": answer["accounts"], "revenue": str(answer["revenue"]),
        "hhi": plain(answer["hhi"]), "gini": plain(answer["gini"]),
        **{name: answer["classes"][name]["accounts"] for name in "ABC"},
    }


def same(ours: dict, theirs: dict) -> str:
    """`yes`, or the first figure that differs. Money must be equal, ratios to nine digits."""
    for key, value in theirs.items():
        mine = ours[key]
        if key == "revenue":
            equal = abs(float(mine) - float(value)) < 0.005
        else:
            equal = abs(float(mine) - float(value)) <= 1e-9 * max(1.0, abs(float(value)))
        if not equal:
            return f"no: {key} {mine} against {value}"
    return "yes"
