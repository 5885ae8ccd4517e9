#!/usr/bin/env bash
# Measures the main job and its rivals in one run on the demo's files, and prints the ratios.
# usage: tests/bench/run.sh BUILD_FOLDER     (./run bench does it)
set -euo pipefail
cd "$(dirname "$0")/../.."
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -d demo/returns ] || { echo "bench: run ./run demo first: its files are what is measured" >&2; exit 1; }
round=2016-09-16
mkdir "$work/one" "$work/footprint"
cp demo/returns/leeds/"$round"/*.xlsx "$work/one"
for place in demo/returns/*/; do
  cp "$place/$round"/*.xlsx "$work/footprint"
done

"$build/tests/bench/main_job_bench" "$work/one" "$work/footprint" "$PWD/$build/service/stp" | tee "$work/ours"
/usr/bin/python3 tests/bench/rivals.py "$work/one" "$work/footprint" "$work/filled.xlsx" | tee "$work/openpyxl"

# LibreOffice: opening and writing again each file of one return, in one process, its start taken off.
profile="-env:UserInstallation=file://$work/profile"
soffice --headless "$profile" --terminate_after_init >/dev/null 2>&1 || true
seconds() { local start; start=$(date +%s.%N); "$@" >/dev/null 2>&1; echo "$(date +%s.%N) $start" | awk '{printf "%.3f", ($1 - $2) * 1000}'; }
empty=$(seconds soffice --headless "$profile" --terminate_after_init)
all=$(seconds soffice --headless "$profile" --convert-to ods --outdir "$work/ods" "$work"/one/*.xlsx)
awk -v a="$all" -v e="$empty" 'BEGIN {printf "%-34s %12.3f ms\n", "libreoffice-open-one-return", a - e}' | tee "$work/libreoffice"

echo
value() { awk -v name="$1" '$1 == name {print $2}' "$work"/ours "$work"/openpyxl "$work"/libreoffice; }
ratio() { awk -v rival="$(value "$2")" -v ours="$(value "$3")" -v text="$1" 'BEGIN {printf "%-70s %8.1f x\n", text, rival / ours}'; }
ratio "openpyxl merely opening a return / checking it with every rule" openpyxl-open-one-return check-one-return
ratio "openpyxl rewriting its numbers / filling and calculating it" openpyxl-fill-one-return fill-one-return
ratio "openpyxl adding up a footprint / consolidating it" openpyxl-add-up-footprint consolidate-demo
ratio "LibreOffice opening and saving a return / checking it" libreoffice-open-one-return check-one-return
ratio "checking one workbook in a caged process / in this one" check-one-workbook-caged check-one-workbook
ratio "openpyxl's peak memory / ours for 44 footprints" openpyxl-peak-memory peak-memory
