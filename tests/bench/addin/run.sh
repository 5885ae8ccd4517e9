#!/usr/bin/env bash
# STP.GROW beside native formulas in a real LibreOffice Calc. usage: tests/bench/addin/run.sh BUILD_FOLDER   (./run bench addin)
set -euo pipefail
cd "$(dirname "$0")/../../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 tests/bench/addin/recalculate.py "$work" "$(realpath "$1/stp.oxt")"
