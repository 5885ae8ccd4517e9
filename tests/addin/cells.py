"""Ranges in and arrays out, wrong arguments, errors and their reasons. usage: cells.py FOLDER STP_OXT"""
import sys

from checks import check, finish
from office import Office, installed_profile

folder, extension = sys.argv[1:]
VALUE, DIVISION, NUMBER, MISSING, LIST, NAME = 519, 532, 503, 32767, 504, 525
# A formula, the error Calc has for it, and a part of what STP.REASON says of the same arguments.
FAULTS = [('GROW("x";1;2)', VALUE, 'The argument amount must be a number; found "x"'),
          ('GROW("100";0.02;2)', VALUE, "found"),  # a number stored as text may be a unit too many
          ("GROW(;0.02;2)", VALUE, "The argument amount is missing"),
          ("GROW(100;0.02;1.5)", NUMBER, "year"),
          ("GROW(1E+300;1;1)", NUMBER, "larger than this program can hold"),
          ("CHANGE(0;5)", DIVISION, "divide by nought"),
          ("GROW(100;B1:B3;C1:C2)", VALUE, "differ in size"),
          ('GROW(A1:A3;"x";1)', VALUE, "must be a number")]
# What is an error already stays the error it is, its reason too; within a range Calc itself says Err:504.
CARRIED = [("=STP.GROW(D1;0.02;2)", DIVISION), ("=STP.GROW(NA();0.02;2)", MISSING),
           ("=STP.GROW(nosuch;0.02;2)", NAME), ('=STP.REASON("GROW";D1;0.02;2)', DIVISION),
           ("=STP.SURPLUS(D1:D2;2)", LIST), ("=STP.GROW(100;0.02;2;3)", LIST)]


class Page:
    def __init__(self, book):
        self.sheet = book.Sheets.getByIndex(0)
        self.row = 0

    def cell(self, formula):
        self.row += 1
        cell = self.sheet.getCellByPosition(8, self.row)
        cell.Formula = formula
        return cell

    def array(self, formula, height, width):
        """The results of an array formula over so many cells."""
        top = self.row + 1
        self.row += height
        cells = self.sheet.getCellRangeByPosition(8, top, 7 + width, top + height - 1)
        cells.ArrayFormula = formula
        return [list(row) for row in cells.getDataArray()]


def check_arrays(page):
    page.sheet.getCellRangeByName("A1:C3").setDataArray(((100, 0.1, 1), (200, 0.2, 2), (300, 0.3, 1)))
    for formula, expected in (
            ("=STP.GROW(A1:A3;B1:B3;C1:C3)", [[110], [288], [390]]),
            ("=STP.GROW(A1:A3;{0.1;0.5};1)", [[110, 150], [220, 300], [330, 450]]),  # a row along a column
            ("=STP.ALLOCATE(100;A1:A3)", [[17], [33], [50]]),
            ("=STP.CUMULATIVE({1;2;3})", [[1, 3, 6]]),
            ("=SUM(STP.GROW(A1:A3;0.1;1))", [[660]]),
            ("=STP.SURPLUS(A1:A3;B1:B3)", [[599.4]])):
        got = page.array(formula, len(expected), len(expected[0]))
        check(got == expected, "%s gives %s, not %s" % (formula, got, expected))
    mixed = page.array('=STP.REASON("GROW";A1:A3;{0.1|"x"|0.3};1)', 3, 1)
    check(mixed[0] == [""] and "must be a number" in mixed[1][0] and mixed[2] == [""], "reasons: %s" % mixed)


def check_errors(page):
    page.sheet.getCellRangeByName("D1").Formula = "=1/0"
    for call, error, reason in FAULTS:
        cell = page.cell("=STP." + call)
        check(cell.getError() == error, "%s is %d, not %d" % (call, cell.getError(), error))
        name, arguments = call.split("(", 1)
        for asked in (name, "STP." + name, name.lower()):
            said = page.cell('=STP.REASON("%s";%s' % (asked, arguments)).String
            check(reason in said, "the reason for %s: %s" % (call, said))
    for formula, error in CARRIED:
        cell = page.cell(formula)
        check(cell.getError() == error, "%s is %d, not %d" % (formula, cell.getError(), error))
    check(page.cell('=STP.REASON("GROW";100;0.02;2)').String == "", "a reason where there is no error")
    check("no function" in page.cell('=STP.REASON("NOSUCH";1)').String, "a function that is not there has no reason")


with Office(installed_profile(folder, extension)) as office:
    book = office.new_book()
    page = Page(book)
    check_arrays(page)
    check_errors(page)
    book.close(True)

finish()
