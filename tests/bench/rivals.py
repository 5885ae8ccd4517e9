"""The same files by openpyxl, in one process, imports not counted: opening a return, filling it, adding up a footprint."""
import glob
import os
import resource
import statistics
import sys
import time

import openpyxl


def milliseconds(work, times):
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def say(name, value, unit):
    print(f"{name:<34} {value:12.3f} {unit}", flush=True)


def open_all(paths):
    return [openpyxl.load_workbook(path) for path in paths]


def fill(paths, target):
    """Writes every number a filled return holds into fresh copies and saves them: no rule, no calculation."""
    for path in paths:
        book = openpyxl.load_workbook(path)
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, (int, float)):
                        cell.value = cell.value
        book.save(target)


def add_up(paths):
    """What a script does to consolidate: opens all, and sums each line's cached values by code and year."""
    totals = {}
    for path in paths:
        book = openpyxl.load_workbook(path, data_only=True, read_only=True)
        for sheet in book.worksheets:
            for row in sheet.iter_rows(values_only=True):
                if row and isinstance(row[0], str):
                    for column, value in enumerate(row[1:]):
                        if isinstance(value, (int, float)):
                            key = (row[0], column)
                            totals[key] = totals.get(key, 0) + value
    return totals


def workbooks(folder):
    return sorted(glob.glob(os.path.join(folder, "**", "*.xlsx"), recursive=True))


one, footprint = workbooks(sys.argv[1]), workbooks(sys.argv[2])
say("openpyxl-open-one-return", milliseconds(lambda: open_all(one), 3), "ms")
say("openpyxl-fill-one-return", milliseconds(lambda: fill(one, sys.argv[3]), 1), "ms")
say("openpyxl-add-up-footprint", milliseconds(lambda: add_up(footprint), 1), "ms")
say("openpyxl-peak-memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB")
