"""DuckDB's side of the import: one CSV file to one Parquet file, two threads, types given.

Prints one line of JSON: the time of the COPY alone (Python's start is not charged to it), the time of
the fsync that would make it durable, rows and bytes.

    python bench/duckdb_copy.py generated|online_retail FILE.csv FILE.parquet [--any-order]

DuckDB keeps the order of the lines unless told otherwise, and so does a book; with --any-order it need
not, which uses two threads better.
"""

import json
import os
import sys
import time
from pathlib import Path

import duckdb

AMOUNT = "DECIMAL(18, 4)"
GENERATED = {
    "document_number": "VARCHAR", "document_date": "DATE", "customer_code": "VARCHAR", "customer_name": "VARCHAR",
    "product_code": "VARCHAR", "product_name": "VARCHAR", "product_group": "VARCHAR", "quantity": AMOUNT,
    "unit_price": AMOUNT, "net_amount": AMOUNT, "cost_amount": AMOUNT, "currency": "VARCHAR",
    "sales_representative": "VARCHAR",
}
ONLINE_RETAIL = {
    "InvoiceNo": "VARCHAR", "StockCode": "VARCHAR", "Description": "VARCHAR", "Quantity": "BIGINT",
    "InvoiceDate": "TIMESTAMP", "UnitPrice": AMOUNT, "CustomerID": "VARCHAR", "Country": "VARCHAR",
}
ONLINE_RETAIL_SELECT = f"""
    InvoiceNo AS document_number, InvoiceDate::DATE AS document_date, CustomerID AS customer_code,
    StockCode AS product_code, Description AS product_name, Country AS product_group, Quantity AS quantity,
    UnitPrice AS unit_price, (Quantity * UnitPrice)::{AMOUNT} AS net_amount, NULL::{AMOUNT} AS cost_amount
"""
SOURCES = {
    "generated": (GENERATED, "*"),
    "online_retail": (ONLINE_RETAIL, ONLINE_RETAIL_SELECT),
}


def flush(path: Path) -> None:
    """Forces a file and its folder's entry to the disk."""
    for target, flags in ((path, os.O_RDWR), (path.parent, os.O_RDONLY | os.O_DIRECTORY)):
        handle = os.open(target, flags)
        os.fsync(handle)
        os.close(handle)


def main() -> None:
    """Copies once and reports."""
    kind, source, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    types, columns = SOURCES[kind]
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    if "--any-order" in sys.argv:
        connection.execute("SET preserve_insertion_order = false")
    started = time.perf_counter()
    connection.execute(
        f"COPY (SELECT {columns} FROM read_csv('{source}', header = true, delim = ',', quote = '\"', "
        f"auto_detect = false, columns = {types!r})) TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
    )
    copied = time.perf_counter()
    flush(target)
    flushed = time.perf_counter()
    rows = connection.execute(f"SELECT count(*) FROM '{target}'").fetchone()[0]
    print(json.dumps({
        "seconds": copied - started, "flush_seconds": flushed - copied, "rows": rows, "bytes": target.stat().st_size,
    }))


if __name__ == "__main__":
    main()
