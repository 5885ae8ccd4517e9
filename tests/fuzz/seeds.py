"""Writes first inputs for the fuzz targets from a collection of workbooks.

Usage: seeds.py CORPUS OUT
OUT/workbook gets small workbooks with their members stored, so that a changed byte reaches the parsers;
OUT/sheet gets their worksheets.
"""
import io
import pathlib
import sys
import zipfile


def main():
    corpus, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    for folder in ("workbook", "sheet"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(sorted(corpus.rglob("*.xls?"))):
        if path.stat().st_size > 15_000 or number % 5:
            continue
        try:
            packed = zipfile.ZipFile(path)
            parts = {name: packed.read(name) for name in packed.namelist()}
        except Exception:
            (out / "workbook" / f"{number}").write_bytes(path.read_bytes())
            continue
        stored = io.BytesIO()
        with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as book:
            for name, content in parts.items():
                if "theme" not in name and "media" not in name and "printerSettings" not in name:
                    book.writestr(zipfile.ZipInfo(name), content)
        if len(stored.getvalue()) < 40_000:
            (out / "workbook" / f"{number}").write_bytes(stored.getvalue())
        for name, content in parts.items():
            if "worksheets/sheet" in name and name.endswith(".xml") and len(content) < 8_000:
                (out / "sheet" / f"{number}-{pathlib.Path(name).name}").write_bytes(content)


if __name__ == "__main__":
    main()
