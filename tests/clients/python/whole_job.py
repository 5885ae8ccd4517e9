"""Drives the whole job of a served demonstration over the JSON API: usage whole_job.py BASE DEMO_FOLDER."""

import pathlib
import sys
import time

from client import Client
from people import key_of

base, demo = sys.argv[1], pathlib.Path(sys.argv[2])
round_code = "2016-09-16"


def expect(held, what):
    if not held:
        sys.exit("not so: " + what)
    print("ok", what)


def returns_of(place):
    return sorted((demo / "returns" / place / round_code).glob("*.xlsx"))


def settled(client):
    for _ in range(600):
        queue = client.call("getQueue").json
        newer = client.call("listTotals", round=round_code).json.get("newer_pending", False)
        if queue["waiting"] + queue["running"] == 0 and not newer:
            return
        time.sleep(0.2)
    sys.exit("the work does not end")


stranger = Client(base)
expect(stranger.call("getHealth").status == 200, "anybody may ask whether it lives")
refused = stranger.call("listSubmissions")
expect(refused.status == 401 and refused.headers["Content-Type"].startswith("application/problem+json"),
       "a stranger is refused with a problem")

region = Client(base, key_of(base, "region", [("roles", "regional")]))
leeds = Client(base, key_of(base, "leeds.reviewer", [("roles-LE", "reviewer")]))
approver = Client(base, key_of(base, "leeds.approver", [("roles-LE", "approver")]))

blank = leeds.call("blank", fields={"section": "finance", "place": "leeds", "round": round_code})
expect(blank.status == 200 and blank.body[:2] == b"PK", "a blank workbook")
book = returns_of("leeds")[0]
checked = leeds.call("check", files=[("files", book.name, book.read_bytes())])
expect(checked.status == 200 and checked.json["returns"][0]["place"] == "LE", "a check that keeps nothing")
filled = leeds.call("fill", files=[("file", book.name, book.read_bytes())])
expect(filled.status == 200 and filled.body[:2] == b"PK", "a filled copy")
broken = leeds.call("check", files=[("files", "no.xlsx", b"no workbook")])
expect(broken.status == 200 and broken.json["refused"][0]["remedy"], "what cannot be read says how to mend it")

for place in ("bradford", "calderdale", "harrogate", "kirklees", "leeds", "wakefield", "west-yorkshire"):
    sent = region.call("submit", files=[("file", one.name, one.read_bytes()) for one in returns_of(place)])
    if sent.status not in (200, 201):
        sys.exit(f"{place}: {sent.status} {sent.body}")
again = region.call("submit", files=[("file", "renamed.xlsx", book.read_bytes())])
expect(again.json["submissions"][0]["receipt"]["again"], "the same bytes again get the first receipt")
key = {"Idempotency-Key": "test-1"}
twice = [leeds.call("submit", files=[("file", "x.xlsx", b"junk")], fields={"place": "LE"}, headers=key) for _ in "ab"]
expect(twice[0].body == twice[1].body, "a repeated request gets the first answer")
settled(region)

latest = region.call("getTotal", round=round_code, number="latest")
expect(latest.status == 200, "a total")
summary = region.call("getTotalSummary", round=round_code, number="latest").json
expect(summary["complete"], "the footprint is complete")
figures = {(one["line"], one["year"]): one["thousands"] for one in summary["summary"]}
expect(figures["F8330", "2020/21"] == "-87000", "the residual of 2020/21 is -87,000")
pairs = leeds.call("listMismatches", round=round_code, all="yes").json["items"]
expect(pairs and all("LE" in (one["payer"]["place"], one["payee"]["place"]) for one in pairs), "Leeds sees its own pairs")
expect(leeds.call("getTotal", round=round_code, number="latest").status == 403, "a place does not see the total")
explained = region.call("explainTotal", round=round_code, number="latest", line="F8330", year="2020/21")
expect(explained.status == 200 and explained.json["parts"], "a figure down to what made it")
expect(region.call("bridgeTotal", round=round_code, number="latest", bridge="do-something").status == 200, "a bridge")

state = leeds.call("getReturn", place="LE", round=round_code)
expect(state.json["status"] == "checked" and state.json["errors"] == 0, "the return of Leeds is checked")
unchanged = leeds.call("getReturn", place="LE", round=round_code, headers={"If-None-Match": state.headers["ETag"]})
expect(unchanged.status == 304, "what did not change is not sent again")
decide = dict(place="LE", round=round_code)
old = leeds.call("decide", body={"decision": "submit"}, headers={"If-Match": '"old"'}, **decide)
expect(old.status == 412, "a decision upon an old look is refused")
done = leeds.call("decide", body={"decision": "submit"}, headers={"If-Match": state.headers["ETag"]}, **decide)
expect(done.status == 200, "submitted")
seen = approver.call("getReturn", **decide)
done = approver.call("decide", body={"decision": "approve"}, headers={"If-Match": seen.headers["ETag"]}, **decide)
expect(done.status == 200 and done.json["status"] == "approved", "approved by somebody else")
expect(leeds.call("getReturn", place="KI", round=round_code).status == 403, "another place's return is not shown")
expect(region.call("verifyLog").json["sound"], "the log is whole")
expect(region.call("listRules").status == 200 and region.call("listLines").status == 200, "rules and lines")
print("the whole job is done")
