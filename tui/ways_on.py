"""The ways on from a result towards the contract: each opens its screen, which is loaded only then."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui import onward_words as words
from tui import wording
from tui.paperwork import Paperwork
from tui.talk.messages import Message
from tui.ticks import SheetKind, action_sheet, contract_sheet, onboarding_sheet, posture_sheet

if TYPE_CHECKING:
    from recommender.quotes.fields import Quote
    from recommender.results import Assessment
    from tui.app import NaviApp

REQUEST, QUOTES, CLASSES, CHECKLIST, ONBOARDING = "request", "quotes", "classes", "checklist", "onboarding"
STEPS = "steps"
_WAYS: tuple[tuple[str, str, str], ...] = (
    (STEPS, "次の一歩の担当と期限を決める", "だれがいつまでに。あとで、どうなったかを残せます"),
    (REQUEST, "見積依頼書を作る", "事業者へ送る手紙を、文書とWordで。知らせたくないことは外せます"),
    (QUOTES, "見積りを点検する・比べる", "届いた見積りを基準と照らし、5つまで並べます"),
    (CLASSES, "1類と2類を比べる", "2類で増えるものと、見合う値段の物差し。比較表のひな型も"),
    (CHECKLIST, "契約の確認に印をつける", "契約の前に聞くこと。担当や、答え待ちも残せます"),
    (ONBOARDING, "導入の段取りを見る", "契約したあとの準備、知らせの電話が鳴ったら、年に1回、更新"),
)
_NO_CHOICE = "いまの答えでは合うサービスが見当たらないので、まだ進めません。"
_TO_WHOM = "どなたへの見積依頼書ですか（順番に意味はありません）"
_ANYONE = ("", "あて先を決めずに作る", "何社かに同じ手紙を送るとき")


def paperwork(navi: NaviApp) -> Paperwork:
    """What writes documents of the interview that is open."""
    return Paperwork(navi.rules(), navi.today, navi.talk.record.marks, navi.talk.keep_sent)


def offer_ways(navi: NaviApp, result: Assessment) -> None:
    """The menu of the ways on."""
    from tui.screens.menu import MenuScreen

    def follow(code: str) -> None:
        {
            STEPS: lambda: open_sheet(navi, result, "actions"),
            REQUEST: lambda: ask_to_whom(navi, result),
            QUOTES: lambda: open_quotes(navi),
            CLASSES: lambda: open_classes(navi, result),
            CHECKLIST: lambda: open_sheet(navi, result, "contract"),
            ONBOARDING: lambda: open_sheet(navi, result, "onboarding"),
        }[code]()

    navi.push_screen(MenuScreen("契約へ進む", _WAYS, follow))


def ask_to_whom(navi: NaviApp, result: Assessment) -> None:
    """The candidates to choose from, then the letter."""
    from tui.screens.menu import MenuScreen
    from tui.screens.request import RequestScreen

    def follow(code: str) -> None:
        navi.push_screen(RequestScreen(result, code or None))

    rows = (_ANYONE, *((item.id, item.provider, item.service) for item in result.candidates))
    navi.push_screen(MenuScreen(_TO_WHOM, rows, follow))


def open_sheet(navi: NaviApp, result: Assessment, kind: SheetKind) -> None:
    """A list to tick off."""
    from tui.screens.marking import MarkingScreen

    if kind == "actions":
        sheet = action_sheet(result)
    elif kind == "posture":
        sheet = posture_sheet(navi.talk.record.marks)
    else:
        sheet = (contract_sheet if kind == "contract" else onboarding_sheet)(result, navi.rules())
    if sheet.ticks:
        navi.push_screen(MarkingScreen(sheet, result))
    else:
        navi.show_page(sheet.title, (Message("notice", _NO_CHOICE),))


def open_quotes(navi: NaviApp) -> None:
    """The quotes at hand."""
    from tui.screens.quotes import QuotesScreen

    navi.push_screen(QuotesScreen())


def write_quote_file(quote: Quote) -> str:
    """Writes a quote as a file where the user stands; gives the sentence that tells where."""
    from tui.desk.quotes import write_quote

    try:
        path = write_quote(quote, Path.cwd())
    except OSError as error:
        return wording.EXPORT_FAILED.format(reason=error.strerror or type(error).__name__)
    return words.WRITTEN.format(names=path.name)


def compare(navi: NaviApp, named: list[tuple[str, Quote]]) -> None:
    """Quotes side by side; with the company's answers where there are any."""
    from recommender.export.quotes import comparison_rows
    from recommender.quotes.comparing import compare_quotes
    from recommender.quotes.wording import load_quote_wording
    from tui.screens.side_by_side import Compared, SideBySideScreen

    headings = load_quote_wording().headings
    comparison = compare_quotes(named, navi.rules(), navi.today, navi.talk.profile.answers or None)
    compared = Compared(
        headings.compare,
        tuple(item.name for item in comparison.quotes),
        comparison_rows(comparison, navi.rules()),
        after=(f"{headings.notes}:", *(f"・{note}" for note in comparison.notes)),
    )
    navi.push_screen(SideBySideScreen(compared, lambda: paperwork(navi).write_comparison(comparison)))


def open_classes(navi: NaviApp, result: Assessment) -> None:
    """1類 and 2類 for this company, with the template of the comparison table (std.3.2.3)."""
    from recommender.export.classes import classes_lead
    from recommender.quotes.classes import compare_classes
    from recommender.quotes.wording import load_quote_wording
    from tui.screens.side_by_side import Compared, SideBySideScreen

    rules, wording_of = navi.rules(), load_quote_wording()
    comparison = compare_classes(result.profile, rules, result.as_of)
    compared = Compared(
        wording_of.classes.title,
        wording_of.headings.columns[1:],
        tuple((row.topic, (row.class1, row.class2, row.offer)) for row in comparison.rows),
        before=(*classes_lead(comparison, rules), *comparison.worth, *comparison.notes, wording_of.classes.template),
        after=(f"{wording_of.headings.asks}:", *(f"・{item.ask}" for item in comparison.asks)),
    )
    navi.push_screen(SideBySideScreen(compared, lambda: paperwork(navi).write_classes(comparison, result)))


def open_posture(navi: NaviApp, result: Assessment) -> None:
    """対策の点検: the next question that has no answer, or what the answers came to."""
    from tui.screens.posture import PosturePage, PostureScreen
    from tui.talk.self_check import open_interview

    unfinished = open_interview(navi.talk.record.marks).current is not None
    navi.push_screen(PostureScreen(result) if unfinished else PosturePage(result))
