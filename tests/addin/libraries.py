"""What the libraries in the extension need. usage: libraries.py FOLDER STP_OXT

A library they need must be in the extension, or in a package that libreoffice-calc cannot be installed without."""
import os
import re
import subprocess
import sys
import zipfile

folder, extension = sys.argv[1:]
OFFICE = "/usr/lib/libreoffice/program"
wrong = []


def output(*command):
    return subprocess.run(command, text=True, capture_output=True, env=dict(os.environ, LC_ALL="C")).stdout


def needed_packages(package):
    """It and everything it depends on, as dpkg knows the installed ones."""
    depends = {}
    for line in output("dpkg-query", "-W", "-f", "${Package}\t${Depends}, ${Pre-Depends}\n").splitlines():
        name, text = line.split("\t", 1)
        depends[name] = [re.split(r"[ (:]", one.split("|")[0].strip())[0] for one in text.split(",") if one.strip()]
    found, asked = set(), [package]
    while asked:
        one = asked.pop()
        if one in depends and one not in found:
            found.add(one)
            asked += depends[one]
    return found


def libraries_of(packages):
    names = set(os.listdir(OFFICE))
    for file in output("dpkg", "-L", *sorted(packages)).splitlines():
        if ".so" in file:
            names.add(os.path.basename(file))
    return names


with zipfile.ZipFile(extension) as package:
    ours = [name for name in package.namelist() if re.search(r"\.so(\.\d+)*$", name)]
    package.extractall(folder, ours)
there = libraries_of(needed_packages("libreoffice-calc"))
beside = {os.path.basename(name) for name in ours}
for name in ours:
    said = output("readelf", "-d", os.path.join(folder, name))
    needs = re.findall(r"\(NEEDED\).*\[(.*)\]", said)
    if not needs:
        wrong.append("readelf shows nothing of " + name)
    wrong += ["%s needs %s" % (name, one) for one in needs if one not in beside and one not in there]
    wrong += ["%s looks for libraries in %s" % (name, path) for path in re.findall(r"R(?:UN)?PATH\).*\[(.*)\]", said)
              if path != "$ORIGIN"]
if "lib/stp.so" not in ours or "libPocoFoundation.so.80" in there or "libc.so.6" not in there:
    wrong.append("this test compares with the wrong lists")
# Of ours only what LibreOffice asks for is seen from outside, so that it meets no other library's names.
seen = re.findall(r" (?:FUNC|OBJECT) +(?:GLOBAL|WEAK) +DEFAULT +\d+ (\S+)",
                  output("readelf", "-W", "--dyn-syms", os.path.join(folder, "lib/stp.so")))
if "component_getFactory" not in seen or any(re.match("_ZNK?3stp", name) for name in seen):
    wrong.append("seen from outside: %s" % seen)

print("\n".join(wrong))
sys.exit(1 if wrong else 0)
