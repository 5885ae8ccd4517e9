"""The menu over real workbooks. usage: menu.py FOLDER STP_OXT WORKBOOK EARLIER RETURNS_FOLDER SERVICE KEY PLACE"""
import os
import sys
import xml.etree.ElementTree as xml
import zipfile

import uno
from checks import check, finish
from office import Office, Screen, installed_profile, named, set_service, url

folder, extension, workbook, earlier, returns, service, key, place = sys.argv[1:]


class Book:
    """An open workbook and its menu."""

    def __init__(self, office, path=None):
        self.office = office
        address = url(path) if path else "private:factory/scalc"
        self.document = office.desktop.loadComponentFromURL(address, "_blank", 0, ())
        self.frame = self.document.CurrentController.Frame
        self.helper = office.service("com.sun.star.frame.DispatchHelper")

    def choose(self, action, **arguments):
        """Whether it was done, and what was said."""
        given = (named("Quiet", True),) + tuple(named(*one) for one in arguments.items())
        event = self.helper.executeDispatch(self.frame, "stp.addin:" + action, "", 0, given)
        return event.State == 1, event.Result

    def names(self):
        return list(self.document.Sheets.ElementNames)

    def rows(self, sheet):
        cursor = self.document.Sheets.getByName(sheet).createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        return self.document.Sheets.getByName(sheet).getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).DataArray

    def close(self):
        self.document.setModified(False)
        self.document.close(True)


def entries():
    with zipfile.ZipFile(extension) as package:
        tree = xml.fromstring(package.read("Addons.xcu"))
    return {value.text for value in tree.iter("value") if value.text.startswith("stp.addin:")}


def every_entry_is_answered(book):
    found = entries()
    check(len(found) == 7, "seven entries, not %s" % found)
    parser = book.office.service("com.sun.star.util.URLTransformer")
    for address in found:
        target = uno.createUnoStruct("com.sun.star.util.URL")
        target.Complete = address
        target = parser.parseStrict(target)[1]
        check(book.frame.queryDispatch(target, "_self", 0) is not None, "nobody answers " + address)


def what_is_no_return_is_said(office):
    book = Book(office)
    for action in ("check", "fill", "calculate"):
        done, said = book.choose(action)
        check(not done and "not one of our forms" in said, "%s of an empty workbook says: %s" % (action, said))
    check(not book.choose("consolidate", Folder=folder + "/nowhere", Output=folder + "/none.xlsx")[0],
          "a folder that is not there is consolidated")
    book.close()


def damage_is_found(office):
    """A sheet removed, rows removed above the figures: both are said, and what is left is judged where it now stands."""
    book = Book(office, workbook)
    sheets = book.document.Sheets
    sheet = next(name for name in book.names() if name.endswith("Council finance"))
    sheets.removeByName(sheet)
    damaged = sheets.getByName(next(name for name in book.names() if name.endswith("CCG finance")))
    damaged.unprotect("")
    damaged.Rows.removeByIndex(20, 2)
    done, said = book.choose("check")
    rows = [" ".join(str(value) for value in row) for row in book.rows("STP findings")]
    for what in ("A sheet of the form is missing", "A line of the form is missing"):
        check(done and any(what in row for row in rows), "damage: nothing says: %s; %s" % (what, said))
    book.close()


with Screen() as display, Office(installed_profile(folder, extension), display) as office:
    what_is_no_return_is_said(office)
    damage_is_found(office)
    book = Book(office, workbook)
    every_entry_is_answered(book)
    sheets = book.names()
    book.document.UndoManager.clear()

    done, said = book.choose("check")
    check(done and "error" in said, "check says: " + said)
    check("STP findings" in book.names(), "no sheet of findings: %s" % book.names())
    rows = book.rows("STP findings")
    heading = next(i for i, row in enumerate(rows) if row[0] == "Go to")
    linked = [i for i in range(heading + 1, len(rows)) if rows[i][0]]
    check(linked, "no finding leads to its cell")
    formula = book.document.Sheets.getByName("STP findings").getCellByPosition(0, linked[0]).Formula
    check(formula.startswith("=HYPERLINK(\"#'"), "no link: " + formula)
    check(len(book.document.UndoManager.AllUndoActionTitles) == 1,
          "one undo, not %s" % (book.document.UndoManager.AllUndoActionTitles,))
    book.document.UndoManager.undo()
    check(book.names() == sheets, "undo leaves %s" % book.names())
    done, said = book.choose("check")
    done, again = book.choose("check")
    check(said.split(":")[0] == again.split(":")[0] and book.names().count("STP findings") == 1, "a second check of %s: %s, after %s" % (book.names(), again, said))

    done, said = book.choose("fill")
    check(done and "reference values" in said or "calculated" in said, "fill says: " + said)
    done, said = book.choose("calculate")
    check(done and said.startswith("Calculated."), "calculate says: " + said)
    done, said = book.choose("compare", File=earlier)
    check(done and "STP comparison" in book.names(), "compare says: " + said)
    check(not book.choose("compare", File="/nowhere.xlsx")[0], "a file that is not there is compared")

    total = os.path.join(folder, "total.xlsx")
    done, said = book.choose("consolidate", Folder=returns, Output=total)
    check(done and os.path.getsize(total) > 10000, "consolidate says: " + said)

    done, said = book.choose("submit")
    check(not done and "not saved" in said, "submit of a changed workbook says: " + said)
    book.close()

    book = Book(office, workbook)
    done, said = book.choose("submit")
    check(not done and "No service is set" in said, "submit without a service says: " + said)
    set_service(office, service, key, place)
    done, said = book.choose("submit")
    check(done and "Receipt" in said, "submit says: " + said)
    receipt = said[said.index("Receipt"):]
    done, said = book.choose("submit")
    check(done and "first receipt" in said and receipt in said, "the same again says: " + said)
    check(key.encode() not in b"".join(open(os.path.join(at, one), "rb").read()
                                       for at, _, names in os.walk(returns) for one in names),
          "the key stands in a document")
    book.close()

finish()
