"""Writes workbooks made to harm, from a sound one: make_hostile.py SOUND.xlsx FOLDER"""
import pathlib
import random
import sys
import zipfile

sound = pathlib.Path(sys.argv[1]).read_bytes()
folder = pathlib.Path(sys.argv[2])
members = {i.filename: zipfile.ZipFile(sys.argv[1]).read(i) for i in zipfile.ZipFile(sys.argv[1]).infolist()}
sheet = next(name for name in members if name.startswith("xl/worksheets/sheet"))


def put(name, data):
    (folder / name).write_bytes(data)


def book(name, changed, extra=()):
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, text in members.items():
            archive.writestr(member, changed.get(member, text))
        for member, text in extra:
            archive.writestr(member, text)


put("empty.xlsx", b"")
put("picture.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 4000)
put("letter.xlsx", b"Dear finance team,\n")
put("truncated.xlsx", sound[: len(sound) // 2])
put("headless.xlsx", sound[100:])
flipped = bytearray(sound)
dice = random.Random(2016)
for _ in range(200):
    flipped[dice.randrange(len(flipped))] ^= 1 << dice.randrange(8)
put("flipped.xlsx", bytes(flipped))
put("password.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1016 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 480)
put("old.xls.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000)

# 300 MB of blanks in a sheet, 0.3 MB packed; and many members that only together are too much.
book("bomb.xlsx", {sheet: members[sheet].replace(b"</sheetData>", b" " * 300_000_000 + b"</sheetData>")})
book("bombs.xlsx", {}, [(f"xl/media/{i}.bin", b"\0" * 60_000_000) for i in range(10)])
book("members.xlsx", {}, [(f"docProps/{i}.txt", b"") for i in range(12_000)])

entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (ord("b") + i, b"&%c;" % (ord("a") + i) * 10) for i in range(9)) + b"]>"
declaration, body = members[sheet].split(b"?>", 1)
book("entities.xlsx", {sheet: declaration + b"?>" + entities + body.replace(b"<sheetData>", b"<sheetData>&j;", 1)})
book("outside.xlsx", {sheet: declaration + b'?><!DOCTYPE x SYSTEM "file:///etc/passwd">' + body})
book("path.xlsx", {}, [("../../escaped.txt", b"out of the folder")])
book("absolute.xlsx", {}, [("/tmp/escaped.txt", b"out of the folder")])
book("deep.xlsx", {sheet: declaration + b"?>" + b"<a>" * 100_000 + b"</a>" * 100_000})
book("cut.xlsx", {sheet: members[sheet][: len(members[sheet]) // 2]})
