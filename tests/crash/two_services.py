"""Two services on one database share the work, and one of them is ended in the midst of it.

usage: two_services.py CLIENTS BASE_A BASE_B PROCESS_B DATABASE BOOK HOW_MANY. Prints what was counted; exits with the
first thing that is not so.
"""

import collections
import hashlib
import os
import pathlib
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error

sys.path.insert(0, sys.argv[1])
from client import Client  # noqa: E402
from people import key_of  # noqa: E402

base_a, base_b, process_b, database = sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5]
book, how_many = pathlib.Path(sys.argv[6]).read_bytes(), int(sys.argv[7])
key = key_of(base_a, "region", [("roles", "regional")])
first, second = Client(base_a, key), Client(base_b, key)


def must(held, what):
    if not held:
        sys.exit("not so: " + what)


def with_remark(number):
    """The workbook with a remark at the end of its archive: the same return in other bytes."""
    remark = str(number).encode()
    return book[:-2] + len(remark).to_bytes(2, "little") + remark


class Sender:
    """Sends every second file to each service; what one of them did not answer goes to the other."""

    def __init__(self):
        self.receipts, self.times, self.sent_anew = {}, collections.Counter(), 0
        self.lock = threading.Lock()

    def send(self, client, number):
        data = with_remark(number)
        answer = client.call("submit", files=[("file", f"book {number}.xlsx", data)], fields={"place": "LE"})
        must(answer.status in (200, 201), f"file {number} is taken: {answer.status} {answer.body[:300]}")
        receipt = answer.json["submissions"][0]["receipt"]
        with self.lock:
            must(self.receipts.setdefault(receipt["sha256"], receipt["sequence"]) == receipt["sequence"],
                 "the same bytes keep their first receipt")
            must(receipt["sha256"] == hashlib.sha256(data).hexdigest(), "the receipt is for these bytes")
            self.times[receipt["sha256"]] += 1

    def send_some(self, start, step):
        for number in range(start, how_many, step):
            client = first if number % 2 == 0 else second
            try:
                self.send(client, number)
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                with self.lock:
                    self.sent_anew += 1
                self.send(first, number)
            if number % 10 == 0:  # the same bytes, again and to the other one
                self.send(first, number)

    def start(self):
        threads = [threading.Thread(target=self.guarded, args=(start, 4)) for start in range(4)]
        for one in threads:
            one.start()
        return threads

    def guarded(self, *which):
        try:
            self.send_some(*which)
        except BaseException as trouble:
            print("not so: a file could not be sent:", trouble, flush=True)
            os._exit(1)


def checks_done(client):
    found = re.search(r'^stp_jobs_done_total\{kind="check"\} (\d+)', client.call("getMetrics").body.decode(), re.M)
    return int(found.group(1)) if found else 0


def in_hand(process):
    """Jobs the process has claimed and not ended."""
    asked = f"SELECT count(*) FROM jobs WHERE state = 'running' AND claimant LIKE '% {process} %'"
    return int(subprocess.run(["psql", "-XAtc", asked, database], check=True, capture_output=True).stdout)


def end_while_it_works():
    """Ends B with work in its hands, when both have done some and much is still to do."""
    deadline = time.time() + 60
    while time.time() < deadline:
        done = checks_done(first), checks_done(second)
        if min(done) >= 10:
            os.kill(process_b, signal.SIGSTOP)
            held = in_hand(process_b)
            os.kill(process_b, signal.SIGKILL if held else signal.SIGCONT)
            if held:
                return done, held
        time.sleep(0.02)
    sys.exit(f"not so: both services do part of the work; checks done: {done}")


def all_of(name, **asked):
    items, before = [], None
    while True:
        page = first.call(name, limit=200, **asked, **({"before": before} if before else {}))
        items += page.json["items"]
        more = re.search(r"[?&]before=(\d+)", page.headers["Link"] or "")
        if not more:
            return items
        before = more.group(1)


def settled():
    begun = time.time()
    while time.time() < begun + 120:
        queue = first.call("getQueue").json
        if queue["waiting"] + queue["running"] == 0:
            return time.time() - begun
        time.sleep(0.2)
    sys.exit("not so: the work ends")


sender = Sender()
threads = sender.start()
(done_by_a, done_by_b), held = end_while_it_works()
left = first.call("getQueue").json
for one in threads:
    one.join()
waited = settled()

kept = {one["sha256"]: one for one in all_of("listSubmissions")}
must(len(sender.receipts) == how_many and kept.keys() == sender.receipts.keys(), "every receipt is there, and no other")
must(all(one["state"] == "checked" for one in kept.values()), "each file ends checked")
must(all(one["receipt"]["sequence"] == sender.receipts[sha256] for sha256, one in kept.items()),
     "each receipt keeps its number")
for sha256, one in kept.items():  # one whose answer was lost may have been taken before it was sent anew
    surplus = one["receipt"]["sightings"] - sender.times[sha256]
    must(0 <= surplus <= 1, "each sending is seen once")
    sender.sent_anew -= surplus
must(sender.sent_anew >= 0, "no file was seen more often than it was sent")
versions = sorted(one["version"] for item in kept.values() for one in item["versions"])
must(versions == list(range(1, how_many + 1)), "each file is one version, numbered without gaps")
records = all_of("listLog")
for kind in ("receipt", "checked"):
    noted = collections.Counter(one["subject"] for one in records if one["kind"] == kind)
    must(noted.keys() == kept.keys() and set(noted.values()) == {1}, f"each file has one record \"{kind}\" in the log")
verdict = first.call("verifyLog").json
must(verdict["sound"] and verdict["records"] == len(records), "the log is whole")
must(first.call("getQueue").json["failed"] == 0, "no job was given up")
print(f"{how_many} files: {done_by_a} checks done by the one and {done_by_b} by the other before it was ended with {held} "
      f"jobs in hand and {left['waiting']} waiting; all was done {waited:.0f} s after the last file; {len(kept)} checked "
      f"once each, 0 lost, {len(records)} records in the log, 0 troubles in it")
