# Sourced by the cases' steps. A council's small return with round figures, clean, and short ways of saying what the
# program found. The figures: base/council.csv, base/register.csv; worked through in base/README.md.
set -e
base=$SOURCE/tests/golden/base

# Writes calderdale-finance.xlsx: council_return [MORE DATA...]
council_return() {
  local more=() one
  for one; do more+=(--from "$one"); done
  "$STP" blank finance --place calderdale --round 2016-09-16 -o blank.xlsx
  "$STP" fill blank.xlsx --from "$base/cover.csv" --from "$base/council.csv" --from "$base/register.csv" "${more[@]}" \
    -o calderdale-finance.xlsx >/dev/null
  rm blank.xlsx
}

# Types over one cell as a person would, every formula following; writes mistaken.xlsx:
#   text LINE YEAR WORDS        words in a number cell (nothing: blanks it)
#   number LINE YEAR AMOUNT     another amount in an input
#   adjusted LINE YEAR AMOUNT   a number over a formula, so much more than the formula gave
text() { plant "$1,DN,$2,,,\"typed:$3\""; }
adjusted() { plant "$1,DN,$2,,$3,"; }
plant() {
  printf 'organisation,line,scenario,year,times,plus,typed,what\nE08000033,%s,.\n' "$1" >mistakes.csv
  "$STP" plant calderdale-finance.xlsx --from mistakes.csv -o mistaken.xlsx >/dev/null
}
number() {
  printf 'organisation,line,scenario,year,value\nE08000033,%s,DN,%s,%s\n' "$@" >amount.csv
  "$STP" fill calderdale-finance.xlsx --from amount.csv --overwrite -o mistaken.xlsx >/dev/null
}

# What check finds about the council, its cover and its sheets, without the other organisations' blank figures:
# rule severity sheet cell line year: found, expected (difference, allowed)
findings() {
  { "$STP" check "$@" --csv || [ $? = 1 ]; } | /usr/bin/python3 -c '
import csv, sys
for f in csv.DictReader(sys.stdin):
    if f["organisation"] not in ("", "E08000033") or f["label"] in ("Activity", "Workforce"): continue
    said = f["found"] + ", " + f["expected"]
    if f["difference"]: said += " (" + f["difference"] + ", " + f["allowed"] + ")"
    print(" ".join(f[k] for k in ("rule", "severity", "sheet", "cell", "line", "year") if f[k]) + ": " + said)
'
}
