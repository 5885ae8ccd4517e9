"""The formulas of service/addin/examples/webservice.txt in a real LibreOffice: webservice.py SERVICE EXAMPLES.

They go into a workbook as Excel would store it, with results that are wrong; LibreOffice loads it, works everything out
anew, and each cell must show what the examples say. From a folder it does not trust it must fetch nothing.
"""

import pathlib
import re
import sys
import tempfile
import zipfile
from xml.sax.saxutils import escape

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "addin"))
from office import Office, named  # noqa: E402

service, examples = sys.argv[1], pathlib.Path(sys.argv[2]).read_text()
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def read_examples():
    """The cells that hold something, and the formulas with what they give."""
    held = dict(re.findall(r"^([A-Z]\d+) holds (.*)$", examples, re.M))
    formulas = re.findall(r"^=(.*)\ngives (.*)$", examples, re.M)
    if len(formulas) != len(re.findall(r"^=", examples, re.M)) or len(formulas) < 3:
        sys.exit("a formula does not say what it gives")
    held["B1"] = service
    return held, formulas


def stored(formula):
    """As a file holds functions that are younger than its format."""
    return re.sub(r"\b(NUMBERVALUE|WEBSERVICE|ENCODEURL)\(", r"_xlfn.\1(", formula)


def cell(name, text):
    if re.fullmatch(r"-?[0-9.]+", text):
        return f'<c r="{name}"><v>{text}</v></c>'
    return f'<c r="{name}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def sheet(held, formulas):
    rows = ""
    for row in range(1, 100):
        inside = "".join(cell(name, held[name]) for name in held if name[1:] == str(row))
        if row <= len(formulas):
            inside += f'<c r="D{row}" t="str"><f>{escape(stored(formulas[row - 1][0]))}</f><v>stale</v></c>'
        rows += f'<row r="{row}">{inside}</row>' if inside else ""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def related(*kinds):
    inside = "".join(f'<Relationship Id="r1" Type="{RELATION}/{kind}" Target="{to}"/>' for kind, to in kinds)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def write_workbook(path, held, formulas):
    types = (f'<Types xmlns="{PACKAGE}/content-types">'
             '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
             f'<Override PartName="/workbook.xml" ContentType="{WORKBOOK}.sheet.main+xml"/>'
             f'<Override PartName="/sheet.xml" ContentType="{WORKBOOK}.worksheet+xml"/></Types>')
    book = (f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/>'
            '</sheets></workbook>')
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", types)
        package.writestr("_rels/.rels", related(("officeDocument", "workbook.xml")))
        package.writestr("workbook.xml", book)
        package.writestr("_rels/workbook.xml.rels", related(("worksheet", "sheet.xml")))
        package.writestr("sheet.xml", sheet(held, formulas))


def setting(path, name, value):
    return (f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
            f"<value>{value}</value></prop></item>")


def write_profile(profile, trusted):
    """What the examples tell people to set."""
    items = (setting("Calc/Content/Update", "Link", 0) + setting("Calc/Formula/Load", "OOXMLRecalcMode", 0) +
             setting("Common/Security/Scripting", "SecureURL", f"<it>{trusted.as_uri()}</it>"))
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>')


def shown(office, path, count):
    document = office.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0,
                                                   (named("UpdateDocMode", 2), named("Hidden", True)))
    document.calculateAll()
    cells = [document.Sheets.getByIndex(0).getCellRangeByName(f"D{row + 1}") for row in range(count)]
    values = [(one.String, one.Value, one.getError()) for one in cells]
    document.close(True)
    return values


def differs(expected, found):
    text, number, error = found
    if re.fullmatch(r"-?[0-9.]+", expected):
        return error != 0 or number != float(expected)
    return text != expected


with tempfile.TemporaryDirectory(prefix="stp-webservice-") as name:
    folder = pathlib.Path(name)
    (folder / "trusted").mkdir()
    held, formulas = read_examples()
    write_profile(folder / "profile", folder / "trusted")
    for path in (folder / "trusted" / "a.xlsx", folder / "b.xlsx"):
        write_workbook(path, held, formulas)
    with Office(str(folder / "profile")) as office:
        found = shown(office, folder / "trusted" / "a.xlsx", len(formulas))
        elsewhere = shown(office, folder / "b.xlsx", len(formulas))
wrong = [f"={formula}\n  gives {one}, expected {expected}"
         for (formula, expected), one in zip(formulas, found) if differs(expected, one)]
wrong += [f"not trusted, and yet: {one}" for one in elsewhere if one[2] != 540]
print("\n".join(wrong) or f"{len(formulas)} formulas give what the examples say")
sys.exit(1 if wrong else 0)
