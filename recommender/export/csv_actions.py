"""CSV files for spreadsheets, such as that of the next steps. A cell that begins like a formula stays text."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from questionnaires.showing import clean
from recommender.export.blocks import cited
from recommender.results import Assessment, NextAction
from recommender.rulebase import RuleBase

_HEAD = ("番号", "すること", "なぜ", "どうやって", "担当", "いつまで", "根拠")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'")
_BOM = "\ufeff"
"""Excel takes a file without it for Shift_JIS."""


def actions_csv(assessment: Assessment, rules: RuleBase) -> str:
    """The text of the file: one row for each of the at most six actions."""
    return csv_of(_HEAD, (_row(number, item, rules) for number, item in enumerate(assessment.actions, 1)))


def _row(number: int, item: NextAction, rules: RuleBase) -> tuple[str, ...]:
    due = item.due.isoformat() if item.due else ""
    return (str(number), item.what, item.why, item.how, item.owner or "", due, cited(item.cites, rules))


def csv_of(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """The text of any such file with its byte order mark, every cell quoted and no formula."""
    target = StringIO(newline="")
    writer = csv.writer(target, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(map(neutral, row) for row in rows)
    return _BOM + target.getvalue()


def neutral(text: str) -> str:
    """The text on one line and no formula: what begins like one, in either width, gets an apostrophe before it."""
    shown = clean(text)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown
