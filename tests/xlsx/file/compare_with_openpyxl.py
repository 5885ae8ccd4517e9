"""Judges our reading of workbooks by another program's.

Usage: compare_with_openpyxl.py STP WORKBOOK...
Runs `STP cells --json` on each workbook and compares each cell's value and formula with openpyxl's. Prints one line per
difference; exit code 1 if there are any. Known differences between the two readers are named in the code.
"""
import datetime
import json
import subprocess
import sys
import warnings

import openpyxl
from openpyxl.utils.datetime import to_excel

warnings.simplefilter("ignore")


def ours(program, path):
    """(sheet, cell) -> object, or None when refused."""
    done = subprocess.run([program, "cells", "--json", path], capture_output=True)
    if done.returncode != 0:
        return None
    lines = [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]
    return {(line["sheet"], line["cell"]): line for line in lines}


def plain(value, epoch):
    """An openpyxl value as (kind, comparable value)."""
    if value is None:
        return ("blank", None)
    if isinstance(value, bool):
        return ("boolean", value)
    if isinstance(value, (int, float)):
        return ("number", float(value))
    if isinstance(value, datetime.timedelta):
        return ("number", value.total_seconds() / 86400)
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return ("number", float(to_excel(value, epoch)))
    return ("text", str(value))


def of_ours(cell):
    if cell is None or cell["type"] == "blank":
        return ("blank", None)
    if cell["type"] in ("number", "date"):
        return ("number", float(cell["value"]))
    if cell["type"] == "boolean":
        return ("boolean", cell["value"])
    return ("text", cell["value"])


def same(theirs, mine):
    if theirs[0] == "number" and mine[0] == "number":
        # openpyxl turns dates into microseconds and back
        return abs(theirs[1] - mine[1]) <= 1e-5 * max(1.0, abs(theirs[1]))
    if theirs[0] == "text" and mine[0] == "text":
        # openpyxl keeps blanks that the spreadsheet drops, and leaves _xHHHH_ escapes in place
        return theirs[1].replace("_x000D_", "\r").strip() == mine[1].strip() or "_x" in theirs[1]
    if theirs == ("text", "") or mine == ("text", ""):
        return theirs[0] == "blank" or mine[0] == "blank" or theirs == mine
    return theirs == mine


def formula_text(value):
    value = getattr(value, "text", value)  # array formulas are objects in newer versions
    if isinstance(value, str) and value.startswith("="):
        return value[1:]
    return None


def compare(program, path):
    values = openpyxl.load_workbook(path, data_only=True)
    formulas = openpyxl.load_workbook(path)
    if not any(sheet._cells for sheet in values.worksheets):
        raise ValueError("sees no cells at all (a Strict workbook?)")
    mine = ours(program, path)
    if mine is None:
        return ["refused by stp"]
    troubles, seen = [], set()
    for sheet in values.worksheets:
        with_formulas = formulas[sheet.title]._cells  # as they stand in the file, without making the cells between
        for place, cell in sheet._cells.items():
            key = (sheet.title, cell.coordinate)
            seen.add(key)
            theirs = plain(cell.value, values.epoch)
            if not same(theirs, of_ours(mine.get(key))):
                troubles.append(f"{key}: openpyxl {theirs}, stp {of_ours(mine.get(key))}")
            formula = formula_text(with_formulas[place].value)
            stands = mine.get(key, {}).get("formula")
            if formula is not None and stands != formula and cell.data_type != "s":
                troubles.append(f"{key}: openpyxl formula {formula!r}, stp {stands!r}")
    for key, cell in mine.items():
        if key not in seen and of_ours(cell)[0] != "blank":
            troubles.append(f"{key}: only stp has {of_ours(cell)}")
    return troubles


def main():
    program, count = sys.argv[1], 0
    for path in sys.argv[2:]:
        try:
            troubles = compare(program, path)
        except Exception as error:  # openpyxl cannot read every workbook of the collection
            print(f"SKIPPED {path}: openpyxl says {type(error).__name__}: {error}"[:200], flush=True)
            continue
        for trouble in troubles:
            count += 1
            print(f"{path}: {trouble}"[:400], flush=True)
    sys.exit(1 if count else 0)


if __name__ == "__main__":
    main()
