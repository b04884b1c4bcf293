"""An interview of last year and this year's talk that begins from it."""

from dataclasses import replace
from datetime import date, datetime, timezone

from knowledge.values import UNKNOWN, Chosen, Value, exactly
from questionnaires.interview import Interview
from questionnaires.loading import load_questionnaire
from recommender.rulebase import RuleBase, load_rulebase
from tui.desk.followup import follow_on
from tui.desk.records import SavedInterview
from tui.desk.store import SqliteStore
from tui.talk.conversation import Conversation

SHEET = load_questionnaire()
THEN, NOW = date(2025, 11, 20), date(2026, 11, 22)
CLIENT = "20251101-100000-fedcba"
MOMENT = datetime(2025, 11, 20, 9, 0, 0, tzinfo=timezone.utc)  # noqa: UP017  the tests read more plainly so
ANSWERS: dict[str, Value] = {
    "employees": exactly(30),
    "pcs": exactly(25),
    "network": "own_line",
    "remote_work": "some",
    "concerns": Chosen(frozenset({"ransomware", "leak"})),
    "past_otasuketai_subsidy": False,
    "security_action": UNKNOWN,
    "company_name": "やまと製作所",
}


def last_year(**changed: object) -> SavedInterview:
    record = SavedInterview(
        "20251120-090000-abcdef", MOMENT, MOMENT, Interview(ANSWERS, tuple(ANSWERS)), 7, "finished", client=CLIENT
    )
    return replace(record, **changed)  # type: ignore[arg-type]


def talk_from(store: SqliteStore, previous: SavedInterview, rules: RuleBase | None = None) -> Conversation:
    talk = Conversation(store, NOW, follow_on(previous, store.new()))
    talk.rules = rules or load_rulebase()
    talk.start()
    return talk
