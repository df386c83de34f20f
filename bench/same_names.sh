#!/bin/sh
# Finds records that are in a table twice, beside recordlinkage; see bench/README.md. Options go to bench/same_names.py.
set -eu
export PYTHONDONTWRITEBYTECODE=1
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
environment="$root/target/same-names-venv"
wanted="$root/bench/same_names_requirements.txt"

if ! cmp -s "$wanted" "$environment/requirements.txt" 2>/dev/null; then
    rm -rf "$environment"
    python3 -m venv "$environment"
    "$environment/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: -r "$wanted"
    cp "$wanted" "$environment/requirements.txt"
fi
(cd "$root" && cargo build --release --quiet -p clientela-domain --example same_names)
exec "$environment/bin/python" "$root/bench/same_names.py" "$@"
