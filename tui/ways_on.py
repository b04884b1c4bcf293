"""The ways on from a result towards the contract: each opens its screen, which is loaded only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.paperwork import Paperwork
from tui.ticks import SheetKind, contract_sheet, onboarding_sheet

if TYPE_CHECKING:
    from recommender.results import Assessment
    from tui.app import NaviApp

REQUEST, CHECKLIST, ONBOARDING = "request", "checklist", "onboarding"
_WAYS: tuple[tuple[str, str, str], ...] = (
    (REQUEST, "見積依頼書を作る", "事業者へ送る手紙を、文書とWordで。知らせたくないことは外せます"),
    (CHECKLIST, "契約の確認に印をつける", "契約の前に聞くこと。担当や、答え待ちも残せます"),
    (ONBOARDING, "導入の段取りを見る", "契約したあとの準備、知らせの電話が鳴ったら、年に1回、更新"),
)
_NO_CHOICE = "いまの答えでは合うサービスが見当たらないので、まだ進めません。"
_TO_WHOM = "どなたへの見積依頼書ですか（順番に意味はありません）"
_ANYONE = ("", "あて先を決めずに作る", "何社かに同じ手紙を送るとき")


def paperwork(navi: NaviApp) -> Paperwork:
    """What writes documents of the interview that is open."""
    return Paperwork(navi.rules(), navi.today, navi.talk.record.marks)


def offer_ways(navi: NaviApp, result: Assessment) -> None:
    """The menu of the ways on."""
    from tui.screens.menu import MenuScreen

    def follow(code: str) -> None:
        {
            REQUEST: lambda: ask_to_whom(navi, result),
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

    sheet = (contract_sheet if kind == "contract" else onboarding_sheet)(result, navi.rules())
    navi.push_screen(MarkingScreen(sheet, result))
