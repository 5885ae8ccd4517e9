#!/usr/bin/env bash
# The main job, end to end, by the commands a finance lead would type: writes the six places' and the programmes' blank
# workbooks, fills them from illustrative data, plants one place's mistakes, checks, consolidates, explains.
# usage: service/demo/demo.sh PROGRAM FOLDER
set -euo pipefail
stp=$1
folder=$2
round=2016-09-16
earlier=2016-08-31
sections=(finance activity workforce)

rm -rf "$folder.new"
mkdir -p "$folder.new"
cd "$folder.new"

# A check that finds errors has done its job; anything else that fails stops the demonstration.
may_find() { "$@" || [ $? = 1 ]; }
say() { printf '\n== %s\n' "$*"; }

# Fills one place's workbooks of a round: fill_place ROUND PLACE
fill_place() {
  local data=data/$1/$2 out=returns/$2/$1 section table
  mkdir -p "$out"
  for section in "${sections[@]}"; do
    [ -f "$data/$section.csv" ] || continue
    local from=(--from "$data/$section.csv" --from "$data/cover.csv")
    for table in register counterparties shares; do
      [ "$section" != finance ] || [ ! -f "$data/$table.csv" ] || from+=(--from "$data/$table.csv")
    done
    "$stp" blank "$section" --place "$2" --round "$1" --illustrative -o blank.xlsx
    "$stp" fill blank.xlsx "${from[@]}" -o "$out/$2-$section-$1.xlsx"
    rm blank.xlsx
  done
}

# hand_in ROUND returns/PLACE [SECTION]
hand_in() {
  local to=handed-in/$1/$(basename "$2")
  mkdir -p "$to"
  cp "$2/$1"/*"${3:-}"*-"$1".xlsx "$to"
}

# Who signs in to the served demonstration. Nobody here exists.
people() {
  cat <<'PEOPLE'
name,shown,role,place
leeds.lead,"Made-up person: finance lead, Leeds",preparer,leeds
leeds.reviewer,"Made-up person: reviewer, Leeds",reviewer,leeds
leeds.approver,"Made-up person: approver, Leeds",approver,leeds
kirklees.lead,"Made-up person: finance lead, Kirklees",preparer,kirklees
kirklees.reviewer,"Made-up person: reviewer, Kirklees",reviewer,kirklees
kirklees.approver,"Made-up person: approver, Kirklees",approver,kirklees
region,Made-up person: regional team,regional,
administrator,Made-up person: administrator,administrator,
auditor,Made-up person: auditor,auditor,
PEOPLE
}

main() {
  echo "West Yorkshire, illustrative figures. Nothing here is any organisation's account or plan; the forms are a"
  echo "reference edition, reconstructed from public papers."

  say "The data the demonstration fills in, by the method of templates/demo"
  "$stp" demo data

  say "Writing and filling the workbooks of the six places and the West Yorkshire programmes"
  local place
  for place in data/"$round"/*/; do fill_place "$round" "$(basename "$place")"; done
  say "Leeds as it stood at the end of August"
  fill_place "$earlier" leeds

  say "Kirklees makes some mistakes"
  mkdir -p with-mistakes
  cp returns/kirklees/"$round"/*.xlsx with-mistakes
  "$stp" plant with-mistakes/kirklees-finance-"$round".xlsx --from data/"$round"/kirklees/mistakes.csv \
    -o with-mistakes/kirklees-finance-"$round".xlsx

  say "Checking Kirklees with its mistakes (the page: reports/kirklees-with-mistakes.html)"
  mkdir -p reports
  may_find "$stp" check with-mistakes
  may_find "$stp" check with-mistakes --html -o reports/kirklees-with-mistakes.html

  say "Checking all seven returns as corrected"
  local one
  for one in returns/*/"$round"; do
    place=$(basename "$(dirname "$one")")
    may_find "$stp" check "$one" -o "reports/$place.txt"
    may_find "$stp" check "$one" --html -o "reports/$place.html"
    head -1 "reports/$place.txt"
  done

  say "Consolidating them into the footprint total"
  mkdir -p total
  may_find "$stp" consolidate returns/*/"$round" -o total/west-yorkshire.xlsx
  may_find "$stp" consolidate returns/*/"$round" --json -o total/west-yorkshire.json

  say "Where does the residual of 2020/21 come from? (three levels of it; the rest: stp explain)"
  "$stp" explain total/west-yorkshire.json F8330 2020/21 --depth 2

  say "The bridges (charts: reports/*.svg)"
  "$stp" bridge total/west-yorkshire.json --bridge do-nothing --svg reports/do-nothing.svg
  "$stp" bridge total/west-yorkshire.json --bridge do-something --svg reports/do-something.svg

  say "Why did Leeds move between August and September?"
  "$stp" compare returns/leeds/"$earlier" returns/leeds/"$round" --most 12

  say "What the served demonstration hands in (stp serve --demo), and what is left to a visitor"
  hand_in "$earlier" returns/leeds
  hand_in "$round" returns/bradford
  hand_in "$round" returns/calderdale
  hand_in "$round" returns/leeds
  mkdir -p handed-in/"$round"/kirklees
  cp with-mistakes/kirklees-*-"$round".xlsx handed-in/"$round"/kirklees
  hand_in "$round" returns/wakefield finance
  people >people.csv
  echo "handed in: three places whole, Kirklees with its mistakes, the finance workbook of Wakefield."
  echo "left to send: the rest of Wakefield, Harrogate, the programmes, Kirklees as corrected."

  say "Where everything is"
  echo "$folder/returns          the filled workbooks, by place and round"
  echo "$folder/with-mistakes    Kirklees as first sent"
  echo "$folder/reports          what the checks found, as text and as pages; the bridges as charts"
  echo "$folder/total            the footprint total as a workbook and as JSON"
  echo "$folder/handed-in        what the served demonstration begins with; its made-up persons: people.csv"
  echo "$folder/data             the data all this was filled from"
}

main 2>&1 | tee what-happened.txt
cd /
rm -rf "$folder"
mv "$folder.new" "$folder"
