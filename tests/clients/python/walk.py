"""Asks every operation of a served demonstration, after its whole job: usage walk.py BASE DEMO_FOLDER.

Every GET route as a region, an administrator, a place and a stranger, in every format it declares, by names there are
and names there are none of; then each other operation once. Whether the answers are as declared is for tests/answers.
"""

import csv
import io
import pathlib
import sys
import time

from client import Client
from people import signed_in

base, demo = sys.argv[1], pathlib.Path(sys.argv[2])
round_code = "2016-09-16"


def of(person):
    browser, token = signed_in(base, person)
    return Client(base, browser=browser, csrf=token)


region, administrator, leeds, stranger = of("region"), of("administrator"), of("leeds.reviewer"), Client(base)
asked = 0


def ask(client, name, /, **given):
    global asked
    asked += 1
    return client.call(name, **given)


def must(answer, *statuses):
    if answer.status not in statuses:
        sys.exit(f"{answer.status}, expected {statuses}: {answer.body[:500]}")
    return answer


def settled():
    for _ in range(600):
        queue = region.call("getQueue").json
        if queue["waiting"] + queue["running"] == 0:
            return
        time.sleep(0.2)
    sys.exit("the work does not end")


def kept_workbook(state):
    return region.call("listSubmissions", state=state, limit=1).json["items"][0]["sha256"]


# What stands for each parameter of a path, and for those of a query that must be given.
names = {"sha256": kept_workbook("checked"), "place": "LE", "round": round_code, "number": "1", "name": "region", "function": "grwo",
         "id": region.call("listRules").json["rules"][0]["id"], "code": "F8330", "line": "F8330", "from": "1"}
odd = {"sha256": "0" * 64, "place": "nowhere", "round": "1999-01-01", "number": "999999", "name": "nobody",
       "id": "no-rule", "code": "no-line", "line": "no-line", "from": "999999", "owner": "nobody",
       "rule": "no-rule", "edition": "no-edition", "from_round": "1999-01-01", "bridge": "no-bridge"}


def parameters_of(operation, values):
    return {one["name"]: values[one["name"]] for one in operation.get("parameters", [])
            if one.get("in") in ("path", "query") and one.get("required")}


def look_at(name, kind, answer):
    if answer.headers["Content-Type"] != kind:
        sys.exit(f"{name}: {kind} was asked for, {answer.headers['Content-Type']} given")
    if kind.startswith("text/csv"):
        rows = list(csv.reader(io.StringIO(answer.body.decode(), newline="")))
        if not rows or any(len(row) != len(rows[0]) for row in rows):
            sys.exit(f"{name}: a row has other columns than the heading: {rows[:3]}")


def walk(name, operation):
    given = parameters_of(operation, names)
    declared = operation.get("parameters", [])
    callers = (region, administrator, leeds, stranger)
    kinds = operation["responses"]["200"]["content"]
    for client in callers:
        for kind in kinds:
            answer = ask(client, name, headers={"Accept": kind}, **given)
            if answer.status == 200:
                look_at(name, kind, answer)
        if any(one.get("name") == "If-None-Match" for one in declared) and answer.status == 200:
            must(ask(client, name, headers={"Accept": kind, "If-None-Match": answer.headers["ETag"]}, **given), 304)
    ask(region, name, headers={"Accept": "application/x-unheard-of"}, **given)
    # An administrator where the region may not look: what is said wrongly is never passed over.
    judge = administrator if ask(region, name, **given).status == 403 else region
    wrong = 404 if name == "callNoFunction" else 400
    must(ask(judge, name, **given, no_such_parameter="x"), wrong)
    for one in declared:
        if one.get("in") not in ("path", "query"):
            continue
        choices = one.get("schema", {}).get("enum", [])
        answer = ask(judge, name, **{**given, one["name"]: odd.get(one["name"], "no such thing")})
        if choices:
            must(answer, wrong)
        elif one["name"] in odd and not name.startswith("call"):  # a function answers by an error value
            must(answer, 403, 404, 422)
        for choice in choices:
            ask(judge, name, **{**given, one["name"]: choice})
    for missing in given:
        if "{" + missing + "}" not in region.operations[name][1]:
            ask(region, name, **{key: value for key, value in given.items() if key != missing})


