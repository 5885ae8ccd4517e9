"""Figures of returns and totals in cells, from the demonstration's files. usage: figures.py FOLDER STP_OXT DEMO"""
import os
import sys

from checks import check, finish
from office import Office, installed_profile, named, url

folder, extension, demo = sys.argv[1:]
leeds = os.path.join(demo, "returns", "leeds", "2016-09-16")
finance = os.path.join(leeds, "leeds-finance-2016-09-16.xlsx")
CELLS = 1000


def shown(sheet, formula, row=0):
    cell = sheet.getCellByPosition(200, row)
    cell.Formula = formula
    return cell.String


def bytes_read(office):
    """By LibreOffice, so far."""
    with open("/proc/%d/task/%d/children" % (office.process.pid, office.process.pid)) as file:
        process = (file.read().split() or [office.process.pid])[0]
    with open("/proc/%s/io" % process) as file:
        return int(file.readline().split()[1])


def check_sources(sheet):
    for formula, expected in (
            ('=STP.LINE("RR8";"F3290";"2020/21";;"../returns/leeds/2016-09-16")', "-173314"),
            ('=STP.LINE("Leeds";"F8260";"2020/21";;"%s")' % leeds, "-349829"),
            ('=STP.LINE("RR8";"F3290";"2035/36";;"%s")' % leeds, "#REF!"),
            ('=STP.TOTAL(;"F8260";"2020/21";;"west-yorkshire.json")', "-1070000"),
            ('=STP.TOTAL(;"F8260";"2020/21";;"%s")' % leeds, "#N/A"),
            ('=STP.CHECK("ARI-02";"RR8";"%s")' % leeds, "holds"),
            ('=STP.LINE("RR8";"F3290";"2020/21";;"nowhere")', "#REF!"),
            ('=STP.LINE("RR8";"F3290";"2020/21";;"service")', "#REF!")):
        check(shown(sheet, formula) == expected, "%s gives %s, not %s" % (formula, shown(sheet, formula), expected))
    for source, reason in (("nowhere", "nowhere"), ("service", "asks no service")):
        said = shown(sheet, '=STP.REASON("LINE";"RR8";"F3290";"2020/21";"";"%s")' % source)
        check(reason in said, "the reason for %s: %s" % (source, said))


def check_read_once(office, sheet):
    """A thousand cells of a folder, and again: that is less than a handful of readings."""
    size = sum(os.path.getsize(os.path.join(leeds, name)) for name in os.listdir(leeds))
    before = bytes_read(office)
    cells = sheet.getCellRangeByPosition(201, 0, 201, CELLS - 1)
    sheet.getCellByPosition(201, 0).Formula = '=STP.LINE("RR8";"F3290";"2020/21";"";"%s")' % leeds
    cells.fillAuto(0, 1)
    values = {row[0] for row in cells.getDataArray()}
    check(values == {-173314.0}, "the cells have %s" % values)
    check(bytes_read(office) - before < 20 * size, "%d bytes were read of a folder of %d" % (
        bytes_read(office) - before, size))


with Office(installed_profile(folder, extension)) as office:
    book = office.new_book()
    sheet = book.Sheets.getByIndex(0)
    formula = '"LINE";"RR8";"F3290";"2020/21"'
    check("not saved" in shown(sheet, "=STP.REASON(%s)" % formula), "a workbook that is not saved has figures")
    book.storeAsURL(url(os.path.join(demo, "total", "mine.ods")), (named("FilterName", "calc8"),))
    check_sources(sheet)
    check_read_once(office, sheet)
    book.close(True)

    book = office.load(finance)
    sheet = book.Sheets.getByIndex(0)
    sheet.unprotect("")
    check(shown(sheet, '=STP.LINE("RR8";"F3290";"2020/21")') == "-173314",
          "the open workbook's own figure is " + shown(sheet, '=STP.LINE("RR8";"F3290";"2020/21")'))
    book.close(True)

finish()
