"""What a script of this folder holds to be true, and how it ends."""
import sys

wrong = []


def check(true, what):
    if not true:
        wrong.append(what)


def finish():
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)
