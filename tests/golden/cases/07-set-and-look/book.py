"""A workbook as people keep them: two sheets, a formula, a list to choose from, a comment, a merged heading, a date."""
import datetime

import openpyxl
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

book = openpyxl.Workbook()
plan = book.active
plan.title = "Plan 2017"
plan["A1"] = "Savings, £000"
plan.merge_cells("A1:C1")
for row, (name, amount) in enumerate([("Drugs & devices", 120), ("Estates", 80.5), ("Agency", -15)], 2):
    plan.cell(row, 1, name)
    plan.cell(row, 2, amount)
plan["B5"] = "=SUM(B2:B4)"
plan["C2"] = "agreed"
choices = DataValidation(type="list", formula1='"agreed,open"')
choices.add("C2:C4")
plan.add_data_validation(choices)
plan["B4"].comment = Comment("less agency, not more", "finance")
notes = book.create_sheet("Notes")
notes["A1"] = datetime.datetime(2016, 9, 16)
notes["A2"] = "='Plan 2017'!B5*2"
book.save("book.xlsx")
