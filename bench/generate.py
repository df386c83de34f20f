"""Writes a sales export of a made-up wholesaler, the same bytes for the same seed.

DuckDB makes the lines from hashes of the line number, so that ten million of them take seconds.
Documents carry one to fifteen lines (eight on average) and stand together, in the order of their days.
Four documents in five walk through all clients in turn; the fifth goes to the large ones, and large
clients order larger quantities, so that the shares are as uneven as in a real firm.

    python bench/generate.py FILE --lines 1000000 [--clients 100000] [--seed 7]
"""

import argparse
import hashlib
import json
from pathlib import Path

import duckdb

FIRST_DAY = "2023-07-01"
"""The three years end on a month's last day, so that twelve months back is a whole number of months."""
DAYS = 1096
DOCUMENT_SIZES = [8, 3, 12, 1, 15, 6, 10, 4, 14, 2, 9, 7, 13, 5, 11]
"""Lines of fifteen documents in a row: 120 lines, eight on average."""

SECOND_WORDS = ["Foods", "Trade", "Market", "Hotels", "Group", "Retail", "Logistics", "Pharma", "Stores", "Supply"]
FIRST_WORDS = ["Rila", "Balkan", "Pirin", "Trakia", "Dunav", "Vitosha", "Black Sea", "Rodopi", "Маринов", "Сердика"]
FORMS = ["OOD", "EOOD", "AD", "ET"]
PRODUCTS = ["Olive oil", "White cheese", "Rice", "Detergent", "Coffee", "Paper towels", "Yoghurt", "Mineral water"]
PACKS = ["250 g", "500 g", "1 kg", "5 kg", "0.5 l", "1 l", "6 x 1 l", "12 pcs"]
GROUPS = ["Dairy", "Oils", "Grains", "Household", "Drinks", "Paper", "Hygiene", "Canned", "Frozen", "Sweets"]
REPRESENTATIVES = ["I. Petrova", "G. Ivanov", "M. Dimitrova", "S. Kolev", "Д. Стоянов", "E. Todorova", "N. Georgiev"]


def document_of_line() -> list[int]:
    """For each of the 120 lines of a block, which of its fifteen documents it belongs to."""
    return [document for document, size in enumerate(DOCUMENT_SIZES) for _ in range(size)]


def statement(lines: int, clients: int, seed: int) -> str:
    """The query that makes the lines. Amounts are whole cents until the last step, hence exact."""
    block = sum(DOCUMENT_SIZES)
    documents = (lines - 1) // block * len(DOCUMENT_SIZES) + document_of_line()[(lines - 1) % block] + 1

    def pick(words: list[str], number: str) -> str:
        return f"({words!r})[1 + ({number}) % {len(words)}]"

    def chance(of: str, salt: int) -> str:
        return f"(hash({of}, {seed * 1000 + salt}) >> 20)::BIGINT"

    return f"""
    WITH line AS (
        SELECT range AS line,
               range // {block} * {len(DOCUMENT_SIZES)} + ({document_of_line()!r})[1 + range % {block}] AS document
        FROM range(0, {lines})
    ), placed AS (
        SELECT line, document,
               CASE WHEN document % 5 < 4
                    THEN ((document - document // 5) * 48271 + 12345) % {clients}
                    ELSE least({clients} - 1, floor({clients} * pow(({chance('document', 1)} % 1000000) / 1e6, 2)))::BIGINT
               END AS client,
               floor(2000 * pow(({chance('line', 2)} % 1000000) / 1e6, 2))::BIGINT AS product
        FROM line
    ), sized AS (
        SELECT *,
               CASE WHEN {chance('document', 3)} % 50 = 0 THEN -1 ELSE 1 END
                   * (1 + {chance('line', 4)} % 12) * (1 + floor(300 / sqrt(1 + client)))::BIGINT AS quantity,
               (50 + {chance('product', 5)} % 9950) * (85 + {chance('client', 6)} % 16) // 100 AS price,
               55 + {chance('product', 7)} % 35 AS cost_percent,
               (client * 7919 + 17) % {clients} AS code
        FROM placed
    )
    SELECT 1000000000 + document AS document_number,
           DATE '{FIRST_DAY}' + (document * {DAYS} // {documents})::INTEGER AS document_date,
           'C' || lpad(code::VARCHAR, 6, '0') AS customer_code,
           {pick(FIRST_WORDS, 'code // 10')} || ' ' || {pick(SECOND_WORDS, 'code')} || ' ' || code::VARCHAR
               || CASE WHEN code % 50 = 0 THEN ', ' ELSE ' ' END || {pick(FORMS, 'code // 7')} AS customer_name,
           'P' || (10000 + product)::VARCHAR AS product_code,
           {pick(PRODUCTS, 'product')} || ' ' || {pick(PACKS, 'product // 8')} AS product_name,
           {pick(GROUPS, 'product')} AS product_group,
           quantity,
           (price / 100)::DECIMAL(12, 2) AS unit_price,
           (quantity * price / 100)::DECIMAL(14, 2) AS net_amount,
           (quantity * price * cost_percent // 100 / 100)::DECIMAL(14, 2) AS cost_amount,
           'EUR' AS currency,
           {pick(REPRESENTATIVES, 'code')} AS sales_representative
    FROM sized
    """


def sha256(path: Path) -> str:
    """The hash of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def main() -> None:
    """Writes the file, and beside it what it is: seed, lines, clients, bytes, hash."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--lines", type=int, required=True)
    parser.add_argument("--clients", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    wanted = {"lines": options.lines, "clients": options.clients, "seed": options.seed, "duckdb": duckdb.__version__}
    wanted["query_sha256"] = hashlib.sha256(statement(options.lines, options.clients, options.seed).encode()).hexdigest()
    manifest = options.file.with_suffix(".json")
    if options.file.exists() and manifest.exists():
        known = json.loads(manifest.read_text())
        if {key: known.get(key) for key in wanted} == wanted and known["bytes"] == options.file.stat().st_size:
            return
    options.file.parent.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect()
    connection.execute("SET threads = 2; SET preserve_insertion_order = true")
    query = statement(options.lines, options.clients, options.seed)
    connection.execute(f"COPY ({query}) TO '{options.file}' (FORMAT csv, HEADER, DELIMITER ',')")
    wanted |= {"bytes": options.file.stat().st_size, "sha256": sha256(options.file)}
    manifest.write_text(json.dumps(wanted, indent=1))


if __name__ == "__main__":
    main()
