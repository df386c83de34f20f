"""Tries the chances of prospects on real leads they were not learned from.

    cargo build --release -p clientela
    CLIENTELA_REAL_DATA=/path/to/data python3 bench/chance.py

The leads and the closed deals of `olist/` are imported as anybody would; `clientela sources` then learns the chance of
each source from the earlier half and tries it on the later one. The reliability table goes into docs/benchmarks.md
between `<!-- chance:begin -->` and `<!-- chance:end -->`.
"""

import argparse
import datetime
import json
import os
import sys
from pathlib import Path

import clientela
import report
import search

ROOT = clientela.ROOT
DATA = ROOT / "target/bench-data/chance"
SECTION = ("chance", "Chances of prospects")
"""Its marks and its heading in docs/benchmarks.md."""
FILES = ["olist_marketing_qualified_leads_dataset.csv", "olist_closed_deals_dataset.csv"]


def section(told: dict, names: int, won: int) -> list[str]:
    """The text between the marks."""
    met = told["brier"] <= told["brier_of_base_rate"]
    reasons = told.get("by_reasons")
    by_reasons = f" By all that is known of a prospect: {reasons['brier']:.4f}; pages show the chance by {told['method']}." if reasons else ""
    lines = [f"`olist/`: {names:,} leads, {won:,} of them won, {datetime.date.today().isoformat()}, {clientela.version()}. Learned from the earlier "
             f"{told['learned_from']:,}, tried on the later {told['tried_on']:,}: Brier score {told['brier']:.4f}, with one chance for everybody "
             f"{told['brier_of_base_rate']:.4f}. Goal: at most that of the one chance; {'met' if met else '**not met**'}.{by_reasons}", "",
             "| chance | prospects | told on average | became clients |", "| --- | ---: | ---: | ---: |"]
    for row in told["table"]:
        lines.append(f"| {row['low']:.0%} – {row['high']:.0%} | {row['prospects']:,} | {row['chance']:.1%} | {row['won']:.1%} |")
    lines.append("")
    return lines


def main() -> None:
    """The book, the table, the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=ROOT / "docs/benchmarks.md")
    options = parser.parse_args()
    if not clientela.present():
        raise SystemExit(f"{clientela.BINARY} is missing: cargo build --release -p clientela")
    folder = Path(os.environ.get("CLIENTELA_REAL_DATA", "")) / "olist"
    if not all((folder / name).exists() for name in FILES):
        print("the real leads are not here (CLIENTELA_REAL_DATA); nothing was measured", file=sys.stderr)
        return
    database = search.Sqlite(DATA / "sqlite")
    search.must(search.program(database, "migrate"))
    for name in FILES:
        search.must(search.program(database, "import", "prospects", str(folder / name)))
    told = search.must(search.program(database, "sources"))
    print(json.dumps(told["calibration"], indent=1), file=sys.stderr)
    report.write_section(options.output, SECTION, section(told["calibration"] | {"by_reasons": told["by_reasons"], "method": told["chance_method"]}, told["names"], told["won"]))
    print(f"written: {options.output}", file=sys.stderr)


if __name__ == "__main__":
    main()
