#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""
Were alliances honoured in war? A table by period, held against what people have coded, and a plot.

    python3 reliability.py DIR [PLOT.png]

DIR has the folders atop, cow and reliability (docs/research.md). The texts of rules and the
maps are those of examples/alliances; CASUS_EXAMPLES is the folder that has them, if they are not beside this package.
"""

import os
import sys
from pathlib import Path

import pandas

import casus

EXAMPLES = Path(os.environ.get("CASUS_EXAMPLES", Path(__file__).resolve().parents[2] / "examples")) / "alliances"
MET = [name + "=Met" for name in ("Adversary", "Place", "Conflict", "Number", "Demands", "Provocation", "Other")]


def read_wars(data):
    """A row for each alliance and war in which somebody was called on, as if every condition of a promise was met."""
    tables = {EXAMPLES / "members.map": data / "atop/atop5_1m.csv",
              EXAMPLES / "wars.map": data / "cow/Inter-StateWarData_v4.0.csv",
              EXAMPLES / "attacks.map": data / "cow/directed_dyadic_war.csv"}
    wars = casus.scan(EXAMPLES / "wars.treaty", tables, unit="alliance-war", as_of="2007-12-31", grades="A,N",
                      readings=["Partner=This"] + MET, bad_rows="skip")
    return wars[wars.state != "not called on"]


def read_findings(data):
    """What Leeds and Anac (2005) have found: "finding by state 300 on alliance 1030 in war 10"."""
    findings = casus.scan(EXAMPLES / "alliances.casus", {EXAMPLES / "findings.map": data /
                          "reliability/leeds_anac_2005.csv"}, unit="occurrence", account="Leeds Anac")
    words = findings.what.str.replace('"', "").str.extract(r"alliance (?P<under>\d+) in war (?P<in>\d+)")
    return words.assign(found=findings.answer.map({"yes": "honoured", "no": "violated"}))


def rates(wars):
    """How many of those that were called on were honoured, by period."""
    known = wars[wars.answer.isin(["yes", "no"])]
    early = known.since.str[:4].astype(int) < 1945
    table = {"1816-2007": known, "before 1945": known[early], "since 1945": known[~early]}
    return pandas.DataFrame({"called on": {name: len(rows) for name, rows in table.items()},
                             "honoured %": {name: round(100 * (rows.answer == "yes").mean(), 1)
                                            for name, rows in table.items()}})


def kappa(a, b):
    """Cohen's kappa: agreement beyond what chance would give."""
    same = (a == b).mean()
    chance = sum((a == value).mean() * (b == value).mean() for value in set(a) | set(b))
    return (same - chance) / (1 - chance)


def plot(wars, path):
    try:
        import matplotlib
    except ImportError:
        print("matplotlib is not installed: there is no plot", file=sys.stderr)
        return
    matplotlib.use("Agg")
    from matplotlib import pyplot

    known = wars[wars.answer.isin(["yes", "no"])]
    decades = pandas.crosstab(known.since.str[:3] + "0s", known.state)[["honoured", "violated"]]
    axes = decades.plot.bar(stacked=True, color=["#2b6a99", "#c8553d"], figsize=(8, 4), width=0.8)
    axes.set(xlabel="", ylabel="alliances in wars", title="Called on, and honoured or not (every condition met)")
    axes.legend(title=None)
    pyplot.tight_layout()
    pyplot.savefig(path, dpi=120)


def main(words):
    if len(words) not in (2, 3):
        print("usage: reliability.py DIR [PLOT.png]", file=sys.stderr)
        return 2
    data = Path(words[1])
    wars = read_wars(data)
    print("Honoured, of those called on (defence, offence, neutrality; every condition met):")
    print(rates(wars).to_string())
    both = wars.merge(read_findings(data), on=["under", "in"])
    same = int((both.state == both.found).sum())
    print(f"\nLeeds and Anac 2005: {len(both)} are in both; {same} agree ({100 * same / len(both):.1f} %), "
          f"kappa {kappa(both.state, both.found):.2f}")
    if len(words) == 3:
        plot(wars, words[2])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
