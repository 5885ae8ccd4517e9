"""The service is ended by SIGKILL again and again while files are uploaded to it over HTTP, and started anew.

usage: http_killed.py CLIENTS PROGRAM BOOK HOW_OFTEN. In a folder with the demonstration in `demo`. Prints what was
counted; exits with the first thing that is not so.
"""

import collections
import hashlib
import http.client
import pathlib
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error

sys.path.insert(0, sys.argv[1])
from client import Client  # noqa: E402
from people import key_of  # noqa: E402

program, book, how_often = sys.argv[2], pathlib.Path(sys.argv[3]).read_bytes(), int(sys.argv[4])
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
base = f"http://127.0.0.1:{port}"
away = (urllib.error.URLError, ConnectionError, TimeoutError, http.client.HTTPException)
chance = random.Random(20260101)


def must(held, what):
    if not held:
        sys.exit("not so: " + what)


def with_remark(number):
    """The workbook with a remark at the end of its archive: the same return in other bytes."""
    remark = str(number).encode()
    return book[:-2] + len(remark).to_bytes(2, "little") + remark


def serve():
    with open("serve.log", "ab") as log:
        return subprocess.Popen([program, "serve", "--demo", "demo", "--data", "data", "--port", str(port)], stdout=log,
                                stderr=log)


def ready(service):
    deadline = time.time() + 30
    while time.time() < deadline:
        must(service.poll() is None, "the service starts again after it was ended")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.01)
    sys.exit("not so: the service answers within 30 s")


class Sender:
    """Sends one file after another, each until a receipt came; every fifth a second time."""

    def __init__(self, client):
        self.client, self.lock, self.enough = client, threading.Lock(), threading.Event()
        self.receipts, self.answered, self.begun = {}, collections.Counter(), collections.Counter()
        self.next, self.troubles = 0, []

    def send(self, number):
        data = with_remark(number)
        sha256 = hashlib.sha256(data).hexdigest()
        while True:
            with self.lock:
                self.begun[sha256] += 1
            try:
                answer = self.client.call("submit", files=[("file", f"book {number}.xlsx", data)], fields={"place": "LE"})
            except away:
                time.sleep(0.02)
                continue
            if answer.status != 503:
                break
            time.sleep(0.1)
        with self.lock:
            if answer.status not in (200, 201):
                self.troubles.append(f"file {number} is taken: {answer.status} {answer.body[:300]}")
                return
            receipt = answer.json["submissions"][0]["receipt"]
            if receipt["sha256"] != sha256 or self.receipts.setdefault(sha256, receipt["sequence"]) != receipt["sequence"]:
                self.troubles.append(f"file {number} keeps its first receipt")
            self.answered[sha256] += 1

    def run(self):
        while not self.enough.is_set():
            with self.lock:
                self.next += 1
                number = self.next
            self.send(number)
            if number % 5 == 0:
                self.send(number)


def all_of(client, name):
    items, before = [], None
    while True:
        page = client.call(name, limit=200, **({"before": before} if before else {}))
        items += page.json["items"]
        more = re.search(r"[?&]before=(\d+)", page.headers["Link"] or "")
        if not more:
            return items
        before = more.group(1)


def settled(client):
    deadline = time.time() + 120
    while time.time() < deadline:
        queue = client.call("getQueue").json
        if queue["waiting"] + queue["running"] == 0:
            return must(queue["failed"] == 0, "no job was given up")
        time.sleep(0.2)
    sys.exit("not so: the work ends")


service = serve()
try:
    ready(service)
    client = Client(base, key_of(base, "region", [("roles", "regional")]))
    sender = Sender(client)
    threads = [threading.Thread(target=sender.run, daemon=True) for _ in range(3)]
    for one in threads:
        one.start()
    for _ in range(how_often):
        time.sleep(chance.uniform(0.02, 0.5))
        service.send_signal(signal.SIGKILL)
        service.wait()
        service = serve()
        ready(service)
    sender.enough.set()
    for one in threads:
        one.join(60)
        must(not one.is_alive(), "every file gets its answer in the end")
    must(not sender.troubles, "; ".join(sender.troubles))
    settled(client)
    kept = {one["sha256"]: one for one in all_of(client, "listSubmissions")}
    records = all_of(client, "listLog")
    verdict = client.call("verifyLog").json
finally:
    service.terminate()
    service.wait(30)

must(kept.keys() == sender.receipts.keys(), "every receipt given is there, and no other")
must(all(one["state"] == "checked" for one in kept.values()), "each file ends checked")
must(all(one["receipt"]["sequence"] == sender.receipts[sha256] for sha256, one in kept.items()),
     "each receipt keeps its number")
for sha256, one in kept.items():  # one whose answer was lost may have been taken before it was sent anew
    must(sender.answered[sha256] <= one["receipt"]["sightings"] <= sender.begun[sha256],
         "a file is seen as often as it was answered, and no oftener than it was sent")
versions = sorted(one["version"] for item in kept.values() for one in item["versions"])
must(versions == list(range(1, len(kept) + 1)), "each file is one version, numbered without gaps")
for kind in ("receipt", "checked"):
    noted = collections.Counter(one["subject"] for one in records if one["kind"] == kind)
    must(noted.keys() == kept.keys() and set(noted.values()) == {1}, f"each file has one record \"{kind}\" in the log")
must(verdict["sound"] and verdict["records"] == len(records), "the log is whole")
lost = sum(sender.begun.values()) - sum(sender.answered.values())
print(f"HTTP: {how_often} times ended; {len(kept)} files uploaded, {lost} sendings went without an answer and were sent anew; "
      f"{len(kept)} receipts, {len(kept)} checked once each, 0 lost, {len(records)} records in the log, 0 troubles in it")
