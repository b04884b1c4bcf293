"""The menu before everything. It stands apart from the other cards because the first paint waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui import client_words, wording
from tui.talk.messages import Card, CardOption

if TYPE_CHECKING:
    from tui.desk.records import SavedInterview

BEGIN, RESUME, INCIDENT, LOOK_AGAIN, QUOTES = "begin", "resume", "incident", "again", "quotes"
FOLLOW, CLIENTS = "follow", "clients"


def start_menu(
    unfinished: SavedInterview | None, finished: SavedInterview | None, companies: int | None = None
) -> Card:
    """The menu before everything: a new interview, the last one again, help at once, or one of so many companies.

    Without `companies` their list isn't offered: it is a screen.
    """
    options = []
    if unfinished:
        saved = unfinished.saved.astimezone()
        shown = f"{saved.month}月{saved.day}日 {saved:%H:%M}、{unfinished.answered}問まで"
        options.append(CardOption(RESUME, "前の続きから", shown))
    options.append(CardOption(BEGIN, "新しい診断をはじめる", "5分から10分ほど"))
    if finished:
        saved = finished.saved.astimezone()
        options.append(CardOption(LOOK_AGAIN, "前の診断の結果を開く", f"{saved.month}月{saved.day}日 {saved:%H:%M}"))
        options.append(CardOption(FOLLOW, "同じ会社でもう一度診断する", "前の答えと「次の一歩」から始めます"))
    options.append(CardOption(INCIDENT, "いま被害が起きている", "最初の手当てと相談先を、すぐに見る"))
    options.append(CardOption(QUOTES, "見積りを点検する・比べる", "届いた見積りが、基準に合うかを見ます"))
    if companies is not None:
        hint = client_words.START_COUNT.format(count=companies) if companies else client_words.START_HINT
        options.append(CardOption(CLIENTS, client_words.START_ROW, hint))
    return Card("menu", wording.START_ASK, tuple(options))
