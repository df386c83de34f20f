"""DuckDB's side of the figures: each client's twelve months, ranks, classes, HHI and Gini from one Parquet file.

Warm: one run that is not counted, then seven. Prints one line of JSON with the seven times and the figures.

    python bench/duckdb_figures.py FILE.parquet [--summary]

With --summary it first writes account x month x product group as Parquet (not timed) and reads that
instead of the lines: the like-for-like partner of a book that keeps the same summary.
"""

import json
import sys
import time

import duckdb

RUNS = 7

FIGURES = """
CREATE OR REPLACE TEMP TABLE figures AS
WITH account AS (
    SELECT customer_code, {lines} AS lines, sum(net_amount) AS net, sum(cost_amount) AS cost
    FROM '{file}'
    WHERE document_date > DATE '{last}' - INTERVAL 12 MONTH AND customer_code IS NOT NULL
    GROUP BY customer_code
), positive AS (
    SELECT *, net::DOUBLE AS revenue FROM account WHERE net > 0
), running AS (
    SELECT *, rank() OVER descending AS place, row_number() OVER (ORDER BY revenue) AS ascending_place,
           sum(revenue) OVER () AS total,
           coalesce(sum(revenue) OVER (ORDER BY revenue DESC RANGE UNBOUNDED PRECEDING EXCLUDE GROUP), 0) AS before
    FROM positive WINDOW descending AS (ORDER BY revenue DESC)
)
SELECT customer_code, lines, net, cost, revenue, place, ascending_place, revenue / total AS share,
       CASE WHEN before < 0.80 * total THEN 'A' WHEN before < 0.95 * total THEN 'B' ELSE 'C' END AS class
FROM running
"""
"""Equal revenue gets the rank and class of the first of the tie; only accounts above zero take part."""

STATISTICS = """
SELECT count(*), sum(net)::VARCHAR, sum(share * share),
       2 * sum(ascending_place * revenue) / (count(*) * sum(revenue)) - (count(*) + 1) / count(*),
       count(*) FILTER (class = 'A'), count(*) FILTER (class = 'B'), count(*) FILTER (class = 'C')
FROM figures
"""

SUMMARY = """
COPY (
    SELECT customer_code, product_group, last_day(document_date) AS document_date, count(*) AS lines,
           sum(net_amount)::DECIMAL(18, 4) AS net_amount, sum(cost_amount)::DECIMAL(18, 4) AS cost_amount
    FROM '{file}' GROUP BY ALL
ORDER BY document_date
) TO '{summary}' (FORMAT parquet, COMPRESSION zstd)
"""


def main() -> None:
    """Runs and reports."""
    file = sys.argv[1]
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    last = connection.execute(f"SELECT max(document_date) FROM '{file}'").fetchone()[0]
    lines = "count(*)"
    if "--summary" in sys.argv:
        summary = file + ".summary"
        connection.execute(SUMMARY.format(file=file, summary=summary))
        connection.execute(f"CREATE VIEW summary AS FROM read_parquet('{summary}')")
        file, lines = summary, "sum(lines)"
    query = FIGURES.format(file=file, last=last, lines=lines)
    if "--summary" in sys.argv:
        query = query.replace(f"FROM '{file}'", "FROM summary")
    times = []
    for _ in range(RUNS + 1):
        started = time.perf_counter()
        connection.execute(query)
        accounts, revenue, hhi, gini, a, b, c = connection.execute(STATISTICS).fetchone()
        times.append((time.perf_counter() - started) * 1000)
    print(json.dumps({
        "milliseconds": times[1:], "last": str(last),
        "figures": {"accounts": accounts, "revenue": revenue, "hhi": hhi, "gini": gini, "A": a, "B": b, "C": c},
    }))


if __name__ == "__main__":
    main()
