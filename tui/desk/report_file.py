"""The report across companies written where the user stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tui import wording
from tui.desk.exports import write_document

if TYPE_CHECKING:
    from recommender.rulebase import RuleBase
    from tui.desk.store import SqliteStore

_WRITTEN = "「{names}」に書き出しました。手元の控えなので、社外には渡さないでください。"


def write_report(store: SqliteStore, rules: RuleBase, today: date, directory: Path) -> str:
    """Writes the report as HTML and its companies as CSV; gives the sentence that tells where, or why not.

    With many companies whose rules changed it takes some seconds. Raises DeskError where the desk can't be read.
    """
    from recommender.export.html import html_of
    from tui.desk.report import report_on
    from tui.desk.report_paper import TITLE, companies_csv, report_blocks

    report = report_on(store, rules, today)
    contents: dict[str, str | bytes] = {
        ".html": html_of(report_blocks(report, rules), rules),
        ".csv": companies_csv(report, rules),
    }
    try:
        paths = write_document(TITLE, "", contents, directory)
    except OSError as error:
        return wording.EXPORT_FAILED.format(reason=error.strerror or type(error).__name__)
    return _WRITTEN.format(names="」「".join(path.name for path in paths))
