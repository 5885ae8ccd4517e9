"""A person at the menu with her mouse. usage: clicks.py FOLDER STP_OXT WORKBOOK [PICTURE]

With PICTURE, a picture of the checked workbook is kept there (ImageMagick's import takes it)."""
import os
import socket
import subprocess
import sys
import time

from checks import check, finish
from hands import BUTTON, ITEM, Hands
from office import Office, Screen, installed_profile, named, set_service, url

folder, extension, workbook, picture = (sys.argv[1:] + [""])[:4]


def entries_of_the_menu(hands):
    menu = hands.wait_for(ITEM, "STP")
    return [menu.getAccessibleChild(i).getAccessibleContext().getAccessibleName()
            for i in range(menu.getAccessibleChildCount())]


with socket.create_server(("127.0.0.1", 0)) as silent, Screen() as display, \
        Office(installed_profile(folder, extension), display) as office:
    document = office.desktop.loadComponentFromURL(url(workbook), "_blank", 0, ())
    sheets = document.Sheets.Count
    hands = Hands(office, display)
    entries = entries_of_the_menu(hands)
    check(len(entries) == 7 and entries[0] == "Check this workbook", "the menu holds %s" % entries)

    hands.click(BUTTON, "Check this workbook")
    hands.wait_for(BUTTON, "OK", asking=True)
    check(any("error" in text for text in hands.texts()), "the message says %s" % hands.texts())
    hands.say_ok()
    hands.until(lambda: document.Sheets.Count == sheets + 1, "the sheet of findings")
    view = document.CurrentController
    check(view.ActiveSheet.Name == "STP findings", "it shows " + view.ActiveSheet.Name)
    if picture:
        time.sleep(2)
        subprocess.run(["import", "-window", "root", "-display", display, picture], check=True)
    document.UndoManager.undo()
    check(document.Sheets.Count == sheets, "one undo does not take the check back")

    # A service that takes the request and never answers: the work goes on until it is given up.
    set_service(office, "http://127.0.0.1:%d" % silent.getsockname()[1], "a-key", "KI")
    document.setModified(False)
    hands.click(BUTTON, "Submit to the service")
    hands.click(BUTTON, "Cancel", asking=True)
    start = time.monotonic()
    hands.wait_for(BUTTON, "OK", asking=True)
    check(time.monotonic() - start < 5, "it takes long to be given up")
    check(any("cancelled" in text for text in hands.texts()), "given up, it says %s" % hands.texts())
    hands.say_ok()
    document.setModified(False)
    document.close(True)

finish()
