"""Workbooks saved and loaded again, with the extension and without. usage: saving.py FOLDER STP_OXT"""
import os
import sys

import openpyxl
from checks import check, finish
from office import Office, installed_profile, save

folder, extension = sys.argv[1:]
FORMULAS = ["=STP.GROW(100;0.021;5)", "=STP.SURPLUS(A1:A3;60.5)", "=STP.ROUNDINGTOLERANCE(10)", "=stp.gap(-A2)",
            "=IF(STP.PAIRAGREES(A1*100;A2);1;STP.MISMATCH(A1*100;A2))", '=STP.GROW("x";1;2)', '=STP.REASON("GROW";"x";1;2)']
ARRAY = "=STP.GROW(A1:A3;0.02;2)"
KINDS = ("ods", "xlsx")
NO_EXTENSION = "#NAME?"


def cells(book):
    sheet = book.Sheets.getByIndex(0)
    return [sheet.getCellByPosition(2, i) for i in range(len(FORMULAS))] + \
        [sheet.getCellByPosition(3, i) for i in range(3)]


def shown(book):
    return [(cell.Formula, cell.String, cell.getError()) for cell in cells(book)]


def new_book(office):
    book = office.new_book()
    sheet = book.Sheets.getByIndex(0)
    for i in range(3):
        sheet.getCellByPosition(0, i).Value = 100 * (i + 1)
    for i, formula in enumerate(FORMULAS):
        sheet.getCellByPosition(2, i).Formula = formula
    sheet.getCellRangeByPosition(3, 0, 3, 2).ArrayFormula = ARRAY
    return book


def path(name, kind):
    return os.path.join(folder, name + "." + kind)


def check_same_after_loading(office, name, expected):
    """The formulas are the same functions, and worked out anew they give the same."""
    for kind in KINDS:
        book = office.load(path(name, kind))
        book.calculateAll()
        check(shown(book) == expected, "%s.%s gives %s, not %s" % (name, kind, shown(book), expected))
        array = book.Sheets.getByIndex(0).getCellRangeByPosition(3, 0, 3, 2).ArrayFormula
        check(array == "{%s}" % ARRAY.replace(";", ","), "%s.%s has the array formula %s" % (name, kind, array))
        book.close(True)


def show_without_the_extension(office, expected, keep):
    """What was stored or that the name is unknown; then saved once more, as it is shown or worked out anew."""
    for kind in KINDS:
        book = office.load(path("first", kind))
        for cell, (formula, text, _) in zip(cells(book), expected):
            check(cell.String in (text, NO_EXTENSION), "%s shows %s for %s" % (kind, cell.String, formula))
            check(cell.Formula.upper() == formula.upper(), "%s has %s for %s" % (kind, cell.Formula, formula))
        if keep == "anew":
            book.calculateAll()
            check(cells(book)[0].String == NO_EXTENSION, "calculates without the extension")
        save(book, path(keep, kind))
        book.close(True)


def written_elsewhere(name, formula):
    """By a program that stores no results."""
    book = openpyxl.Workbook()
    book.active["A1"] = 100
    book.active["B1"] = formula
    book.save(path(name, "xlsx"))


def check_names_of_other_programs(office):
    written_elsewhere("other", "=STP.GROW(A1,0.02,2)")
    book = office.load(path("other", "xlsx"))
    cell = book.Sheets.getByIndex(0).getCellByPosition(1, 0)
    check((cell.Formula, cell.String) == ("=STP.GROW(A1;0.02;2)", "104.04"), "another program's is " + cell.Formula)
    book.close(True)
    # Excel stores the names of an Office add-in's functions like this. Find and replace makes them ours.
    written_elsewhere("excel", "=_xldudf_STP_GROW(A1,0.02,2)")
    book = office.load(path("excel", "xlsx"))
    sheet = book.Sheets.getByIndex(0)
    cell = sheet.getCellByPosition(1, 0)
    check(cell.String == NO_EXTENSION, "Excel's name is known: say so in service/addin/calc/README.md")
    search = sheet.createReplaceDescriptor()
    search.SearchString, search.ReplaceString, search.SearchType = "_xldudf_STP_", "STP.", 0  # in formulas
    sheet.replaceAll(search)
    check((cell.Formula, cell.String) == ("=STP.GROW(A1;0.02;2)", "104.04"), "Excel's becomes " + cell.Formula)
    book.close(True)


profile = installed_profile(folder, extension)
with Office(profile) as office:
    book = new_book(office)
    expected = shown(book)
    check([text for _, text, _ in expected[:5]] == ["110.95035864891", "539.5", "5.5", "200", "9800"],
          "the formulas give %s" % expected)
    for kind in KINDS:
        save(book, path("first", kind))
    book.close(True)
    check_same_after_loading(office, "first", expected)
    check_names_of_other_programs(office)
with Office(os.path.join(folder, "profile-without")) as office:
    show_without_the_extension(office, expected, "as-shown")
    show_without_the_extension(office, expected, "anew")
with Office(profile) as office:
    check_same_after_loading(office, "as-shown", expected)
    check_same_after_loading(office, "anew", expected)

finish()
