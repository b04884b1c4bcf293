"""A company as it is archived, and all that is on a desk: what the tests of both ends of the move begin with."""

from datetime import datetime, timedelta, timezone

from knowledge.values import exactly
from questionnaires.interview import Interview
from recommender.quotes.fields import Quote
from tui.desk.archive import Archive, ArchivedQuote
from tui.desk.clients import Client, Note, client_text
from tui.desk.records import SavedInterview, to_text
from tui.desk.store import SqliteStore

JAPAN = timezone(timedelta(hours=9))
MORNING = datetime(2026, 11, 22, 9, 30, tzinfo=JAPAN)
DAY = MORNING.date()
COMPANY, FIRST, SECOND = "20261122-093000-aaaaaa", "20261122-093100-bbbbbb", "20261122-093200-cccccc"
NOTE = Note("社長は強気", DAY, FIRST, "pcs")
MARUYAMA = Client(COMPANY, MORNING, MORNING, 1, "丸山製作所", "まるやま", notes=(NOTE,))
TALKS = (
    SavedInterview(FIRST, MORNING, MORNING, Interview({"pcs": exactly(3)}), 1, client=COMPANY),
    SavedInterview(SECOND, MORNING, MORNING, Interview({"pcs": exactly(4)}), 1, follows=FIRST, client=COMPANY),
)
QUOTES = (ArchivedQuote(COMPANY, Quote(provider="例の会社", monthly_total_yen=9_900)),)
WHOLE = Archive((MARUYAMA,), TALKS, QUOTES)


def everything(store: SqliteStore) -> dict[str, str]:
    """All that is on a desk, by id; quotes by their place."""
    texts = {record.id: to_text(record) for record in store.list()}
    texts |= {client.id: client_text(client) for client in store.clients.all()}
    files = (store.home / "quotes").rglob("*.yaml")
    return texts | {str(path.relative_to(store.home)): path.read_text(encoding="utf-8") for path in files}
