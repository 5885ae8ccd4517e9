"""100,000 cells of STP.GROW and of the same work by native formulas, recalculated in turn in one LibreOffice Calc.

usage: recalculate.py FOLDER STP_OXT [RUNS]"""
import os
import statistics
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "addin"))
from office import Office, installed_profile

ROWS = 100000
FORMULAS = {"stp-grow": "=STP.GROW(A1;B1;C1)", "native-power": "=A1*(1+B1)^C1",
            "native-power-rounded": "=ROUND(A1*(1+B1)^C1;12)",
            "libreoffice-add-in-mround": "=MROUND(A1;C1)"}  # of the add-in LibreOffice comes with: what any call costs


def book_of(office, formula):
    """Amounts in pounds and pence, rates of a tenth of a per cent, one to ten years, and the formula beside them."""
    book = office.new_book()
    sheet = book.Sheets.getByIndex(0)
    rows = tuple(((100000 + 7919 * i % 900001) / 100, (i % 61 - 20) / 1000, float(i % 10 + 1)) for i in range(ROWS))
    sheet.getCellRangeByPosition(0, 0, 2, ROWS - 1).setDataArray(rows)
    sheet.getCellByPosition(3, 0).Formula = formula
    sheet.getCellRangeByPosition(3, 0, 3, ROWS - 1).fillAuto(0, 1)  # downwards, from the first cell
    return book


def results(book):
    return [row[0] for row in book.Sheets.getByIndex(0).getCellRangeByPosition(3, 0, 3, ROWS - 1).getDataArray()]


def seconds(book):
    start = time.perf_counter()
    book.calculateAll()
    return time.perf_counter() - start


def check_same(books):
    """That the same work was done: the results agree to the last digits of a binary number."""
    ours, native = results(books["stp-grow"]), results(books["native-power"])
    for one, other in zip(ours, native):
        if abs(one - other) > 1e-9 * abs(other) + 1e-9:
            sys.exit("recalculate: %r is not %r" % (one, other))


folder, extension = sys.argv[1:3]
runs = int(sys.argv[3]) if len(sys.argv) > 3 else 11
with Office(installed_profile(folder, extension)) as office:
    books = {name: book_of(office, formula) for name, formula in FORMULAS.items()}
    for book in books.values():
        seconds(book)  # the first one warms up
    taken = [{name: seconds(book) for name, book in books.items()} for _ in range(runs)]
    check_same(books)
    for book in books.values():
        book.close(True)

print("%d cells, recalculated %d times in turn" % (ROWS, runs))
for name in FORMULAS:
    each = [run[name] * 1000 for run in taken]
    print("%-34s %10.1f ms  (%.1f to %.1f)" % (name, statistics.median(each), min(each), max(each)))
for name in list(FORMULAS)[1:]:
    each = [run["stp-grow"] / run[name] for run in taken]
    fastest = min(run["stp-grow"] for run in taken) / min(run[name] for run in taken)
    print("%-40s %6.2f x   (%.2f to %.2f; fastest to fastest %.2f)" % (
        "stp-grow / " + name, statistics.median(each), min(each), max(each), fastest))
