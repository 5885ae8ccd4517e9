"""Prepares workbooks for the pane, with the real program: prints where they are, and which sheets they have, as JSON.

    workbooks.py STP FOLDER_OF_THE_DEMONSTRATION
"""

import json
import pathlib
import subprocess
import sys

import openpyxl

stp, demonstration = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
sheet = "Gtr Huddersfield CCG finance"


def ask(*words):
    return subprocess.run([stp, *map(str, words)], check=True, capture_output=True, text=True).stdout


def sheets(book):
    return list(dict.fromkeys(json.loads(line)["sheet"] for line in ask("cells", "--json", book).splitlines()))


mistakes = demonstration / "with-mistakes/kirklees-finance-2016-09-16.xlsx"
whole = demonstration / "returns/kirklees/2016-09-16/kirklees-finance-2016-09-16.xlsx"
emptied = pathlib.Path("emptied.xlsx").resolve()
# The reference values of one row are taken out, as somebody might by mistake.
ask("set", whole, *[f"'{sheet}'!{column}8=" for column in "FGH"], "-o", emptied)
total = next(cell for cell in map(json.loads, ask("cells", "--json", "--sheet", sheet, whole).splitlines())
             if cell.get("formula", "").startswith("SUM("))
checked = subprocess.run([stp, "check", "--json", mistakes], capture_output=True, text=True).stdout
other = pathlib.Path("shopping.xlsx").resolve()
book = openpyxl.Workbook()
book.active.append(["bread", 2])
book.save(other)
leeds = demonstration / "returns/leeds/2016-09-16"
positions = [ask("fn", "line", "RR8", "F3290", year, "", leeds).strip() for year in ("2019/20", "2020/21")]
print(json.dumps({
    "findings": len(json.loads(checked)["returns"][0]["findings"]), "errors": json.loads(checked)["returns"][0]["errors"],
    "mistakes": str(mistakes), "mistakenSheets": sheets(mistakes),
    "whole": str(whole), "wholeSheets": sheets(whole), "wholeAt": {"sheet": sheet, "cell": total["cell"]},
    "blank": str(emptied), "blankSheets": sheets(emptied),
    "other": str(other), "positions": positions,
}))
