#!/bin/sh
# Measures Clientela beside DuckDB, Polars and PocketBase; see bench/README.md. Options go to bench/run.py.
set -eu
export PYTHONDONTWRITEBYTECODE=1
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
environment="$root/target/bench-venv"
wanted="$root/bench/requirements.txt"

if ! cmp -s "$wanted" "$environment/requirements.txt" 2>/dev/null; then
    rm -rf "$environment"
    python3 -m venv "$environment"
    "$environment/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: -r "$wanted"
    cp "$wanted" "$environment/requirements.txt"
fi
if ! command -v wrk >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get install -y wrk >/dev/null 2>&1 || { apt-get update >/dev/null 2>&1 && apt-get install -y wrk >/dev/null 2>&1; } || true
fi
binary=${CLIENTELA_BINARY:-$root/target/release/clientela}
[ -x "$binary" ] || echo "bench: $binary is missing (cargo build --release); only the others are measured" >&2
exec "$environment/bin/python" "$root/bench/run.py" "$@"
