"""前回と今回 on the screen: a company's newest result beside the one before, and the document of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.talk.messages import Message

if TYPE_CHECKING:
    from recommender.export.blocks import Block
    from recommender.rulebase import RuleBase
    from tui.app import NaviApp
    from tui.desk.year_on_year import YearOnYear

_TABLE = "並べた表"


def open_year_on_year(navi: NaviApp, client_id: str) -> None:
    """Opens the comparison of a company; where it has fewer than two results, a page says so."""
    from tui.desk.errors import DeskError
    from tui.desk.year_on_year import TITLE, TOO_FEW, two_latest, year_on_year

    try:
        pair = two_latest(navi.store.of_client(client_id))
    except DeskError as error:
        navi.show_page(TITLE, (Message("trouble", str(error.strerror)),))
        return
    table = year_on_year(*pair, navi.rules()) if pair else None
    if table is None:
        navi.show_page(TITLE, (Message("notice", TOO_FEW),))
    else:
        show_year_on_year(navi, table)


def show_year_on_year(navi: NaviApp, table: YearOnYear) -> None:
    """The three columns with what moved below them; writing gives the same as a document."""
    from tui.desk.year_on_year import LEAD, TITLE, moved_lines
    from tui.paperwork import Paperwork
    from tui.screens.side_by_side import Compared, SideBySideScreen

    compared = Compared(
        TITLE,
        table.head,
        tuple((row.label, row.cells) for row in table.rows),
        before=(LEAD, *moved_lines(table)),
        after=table.notes,
    )

    def write() -> str:
        # It tells of two interviews, so that neither of them remembers it as handed over.
        papers = Paperwork(navi.rules(), navi.today, {}, lambda _kind, _result: ())
        return papers.write(TITLE, table.company, year_blocks(table, navi.rules()))

    navi.push_screen(SideBySideScreen(compared, write))


def year_blocks(table: YearOnYear, rules: RuleBase) -> tuple[Block, ...]:
    """The comparison as a document for the company: the table, what moved and why, and what else is to be known."""
    from recommender.export.blocks import Heading, Items, Paragraph, Table
    from recommender.export.letter_wording import load_letter_wording
    from tui.desk.year_on_year import LEAD, NOTHING, TITLE

    rows = tuple((row.label, *("。".join(cell.splitlines()) for cell in row.cells)) for row in table.rows)
    blocks: list[Block] = [
        Heading(1, TITLE),
        Paragraph(f"会社: {table.company or load_letter_wording().company}"),
    ]
    for heading, said in table.groups:
        blocks += [Heading(2, heading), Items(tuple(map(Paragraph, said)))]
    if not table.groups:
        blocks.append(Paragraph(NOTHING))
    blocks += [Heading(2, _TABLE), Paragraph(LEAD), Table(("", *table.head), rows)]
    return (*blocks, Items(tuple(map(Paragraph, table.notes))), Paragraph(rules.counsel.wording.unofficial))
