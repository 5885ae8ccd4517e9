"""Every example of every function, in cells of a real Calc. usage: examples.py FOLDER STP_OXT EXAMPLES_JSON"""
import json
import sys

from office import Office, installed_profile

ERRORS = {"#VALUE!": 519, "#DIV/0!": 532, "#NUM!": 503, "#N/A": 32767, "#REF!": 524}
folder, extension, examples = sys.argv[1:]
wrong = []


def inline(value):
    if value is None:
        return ""
    if value.get("text") is not None:
        return '"%s"' % value["text"].replace('"', '""')
    return value["number"]


class Sheet:
    def __init__(self, book):
        self.sheet = book.Sheets.getByIndex(0)
        self.row = 0

    def range(self, rows):
        """The values written into cells; their address."""
        top, height, width = self.row, len(rows), len(rows[0])
        for i, row in enumerate(rows):
            for j, value in enumerate(row):
                cell = self.sheet.getCellByPosition(j, top + i)
                if value is None:
                    cell.String = ""
                elif value.get("text") is not None:
                    cell.String = value["text"]
                else:
                    cell.Value = float(value["number"])
        self.row += height
        return self.sheet.getCellRangeByPosition(0, top, width - 1, top + height - 1).AbsoluteName.split(".")[1]

    def argument(self, rows):
        return inline(rows[0][0]) if len(rows) == 1 and len(rows[0]) == 1 else self.range(rows)

    def answer(self, formula, height, width):
        """As an array formula beside the arguments, of the answer's size."""
        cells = self.sheet.getCellRangeByPosition(20, self.row, 19 + width, self.row + height - 1)
        cells.ArrayFormula = formula
        self.row += height
        return [[cells.getCellByPosition(j, i) for j in range(width)] for i in range(height)]

    def single(self, formula):
        cell = self.sheet.getCellByPosition(20, self.row)
        cell.Formula = formula
        self.row += 1
        return [[cell]]


def same(cell, value):
    if value is None:
        return cell.String == ""
    if value.get("text") in ERRORS:
        return cell.getError() == ERRORS[value["text"]]
    if value.get("text") is not None:
        return cell.getError() == 0 and cell.String == value["text"]
    return cell.getError() == 0 and cell.Value == float(value["number"])


def compare(formula, cells, result):
    for i, row in enumerate(result):
        for j, value in enumerate(row):
            if not same(cells[i][j], value):
                wrong.append("%s gives %s (%r, error %d) at %d,%d, not %s" % (
                    formula, cells[i][j].String, cells[i][j].Value, cells[i][j].getError(), i, j, value))


def try_example(sheet, example):
    result = example["result"]
    arguments = ";".join(sheet.argument(rows) for rows in example["arguments"])
    formula = "=STP.%s(%s)" % (example["function"], arguments)
    if len(result) == 1 and len(result[0]) == 1:
        compare(formula, sheet.single(formula), result)
    compare("{%s}" % formula, sheet.answer(formula, len(result), len(result[0])), result)
    # The same with every argument in cells.
    cells = ";".join("" if rows == [[None]] else sheet.range(rows) for rows in example["arguments"])
    formula = "=STP.%s(%s)" % (example["function"], cells)
    compare("{%s}" % formula, sheet.answer(formula, len(result), len(result[0])), result)


with open(examples, encoding="utf-8") as file:
    every = json.load(file)
with Office(installed_profile(folder, extension)) as office:
    book = office.new_book()
    sheet = Sheet(book)
    for example in every:
        try_example(sheet, example)
    book.close(True)
print("\n".join(wrong))
print("%d examples tried, %d wrong" % (len(every), len(wrong)))
sys.exit(1 if wrong or not every else 0)