def walk_reads():
    for name, (method, _, operation) in region.operations.items():
        if method == "GET":
            walk(name, operation)


def returns_of(place):
    return sorted((demo / "returns" / place / round_code).glob("*.xlsx"))


def walk_verbs():
    files = [("files", one.name, one.read_bytes()) for one in returns_of("leeds")]
    one = [("file", files[0][1], files[0][2])]
    total = must(ask(leeds, "consolidate", files=files, headers={"Accept": "application/json"}), 200).body
    of_total = [("file", "total.json", total)]
    must(ask(leeds, "explain", files=of_total, fields={"line": "F8330"}), 200)
    must(ask(leeds, "bridge", files=of_total), 200)
    must(ask(leeds, "bridge", files=of_total, fields={"bridge": "do-something"}), 200)
    must(ask(leeds, "bridge", files=of_total, fields={"bridge": "no-bridge"}), 422)
    earlier = demo / "returns" / "leeds" / "2016-08-31" / files[1][1].replace(round_code, "2016-08-31")
    two = [("before", earlier.name, earlier.read_bytes()), ("after", files[1][1], files[1][2])]
    changes = must(ask(leeds, "compare", files=two), 200).json["changes"]
    if not changes:
        sys.exit("nothing changed between two rounds")
    must(ask(leeds, "look", files=one, fields={"cell": "B7"}), 200)
    must(ask(leeds, "rules", fields={}), 200)
    must(ask(leeds, "lines", fields={}), 200)
    must(ask(leeds, "check"), 400, 422)
    must(ask(leeds, "blank", fields={"no-option": "x"}), 400, 422)
    must(ask(leeds, "blank", fields={"section": "finance", "place": "leeds", "round": round_code}), 200)
    must(ask(stranger, "rules", fields={}), 401)


def walk_acceptances():
    """A warning comes about, and is answered for."""
    # Inflation of the wrong sign, made up for in another step so that the bridge still closes.
    figures = b"organisation,line,scenario,year,value\n03A,F5040,DN,2018/19,4200\n03A,F5050,DN,2018/19,-9984\n"
    book = next(one for one in returns_of("kirklees") if "finance" in one.name)
    files = [("file", book.name, book.read_bytes()), ("from", "figures.csv", figures)]
    cells = must(ask(region, "fill", files=files, fields={"overwrite": "yes"}, format="cells"), 200).json["cells"]
    if [one["value"] for one in cells][:2] != ["4200", "-9984"]:
        sys.exit(f"filling tells of other cells than it was given: {cells[:3]}")
    changed = must(ask(region, "fill", files=files, fields={"overwrite": "yes"}), 200).body
    must(ask(region, "submit", files=[("file", "kirklees.xlsx", changed)], fields={"place": "KI"}), 201)
    settled()
    which = {"place": "KI", "round": round_code}
    warnings = must(ask(region, "listReturnFindings", severity="warning", **which), 200).json["items"]
    reviewer = of("kirklees.reviewer")
    body = {"finding": warnings[0]["key"], "reason": "Prices of continuing care fall by contract."}
    must(ask(reviewer, "accept", body=body, **which), 201)
    must(ask(reviewer, "accept", body={**body, "finding": "no-finding"}, **which), 422)
    must(ask(reviewer, "accept", body={**body, "no-field": 1}, **which), 400)
    must(ask(leeds, "accept", body=body, **which), 403)
    accepted = must(ask(region, "listReturnFindings", severity="warning", **which), 200).json["items"]
    if not accepted[0]["acceptance"]:
        sys.exit("the acceptance does not stand beside its finding")
    must(ask(region, "listAcceptances", **which), 200)


