"""The next steps as a CSV file for spreadsheets, which take a cell that begins like a formula for text."""

from __future__ import annotations

import csv
from io import StringIO

from questionnaires.showing import clean
from recommender.export.blocks import cited
from recommender.results import Assessment
from recommender.rulebase import RuleBase

_HEAD = ("番号", "すること", "なぜ", "どうやって", "担当", "いつまで", "根拠")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'")
_BOM = "\ufeff"
"""Excel takes a file without it for Shift_JIS."""


def actions_csv(assessment: Assessment, rules: RuleBase) -> str:
    """The text of the file with its byte order mark: one row for each of the at most six actions."""
    target = StringIO(newline="")
    rows = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    rows.writerow(_HEAD)
    for number, item in enumerate(assessment.actions, 1):
        due = item.due.isoformat() if item.due else ""
        cells = (str(number), item.what, item.why, item.how, item.owner or "", due, cited(item.cites, rules))
        rows.writerow(map(neutral, cells))
    return _BOM + target.getvalue()


def neutral(text: str) -> str:
    """The text on one line and no formula: what begins like one, in either width, gets an apostrophe before it."""
    shown = clean(text)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown
