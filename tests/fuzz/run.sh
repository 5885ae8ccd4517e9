#!/bin/bash
# Runs every fuzz target for SECONDS, beginning with the collection of workbooks where it is at hand.
# Usage: tests/fuzz/run.sh BUILD_FOLDER [SECONDS]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$1
seconds=${2:-60}
corpus=${STP_CORPUS:-$here/../../../shared/corpus}
seeds=$build/fuzz-seeds
mkdir -p "$seeds"/{workbook,sheet} "$build"/fuzz-found/{workbook,sheet}
if [ -d "$corpus" ]; then
  python3 "$here/seeds.py" "$corpus" "$seeds"
else
  echo "the collection of workbooks is not at $corpus: fuzzing begins with nothing" >&2
fi
for target in sheet workbook; do
  echo "fuzzing $target for $seconds seconds"
  "$build/tests/fuzz/fuzz_$target" -dict="$here/sheet.dict" -max_total_time="$seconds" -max_len=40000 -timeout=10 \
    -rss_limit_mb=2000 -print_final_stats=1 -verbosity=0 -artifact_prefix="$build/fuzz-$target-" \
    "$build/fuzz-found/$target" "$seeds/$target"
done
