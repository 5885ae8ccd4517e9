"""What the function wizard shows, against the table of functions. usage: wizard.py FOLDER STP_OXT FUNCTIONS_JSON"""
import json
import sys

from checks import check, wrong
from office import Office, installed_profile

folder, extension, functions = sys.argv[1:]


def shown(office):
    """By name: the description, and of each argument its name and description."""
    every = office.service("com.sun.star.sheet.FunctionDescriptions")
    found = {}
    for i in range(every.Count):
        one = {part.Name: part.Value for part in every.getByIndex(i)}
        if one["Name"].startswith("STP."):
            found[one["Name"]] = one
    return found


with open(functions, encoding="utf-8") as file:
    table = json.load(file)
with Office(installed_profile(folder, extension)) as office:
    found = shown(office)
for function in table:
    one = found.pop("STP." + function["name"], None)
    if one is None:
        wrong.append("there is no " + function["name"])
        continue
    text = function["category"] + ": " + function["sentence"]
    check(one["Description"] == text, "%s says %s" % (function["name"], one["Description"]))
    arguments = [(part.Name, part.Description) for part in one["Arguments"]]
    check(len(arguments) == len(function["arguments"]), "%s takes %s" % (function["name"], arguments))
    for (name, description), expected in zip(arguments, function["arguments"]):
        check(name == expected["name"] and description.startswith(expected["sentence"]),
              "%s of %s says %s" % (name, function["name"], description))
reason = found.pop("STP.REASON", None)
check(reason is not None and [part.Name for part in reason["Arguments"]] == ["function", "arguments"],
      "STP.REASON is %s" % (reason,))
check(not found, "declared nowhere: %s" % list(found))

print("\n".join(wrong))
sys.exit(1 if wrong or not table else 0)
