"""A real LibreOffice without windows, with a profile of its own, driven over a pipe."""
import os
import signal
import subprocess
import time

import uno
import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.task import XInteractionHandler
from com.sun.star.ucb import XCommandEnvironment

EXTENSION = "uk.stp.returns"
APPROVE = uno.getTypeByName("com.sun.star.task.XInteractionApprove")


class Approve(unohelper.Base, XInteractionHandler):
    """A person who answers yes when asked whether to install."""

    def handle(self, request):
        for way in request.getContinuations():
            if way.queryInterface(APPROVE):
                way.select()
                return


class Person(unohelper.Base, XCommandEnvironment):
    def getInteractionHandler(self):
        return Approve()

    def getProgressHandler(self):
        return None


def named(name, value):
    one = PropertyValue()
    one.Name, one.Value = name, value
    return one


def url(path):
    return uno.systemPathToFileUrl(os.path.abspath(path))


def set_service(office, address, key, place):
    """Into the profile, where the add-in looks for it."""
    provider = office.service("com.sun.star.configuration.ConfigurationProvider")
    path = (named("nodepath", "/uk.stp.returns.Service/Connection"),)
    settings = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", path)
    for name, value in (("Address", address), ("Key", key), ("Place", place)):
        settings.setPropertyValue(name, value)
    settings.commitChanges()


class Screen:
    """A screen of its own that nobody looks at, for what a LibreOffice without windows cannot do."""

    def __enter__(self):
        ours, theirs = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
            pass_fds=(theirs,), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs)
        with os.fdopen(ours) as answer:
            self.display = ":" + answer.readline().strip()
        return self.display

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


class Office:
    """Started on entering, ended on leaving. The profile stays. With a display, it has windows there."""

    def __init__(self, profile, display=None):
        self.profile = profile
        self.display = display

    def start(self):
        self.pipe = "stp-%d-%d" % (os.getpid(), time.monotonic_ns())
        windows = ["--headless"] if self.display is None else ["-display", self.display]
        self.process = subprocess.Popen(
            ["soffice", "-env:UserInstallation=file://" + self.profile, *windows, "--norestore", "--nologo",
             "--accept=pipe,name=%s;urp" % self.pipe],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

    def __enter__(self):
        self.start()
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(600):
            try:
                self.context = resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % self.pipe)
                self.desktop = self.service("com.sun.star.frame.Desktop")
                return self
            except Exception:
                time.sleep(0.1)
            ended = self.process.poll()
            if ended == 0:  # the one before was just ending, was asked to show a window, and is gone
                self.start()
            elif ended is not None:
                break
        self.end()
        raise RuntimeError("LibreOffice did not start")

    def __exit__(self, *_):
        try:
            self.desktop.terminate()
        except Exception:  # it may close the pipe before it answers
            pass
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.end()
            raise

    def end(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def service(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def extensions(self):
        return self.context.getByName("/singletons/com.sun.star.deployment.ExtensionManager")

    def install(self, file):
        self.extensions().addExtension("file://" + file, (), "user", None, Person())

    def uninstall(self):
        self.extensions().removeExtension(EXTENSION, "stp.oxt", "user", None, Person())

    def new_book(self):
        return self.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (named("Hidden", True),))

    def load(self, file):
        return self.desktop.loadComponentFromURL("file://" + file, "_blank", 0, (named("Hidden", True),))


def save(book, file):
    kind = {"ods": "calc8", "xlsx": "Calc MS Excel 2007 XML"}[file.rsplit(".", 1)[1]]
    book.storeToURL("file://" + file, (named("FilterName", kind), named("Overwrite", True)))


def installed_profile(folder, extension):
    """A profile in which the extension is installed, as a person does it: LibreOffice once, install, start again."""
    profile = os.path.join(folder, "profile")
    with Office(profile):
        pass
    with Office(profile) as office:
        office.install(extension)
    return profile
