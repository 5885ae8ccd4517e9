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
mkdir -p "$seeds/request" "$build/fuzz-found/request"
printf 'POST /a/%%20b?c=d HTTP/1.1\r\nHost: localhost\r\nContent-Length: 12\r\nCookie: a=b\r\n\r\n' >"$seeds/request/head"
printf -- '--b\r\nContent-Disposition: form-data; name="f"; filename="a"; filename*=UTF-8%s%%e2%%82%%ac\r\n\r\nx\r\n--b--\r\n' "''" >"$seeds/request/form"
for target in sheet workbook request; do
  echo "fuzzing $target for $seconds seconds"
  "$build/tests/fuzz/fuzz_$target" -dict="$here/sheet.dict" -max_total_time="$seconds" -max_len=40000 -timeout=10 \
    -rss_limit_mb=2000 -print_final_stats=1 -verbosity=0 -artifact_prefix="$build/fuzz-$target-" \
    "$build/fuzz-found/$target" "$seeds/$target"
done
