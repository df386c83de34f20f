"""Polars' side of the figures, by its lazy interface: the same answers from the same Parquet file.

Warm: one run that is not counted, then seven, for each of its two engines. Prints one line of JSON.
`POLARS_MAX_THREADS` is set by the caller.

    python bench/polars_figures.py FILE.parquet
"""

import json
import sys
import time
from datetime import date

import polars

RUNS = 7


def figures(file: str, last: date, engine: str) -> dict:
    """Every client's row, then the statistics over them."""
    revenue = polars.col("revenue")
    accounts = (
        polars.scan_parquet(file)
        .filter(
            (polars.col("document_date") > polars.lit(last).dt.offset_by("-12mo"))
            & polars.col("customer_code").is_not_null()
        )
        .group_by("customer_code")
        .agg(
            polars.len().alias("lines"),
            polars.col("net_amount").sum().alias("net"),
            polars.col("cost_amount").sum().alias("cost"),
        )
        .filter(polars.col("net") > 0)
        .with_columns(polars.col("net").cast(polars.Float64).alias("revenue"))
        .sort("revenue", descending=True)
        .with_columns(
            revenue.rank(method="min", descending=True).alias("place"),
            (revenue / revenue.sum()).alias("share"),
            (revenue.cum_sum() - revenue).alias("before_row"),
            revenue.sum().alias("total"),
        )
        # Equal revenue: all get what the first of the tie has.
        .with_columns(polars.col("before_row").min().over("revenue").alias("before"))
        .with_columns(
            polars.when(polars.col("before") < 0.80 * polars.col("total")).then(polars.lit("A"))
            .when(polars.col("before") < 0.95 * polars.col("total")).then(polars.lit("B"))
            .otherwise(polars.lit("C")).alias("class")
        )
        .collect(engine=engine)
    )
    count = accounts.height
    ascending = accounts.select(
        (polars.int_range(polars.len(), 0, -1, dtype=polars.Int64).cast(polars.Float64) * revenue).sum()
        / (revenue.sum() * polars.len())
    ).item()
    classes = dict(accounts.group_by("class").len().iter_rows())
    return {
        "accounts": count,
        "revenue": str(accounts["net"].sum()),
        "hhi": (accounts["share"] ** 2).sum(),
        "gini": 2 * ascending - (count + 1) / count,
        "A": classes.get("A", 0), "B": classes.get("B", 0), "C": classes.get("C", 0),
    }


def main() -> None:
    """Runs both engines and reports."""
    file = sys.argv[1]
    last = polars.scan_parquet(file).select(polars.col("document_date").max()).collect().item()
    answer: dict = {"last": str(last), "threads": polars.thread_pool_size(), "engines": {}}
    for engine in ("in-memory", "streaming"):
        times = []
        for _ in range(RUNS + 1):
            started = time.perf_counter()
            answer["figures"] = figures(file, last, engine)
            times.append((time.perf_counter() - started) * 1000)
        answer["engines"][engine] = times[1:]
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
