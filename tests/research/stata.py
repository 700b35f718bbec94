# SPDX-License-Identifier: MIT
"""
Does what examples/alliances/reliability.do does with a .dta file, and prints its table.

A name in the do-file that is no word of Stata and that it does not make itself must be a variable of the file.
"""

import re
import sys

import pandas

STATA = """version args file use clear keep if inlist missing generate byte real substr label define values floor
tabstat by statistics mean n format list in abbreviate graph bar over angle ytitle""".split()

with open(sys.argv[1], encoding="utf-8") as file:
    lines = [re.sub(r'"[^"]*"|`[^\']*\'', "", line) for line in file if not line.startswith("*")]
text = "".join(lines)
made = re.findall(r"^generate(?: byte)? (\w+)", text, re.M) + re.findall(r"^label define (\w+)", text, re.M)
names = set(re.findall(r"(?<![\w%.])[a-z_]\w*", text)) - set(STATA) - set(made)
wars = pandas.read_stata(sys.argv[2], convert_categoricals=False)
missing = sorted(names - set(wars.columns))
assert not missing, f"no variables of the file: {missing}"
assert {"account", "answer", "since"} <= names

labels = pandas.read_stata(sys.argv[2], iterator=True)
labels.read(1)
assert labels.value_labels()["answers"][1] == "yes" and labels.value_labels()["answers"][0] == "no"
assert all(labels.variable_labels()[name] for name in names)

wars = wars[wars.account.isin(["open", "COW"]) & wars.answer.notna()]
late = wars.since.str[:4].astype(float) >= 1945
for name, rows in (("1816-2007", wars), ("before 1945", wars[~late]), ("since 1945", wars[late])):
    print(name, len(rows), round(100 * rows.answer.mean(), 1))
