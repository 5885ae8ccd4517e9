"""Removed, installed again and upgraded by unopkg. usage: uninstalling.py FOLDER STP_OXT"""
import os
import re
import shutil
import subprocess
import sys
import zipfile

from checks import check, finish
from office import EXTENSION, Office, named, save, set_service

folder, built = sys.argv[1:]
profile = os.path.join(folder, "profile")
extension = os.path.join(folder, "stp.oxt")
NOBODY = 65534


def unopkg(*arguments):
    """As an ordinary user: for root unopkg has another place, which is not ours to change."""
    command = ["unopkg", *arguments, "-env:UserInstallation=file://" + profile]
    if os.getuid() == 0:
        subprocess.run(["chown", "-R", str(NOBODY), folder], check=True)
        command = ["setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups", *command]
    ran = subprocess.run(command, cwd=folder, env=dict(os.environ, HOME=folder), text=True, capture_output=True)
    check(ran.returncode == 0, "unopkg %s: %s" % (arguments, ran.stdout + ran.stderr))
    return ran.stdout


def older_version(path):
    """As an earlier release would be: a smaller number, a file and a menu entry that went since."""
    with zipfile.ZipFile(built) as now, zipfile.ZipFile(path, "w") as before:
        for name in now.namelist():
            text = now.read(name)
            if name == "description.xml":
                text = re.sub(rb'<version value="[^"]*"', b'<version value="0.0.1"', text)
            if name == "Addons.xcu":
                text = text.replace(b"Check this workbook", b"Look at this workbook")
            before.writestr(name, text)
        before.writestr("gone-since.txt", "once needed")


def files():
    """Of the profile, but for the folder where LibreOffice unpacks what it installs and tidies up as it likes."""
    return [os.path.join(at, name) for at, _, names in os.walk(profile) for name in names
            if "/user/extensions/tmp" not in at]


def traces():
    """Files of the extension, and settings or registrations that name it."""
    found = [file for file in files() if re.search(r"stp[^/]*(\.oxt|\.so|\.rdb)|Service\.xcs", file)]
    for file in files():
        if file.endswith((".xcu", ".rdb", ".pmap")):
            with open(file, "rb") as content:
                if b"stp" in content.read().lower():
                    found.append(file)
    return found


def titles(office):
    """Of the menus and of their entries that extensions brought."""
    provider = office.service("com.sun.star.configuration.ConfigurationProvider")
    access = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationAccess",
        (named("nodepath", "/org.openoffice.Office.Addons/AddonUI/OfficeMenuBar"),))
    menus = [access.getByName(name) for name in access.ElementNames if "stp" in name]
    return [entry.getPropertyValue("Title") for menu in menus for entry in
            (menu.getByName("Submenu").getByName(one) for one in menu.getByName("Submenu").ElementNames)]


def result(office, file):
    book = office.load(file)
    book.calculateAll()
    cell = book.Sheets.getByIndex(0).getCellByPosition(0, 0)
    seen = cell.Formula.upper(), cell.String
    save(book, file)
    book.close(True)
    return seen


def check_installed(version, entry):
    said = unopkg("list")
    check(said.count(EXTENSION) >= 1 and "Version: " + version in said, "unopkg lists " + said)
    with Office(profile) as office:
        check(entry in titles(office), "the menu has %s" % titles(office))
        for file in books:
            check(result(office, file) == (FORMULA, "104.04"), "%s gives %s" % (file, result(office, file)))


def check_removed():
    check(EXTENSION not in unopkg("list"), "still listed")
    before_a_start = [file for file in traces() if not file.endswith("registrymodifications.xcu")]
    check(not before_a_start, "left behind: %s" % before_a_start[:5])
    with Office(profile) as office:
        check(not titles(office), "the menu has %s" % titles(office))
        for file in books:
            check(result(office, file) == (FORMULA, "#NAME?"), "%s gives %s" % (file, result(office, file)))
    check(not traces(), "left behind after a start: %s" % traces()[:5])


FORMULA = "=STP.GROW(100;0.02;2)"
books = [os.path.join(folder, "book." + kind) for kind in ("ods", "xlsx")]
shutil.copy(built, extension)
earlier = os.path.join(folder, "earlier", "stp.oxt")
os.makedirs(os.path.dirname(earlier))
older_version(earlier)
with zipfile.ZipFile(built) as package:
    newest = re.search(r'<version value="([^"]*)"', package.read("description.xml").decode()).group(1)

with Office(profile):
    pass
check(not traces(), "there before: %s" % traces())
unopkg("add", extension)
with Office(profile) as office:
    book = office.new_book()
    book.Sheets.getByIndex(0).getCellByPosition(0, 0).Formula = FORMULA
    for file in books:
        save(book, file)
    book.close(True)
    set_service(office, "https://stp.example", "a-key", "KI")
check_installed(newest, "Check this workbook")
unopkg("remove", EXTENSION)
check_removed()

unopkg("add", earlier)
check_installed("0.0.1", "Look at this workbook")
unopkg("add", "--force", extension)
check_installed(newest, "Check this workbook")
check(not any("gone-since" in file for file in files()), "a file of the earlier version stays")
check(unopkg("list").count("Identifier: " + EXTENSION) == 1, "two are installed")
unopkg("remove", EXTENSION)
check_removed()

finish()
