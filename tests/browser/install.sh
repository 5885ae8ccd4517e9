#!/usr/bin/env bash
# install.sh FOLDER: these scripts and the packages they need in a folder of their own; packages once for each lock file.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
mkdir -p "$1"
exec 9>"$1/.lock"
flock 9  # tests that run side by side share the folder
cp package.json package-lock.json .npmrc ./*.mjs "$1"
cd "$1"
cmp -s package-lock.json .installed || npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
cp package-lock.json .installed
