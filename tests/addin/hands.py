"""A person's eyes and hands at a LibreOffice with windows: what is on the screen is found by its accessible name."""
import os
import subprocess
import time

import uno  # it finds the modules of LibreOffice

from com.sun.star.accessibility.AccessibleRole import ALERT, DIALOG, DOCUMENT_SPREADSHEET, MENU, MENU_ITEM, PUSH_BUTTON
from com.sun.star.accessibility.AccessibleStateType import SHOWING

BUTTON, ITEM = (PUSH_BUTTON,), (MENU, MENU_ITEM)
ASKING = (DIALOG, ALERT)


def inside(context, depth=12):
    yield context
    if depth == 0 or context.getAccessibleRole() == DOCUMENT_SPREADSHEET:
        return
    for i in range(min(context.getAccessibleChildCount(), 200)):
        child = context.getAccessibleChild(i)
        if hasattr(child, "getAccessibleContext"):
            yield from inside(child.getAccessibleContext(), depth - 1)


class Hands:
    def __init__(self, office, display):
        self.toolkit = office.service("com.sun.star.awt.Toolkit")
        self.display = display

    def windows(self):
        found = [self.toolkit.getTopWindow(i).getAccessibleContext()
                 for i in range(self.toolkit.getTopWindowCount() - 1, -1, -1)]
        return [one for one in found if one is not None and one.getAccessibleStateSet().contains(SHOWING)]

    def find(self, roles, name, asking=False):
        for window in self.windows():
            if asking and window.getAccessibleRole() not in ASKING:
                continue
            for one in inside(window):
                if one.getAccessibleRole() in roles and one.getAccessibleName() == name:
                    return one
        return None

    def until(self, true, what, seconds=30):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                found = true()
            except Exception:  # a window went while it was looked at
                found = None
            if found:
                return found
            time.sleep(0.05)
        raise RuntimeError("not within %d seconds: %s" % (seconds, what))

    def wait_for(self, roles, name, asking=False):
        return self.until(lambda: self.find(roles, name, asking), "something called %s" % name)

    def click(self, roles, name, asking=False):
        one = self.wait_for(roles, name, asking)
        at, size = one.getLocationOnScreen(), one.getSize()
        self.hand("mousemove", str(at.X + size.Width // 2), str(at.Y + size.Height // 2), "click", "1")

    def say_ok(self):
        """To a message. By its own action: one just shown may not take a click yet, and two would go through it."""
        self.wait_for(BUTTON, "OK", asking=True).doAccessibleAction(0)
        self.until(lambda: self.find(BUTTON, "OK", asking=True) is None, "the end of the message")

    def hand(self, *does):
        subprocess.run(["xdotool", *does], env=dict(os.environ, DISPLAY=self.display), check=True)

    def texts(self, roles=ASKING):
        """What the windows of such a kind say."""
        said = []
        for window in self.windows():
            if window.getAccessibleRole() in roles:
                said += [one.getAccessibleName() for one in inside(window)]
        return said
