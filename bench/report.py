"""Turns the measured numbers into the tables of docs/benchmarks.md, as they came out."""

import statistics
from pathlib import Path

BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"
IMPORT_GOAL = 1.5
"""At most this many times DuckDB's time."""
FIGURES_GOAL = 1.0
MEMORY_GOAL = 1024.0
IDLE_GOAL = 150.0
MISSING = "–"


def table(heads: list[str], rows: list[list[str]]) -> list[str]:
    """A Markdown table; the first column is text, the others are numbers."""
    rule = ["---", *["---:"] * (len(heads) - 1)]
    return ["| " + " | ".join(row) + " |" for row in [heads, rule, *rows]] + [""]


def number(value: float) -> str:
    """Three significant digits, never in powers of ten."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def met(value: float, goal: float) -> str:
    """Is the goal reached?"""
    return "yes" if value <= goal else "**no**"


def failed(entry: dict) -> str:
    """Why a cell is empty, short enough for a cell."""
    return "not measured: " + entry["failed"].replace("|", "/")[:80]


def import_rows(name: str, entry: dict) -> list[list[str]]:
    """Time and memory of one file."""
    ours, theirs, unordered = entry["clientela"], entry["duckdb"], entry["duckdb_any_order"]
    if "failed" in theirs or "failed" in unordered:
        return [[name, MISSING, MISSING, failed(theirs if "failed" in theirs else unordered)] + [MISSING] * 4]
    durable = theirs["seconds"] + theirs["flush_seconds"]

    def taken(run: dict) -> str:
        return f"{number(run['seconds'])} s ({number(run['fastest'])}–{number(run['slowest'])})"

    def times(found: list[float]) -> str:
        return f"{statistics.median(found):.2f} ({found[0]:.2f}–{found[-1]:.2f})"

    time = [name + ": time", f"≤ {IMPORT_GOAL} × DuckDB"]
    memory = [name + ": peak memory", f"≤ {MEMORY_GOAL:,.0f} MiB"]
    their_time = [f"{taken(theirs)}; with fsync {number(durable)} s", taken(unordered)]
    their_memory = [f"{number(theirs['peak_mebibytes'])} MiB", f"{number(unordered['peak_mebibytes'])} MiB"]
    if "failed" in ours:
        return [[*time, failed(ours), *their_time] + [MISSING] * 3, [*memory, MISSING, *their_memory] + [MISSING] * 3]
    return [
        [*time, taken(ours), *their_time, times(entry["ratios"]), times(entry["ratios_any_order"]),
         met(statistics.median(entry["ratios"]), IMPORT_GOAL)],
        [*memory, f"{number(ours['peak_mebibytes'])} MiB", *their_memory,
         f"{ours['peak_mebibytes'] / theirs['peak_mebibytes']:.2f}",
         f"{ours['peak_mebibytes'] / unordered['peak_mebibytes']:.2f}", met(ours["peak_mebibytes"], MEMORY_GOAL)],
    ]


def import_section(results: dict) -> list[str]:
    """CSV into the book against CSV into Parquet."""
    if not results["import"]:
        return []
    rows = [row for name, entry in results["import"].items() for row in import_rows(name, entry)]
    lines = ["### Import: CSV → book, against DuckDB's CSV → Parquet (zstd)", ""]
    lines += table(["File", "Goal", "Clientela", "DuckDB", "DuckDB, any order", "Ratio", "Ratio, any order", "Met"], rows)
    lines += [f"Middle of {results['repeats']} runs, ours and theirs in turn, the file already in memory; in brackets the "
              "fastest and the slowest. A ratio is that of two runs of the same round. Ours is the whole program from start to exit, DuckDB's is the `COPY` alone. The goal is "
              "against DuckDB's default, which keeps the order of the lines, as a book does.", ""]
    sizes = []
    for name, entry in results["import"].items():
        ours, theirs = entry["clientela"], entry["duckdb"]
        if "failed" in theirs:
            continue
        book = MISSING if "failed" in ours else f"{ours['bytes'] / 1e6:,.1f} MB"
        taken = MISSING if "failed" in ours else ", ".join(f"{key} {ours['rows'][key]:,}" for key in ours["rows"])
        sizes.append([name, f"{entry['csv_bytes'] / 1e6:,.1f} MB", f"{entry['read_seconds']:.2f} s", book,
                      f"{theirs['bytes'] / 1e6:,.1f} MB", taken])
    return lines + table(["File", "CSV", "reading it once", "Book (with the raw file)", "DuckDB's Parquet",
                          "Rows by Clientela"], sizes)


def spread(times: list[float]) -> str:
    """Median, fastest and slowest, in milliseconds."""
    return f"{number(statistics.median(times))} ms ({number(min(times))}–{number(max(times))})"


def figures_section(results: dict) -> list[str]:
    """Recomputing the figures against DuckDB and Polars."""
    if not results["figures"]:
        return []
    rows = []
    for name, entry in results["figures"].items():
        cells, medians = {}, {}
        for program in ("duckdb", "polars"):
            found = entry[program]
            if "failed" in found:
                cells[program] = failed(found)
                continue
            times = found.get("milliseconds") or min(found["engines"].values(), key=statistics.median)
            cells[program], medians[program] = spread(times), statistics.median(times)
        summary = entry.get("duckdb_summary", {})
        cells["summary"] = spread(summary["milliseconds"]) if "milliseconds" in summary else MISSING
        ours = entry["clientela"]
        if "failed" in ours or not medians:
            mine, ratio, reached, agrees = failed(ours) if "failed" in ours else MISSING, MISSING, MISSING, MISSING
        else:
            median = statistics.median(ours["milliseconds"])
            times_as_long = median / min(medians.values())
            whole = number(statistics.median(ours["process_milliseconds"]))
            mine = f"{spread(ours['milliseconds'])}; whole command {whole}"
            ratio, reached = f"{times_as_long:.2f}", met(times_as_long, FIGURES_GOAL)
            agrees = ours.get("agrees", MISSING)
        others = entry["polars"].get("agrees", MISSING)
        rows.append([name, "≤ the faster", mine, cells["duckdb"], cells["polars"], cells["summary"], ratio, reached,
                     f"Clientela {agrees}, Polars {others}"])
    lines = ["### Every client's twelve months, ranks, classes, HHI and Gini", ""]
    lines += table(["Ledger", "Goal", "Clientela", "DuckDB", "Polars", "DuckDB on a monthly summary", "Ratio", "Met",
                    "Same figures as DuckDB"], rows)
    return lines + ["Median, fastest and slowest of 7 warm runs on the Parquet file of the import above. DuckDB and Polars stay in one "
                    "process; Clientela is started anew for each run and says how long the figures took. Polars by the "
                    "faster of its two engines. The ratio is to the faster of DuckDB and Polars on the lines.", ""]


def server_section(results: dict) -> list[str]:
    """The servers under load."""
    server = results["server"]
    if not server:
        return []
    lines = ["### Server: 50 requests in flight", ""]
    if "failed" in server:
        return [*lines, "Not measured: " + server["failed"], ""]
    rows = []
    for target in server["targets"]:
        name = f"{target['program']}, {target['name']}"
        goal = f"p99 ≤ {target['goal']:.0f} ms" if target["goal"] else MISSING
        if "failed" in target:
            rows.append([name, goal, failed(target)] + [MISSING] * 6)
            continue
        median = target["median"]
        rows.append([
            name, goal, f"{median['p50']:.2f}", f"{median['p99']:.2f} ({target['p99_from']:.2f}–{target['p99_to']:.2f})",
            f"{median['p999']:.2f}", f"{median['max']:.1f}", f"{median['requests'] / median['seconds']:,.0f}",
            f"{target['errors']:,}", met(median["p99"], target["goal"]) if target["goal"] else MISSING,
        ])
    ours, theirs = server["clientela"], server["pocketbase"]
    for program, entry in (("Clientela", ours), ("PocketBase", theirs)):
        if "failed" in entry:
            lines += [f"{program} {failed(entry)}.", ""]
    lines += table(["Asked for", "Goal", "p50 ms", "p99 ms (range)", "p99.9 ms", "max ms", "requests/s", "errors", "Met"],
                   rows)
    memory = []
    for program, entry, goal in (("Clientela", ours, IDLE_GOAL), ("PocketBase", theirs, None)):
        if "idle_mebibytes" in entry:
            idle = entry["idle_mebibytes"]
            memory.append([program, f"< {goal:.0f} MiB idle" if goal else MISSING, f"{idle:.0f} MiB",
                           f"{entry.get('loaded_mebibytes', float('nan')):.0f} MiB", met(idle, goal) if goal else MISSING])
    lines += table(["Resident memory", "Goal", "idle", "after the load", "Met"], memory)
    serving, loading = server["places"]
    split = ("each server held to one processor, wrk to the other" if serving != loading
             else "servers and wrk share the processors")
    return lines + [f"Book: {server['book']}; PocketBase: a collection of 100,000 records, no sign-in. wrk, one thread, 50 "
                    f"connections, {server['seconds']} s each, {server['repeats']} rounds, the round with the middle p99 "
                    f"shown; {split}. A closed loop: the next request leaves when an answer has come.", ""]


def section(results: dict) -> str:
    """All that stands between the markers."""
    machine = results["machine"]
    versions = ", ".join(f"{name} {version.removeprefix('clientela ')}" for name, version in results["versions"].items())
    lines = [
        BEGIN, "", f"Measured {results['day']} in one run by `cargo xtask bench`; the method is in `bench/README.md`.", "",
        f"- Machine: {machine['processor']}, {machine['cores']} cores, {machine['memory']}, {machine['kernel']}; "
        f"everything on processors {', '.join(map(str, results['processors']))}, two threads.",
        f"- Disk: appending 4 KiB durably takes {results['flush_milliseconds']:.2f} ms (median).",
        f"- Noise: load average {machine['load']} at the start; {results['stolen_share']:.1%} of processor time went to "
        "other machines on the host.",
        f"- Versions: {versions}.",
        f"- Data: {results['clients']:,} clients in the generated files; " + "; ".join(
            f"{data['name']} (SHA-256 {data['sha256'][:16]}…)" for data in results["data"]) + ".", "",
        *import_section(results), *figures_section(results), *server_section(results), END,
    ]
    return "\n".join(lines)


def write(page: Path, text: str) -> None:
    """Puts the section into the page: between its markers, or at its end."""
    old = page.read_text() if page.exists() else "# Benchmarks\n"
    if BEGIN in old and END in old:
        before, rest = old.split(BEGIN, 1)
        new = before + text + rest.split(END, 1)[1]
    else:
        new = old.rstrip("\n") + "\n\n" + text + "\n"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(new)


def write_section(page: Path, section: tuple[str, str], lines: list[str]) -> None:
    """Puts lines between the marks of a section, given by the name of its marks and its heading; a page without them
    gets both at its end."""
    name, heading = section
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    text = page.read_text() if page.exists() else ""
    if begin not in text:
        text = text.rstrip("\n") + f"\n\n## {heading}\n\n{begin}\n{end}\n"
    before, rest = text.split(begin, 1)
    page.write_text(before + begin + "\n" + "\n".join(lines) + end + rest.split(end, 1)[1])
