"""Changes the text of a workbook's parts as a spreadsheet application would have written it:
change_parts.py BOOK.xlsx OUT.xlsx 'SHEET NAME' KIND"""
import re
import sys
import zipfile

source, out, name, kind = sys.argv[1:]
parts = {i: zipfile.ZipFile(source).read(i).decode("utf-8", "surrogateescape") for i in zipfile.ZipFile(source).namelist()}
number = re.findall(r'<sheet name="([^"]*)"', parts["xl/workbook.xml"]).index(name) + 1
sheet = f"xl/worksheets/sheet{number}.xml"
row = {n: re.search(rf'<row r="{n}"[^>]*>', parts[sheet]).group(0) for n in (13, 18)}


def in_sheet(old, new):
    assert parts[sheet].count(old) == 1, (old, parts[sheet].count(old))
    parts[sheet] = parts[sheet].replace(old, new)


if kind == "rename":  # the name and every formula, list and name that speaks of the sheet
    for part in parts:
        if part.endswith(".xml"):
            parts[part] = parts[part].replace(name, "Council")
elif kind == "unprotect":
    parts[sheet], times = re.subn(r"<sheetProtection[^>]*/>", "", parts[sheet])
    assert times == 1
elif kind == "hide-row":
    in_sheet(row[13], row[13][:-1] + ' hidden="1">')
elif kind == "formula-in-input":  # direct payments of 2018/19 as a sum somebody typed
    parts[sheet], times = re.subn(r'(<c r="H18"[^>]*>)<v>9600</v>', r"\1<f>4800*2</f><v>9600</v>", parts[sheet])
    assert times == 1
elif kind == "stale":  # total expenditure of 2018/19 as it was before an input changed
    parts[sheet], times = re.subn(r'(<c r="H21"[^>]*><f>[^<]*</f><v>)127500<', r"\g<1>127000<", parts[sheet])
    assert times == 1
elif kind == "altered":  # a formula that leaves out its last part
    parts[sheet], times = re.subn(r'(<c r="H21"[^>]*><f>)SUM\(H16:H20\)', r"\1SUM(H16:H19)", parts[sheet])
    assert times == 1
elif kind == "code-lost":
    code = re.search(r'<c r="A18"[^>]*>.*?</c>', parts[sheet]).group(0)
    in_sheet(code, "")
elif kind == "stray":
    in_sheet(row[18], row[18])
    last = re.search(r'<row r="18".*?(</row>)', parts[sheet], re.S)
    parts[sheet] = parts[sheet][: last.start(1)] + '<c r="P18"><v>4500</v></c>' + parts[sheet][last.start(1) :]
with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
    for part, text in parts.items():
        archive.writestr(part, text.encode("utf-8", "surrogateescape"))