def walk_rounds():
    state = must(ask(region, "getRound", round=round_code), 200)
    change = {"soft_deadline": state.json["soft_deadline"]}
    must(ask(region, "changeRound", body=change, round=round_code), 428)
    must(ask(region, "changeRound", body=change, headers={"If-Match": '"old"'}, round=round_code), 412)
    tag = {"If-Match": state.headers["ETag"]}
    must(ask(region, "changeRound", body={"soft_deadline": "soon"}, headers=tag, round=round_code), 422)
    must(ask(leeds, "changeRound", body=change, headers=tag, round=round_code), 403)
    must(ask(region, "changeRound", body=change, headers=tag, round=round_code), 200)


def walk_access():
    must(ask(administrator, "makeUser", body={"name": "new.lead", "shown": "New", "grants": ["preparer LE"]}), 201)
    must(ask(administrator, "makeUser", body={"name": "new.lead", "shown": "New"}), 409)
    must(ask(administrator, "makeUser", body={"name": "new lead", "shown": "New"}), 422)
    must(ask(administrator, "makeUser", body={"name": "new.second"}), 400)
    user = must(ask(administrator, "getUser", name="new.lead"), 200)
    tag = {"If-Match": user.headers["ETag"]}
    must(ask(administrator, "changeUser", body={"disabled": True}, name="new.lead"), 428)
    changed = must(ask(administrator, "changeUser", body={"disabled": True}, headers=tag, name="new.lead"), 200)
    must(ask(administrator, "changeUser", body={"disabled": False}, headers=tag, name="new.lead"), 412)
    must(ask(administrator, "makePasswordLink", name="new.lead"), 422)
    tag = {"If-Match": changed.headers["ETag"]}
    must(ask(administrator, "changeUser", body={"disabled": False}, headers=tag, name="new.lead"), 200)
    must(ask(administrator, "makePasswordLink", name="new.lead"), 201)
    must(ask(administrator, "makePasswordLink", name="nobody"), 404)
    must(ask(region, "makeUser", body={"name": "x.y", "shown": "x"}), 403)
    key = must(ask(leeds, "makeKey", body={"label": "test", "days": 7, "grants": ["reviewer LE"]}), 201).json
    must(ask(leeds, "makeKey", body={"label": "test", "days": 7, "grants": ["regional"]}), 422)
    must(ask(Client(base, key["secret"]), "makeKey", body={"label": "x", "days": 7, "grants": ["reviewer LE"]}), 403)
    must(ask(leeds, "listKeys"), 200)
    must(ask(leeds, "revokeKey", key="nobody"), 404)
    must(ask(leeds, "revokeKey", key=key["id"]), 200)


def walk_functions():
    """Every example of every function, alone and all in one request."""
    table = must(ask(stranger, "listFunctions"), 200).json["functions"]
    calls = []
    for function in table:
        operation = "call" + function["command"].capitalize()
        for example in (one for one in function["examples"] if not one["needs_file"]):
            given = {argument["name"]: text for argument, text in zip(function["arguments"], example["arguments"])}
            must(ask(stranger, operation, **given), 200)
            rows = [[text.split(";") for text in argument.split("|")] for argument in example["arguments"]]
            calls.append({"function": function["command"], "arguments": rows})
    must(ask(stranger, "callFunctions", body={"calls": calls}), 200)
    must(ask(stranger, "callFunctions", body={"calls": [{"function": "no-function", "arguments": []}]}), 422)
    must(ask(stranger, "callFunctions", body={"calls": [1]}), 400)
    must(ask(stranger, "callFunctions", body={"calls": [{"function": "grow", "arguments": []}] * 10001}), 413)


walk_functions()
walk_verbs()
walk_acceptances()
walk_rounds()
walk_access()
settled()
walk_reads()
print("walked", asked)
