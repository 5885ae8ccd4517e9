#!/usr/bin/env bash
# The deadline hour on the demonstration's workbooks. usage: tests/bench/service/run.sh BUILD_FOLDER   (./run bench service)
set -euo pipefail
cd "$(dirname "$0")/../../.."
build=$1
[ -d demo/returns ] || { echo "bench: run ./run demo first: its files are what is handed in" >&2; exit 1; }
work=$(mktemp -d -p "$build")  # on a disk, as a service's data would be: each receipt waits for it
trap 'rm -rf "$work"' EXIT
"$build/tests/bench/deadline_hour" "$build/service/stp" demo "$work"
