"""Runs the examples of a guide: examples.py GUIDE. Every block of commands (```bash), in order and in one shell; where a
block without a name follows, that is what must be printed, ... standing for any text. Exits with the first that differs.
"""

import re
import subprocess
import sys
import tempfile

guide = open(sys.argv[1], encoding="utf-8").read()
examples = re.findall(r"^```bash\n(.*?)^```\n(?:```\n(.*?)^```\n)?", guide, re.M | re.S)
if len(examples) < guide.count("```bash") or not examples:
    sys.exit("a block of commands is not closed, or there is none")
folder = tempfile.mkdtemp()
script = "".join(f"{{ set -o pipefail\n{commands}\n}} >{folder}/{number} 2>&1 || {{ echo {number}; exit 1; }}\n"
                 for number, (commands, _) in enumerate(examples))
ran = subprocess.run(["bash"], input=script, capture_output=True, text=True)


def fits(expected, printed):
    pattern = ".*?".join(re.escape(text) for text in expected.split("..."))
    return re.fullmatch(pattern, printed, re.S) is not None


for number, (commands, expected) in enumerate(examples):
    try:
        printed = open(f"{folder}/{number}", encoding="utf-8").read()
    except FileNotFoundError:
        sys.exit(f"the example before this one ended the shell:\n{commands}")
    if ran.returncode and ran.stdout.strip() == str(number):
        sys.exit(f"this example fails:\n{commands}\nit printed\n{printed}")
    if expected and not fits(expected, printed):
        sys.exit(f"this example\n{commands}\nshould print\n{expected}\nit printed\n{printed}")
print(len(examples), "examples did what the guide says")
