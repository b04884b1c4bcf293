"""The report across companies: counts that were worked out by hand, and whom to call because a rule changed."""

import csv
import getpass
import io
import socket
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from overlay_samples import GOOD, write_overlay
from strategies import VOCABULARY, answers

from knowledge.turning import turning_days
from knowledge.values import UNKNOWN, Value, exactly
from questionnaires.interview import Interview, live_answers
from questionnaires.profile import Profile
from recommender.assessment import assess
from recommender.export.blocks import Chart, Table
from recommender.export.html import html_of
from recommender.export.markdown import markdown_of
from recommender.marks import action_mark
from recommender.rulebase import Folders, load_rulebase
from tui.desk.clients import Client, Note
from tui.desk.headlines import Amount, Headline, KeptAction, KeptResult, KeptRoute, headline_of, kept_result
from tui.desk.records import Mark, SavedInterview, Sent
from tui.desk.report import Report, report_on
from tui.desk.report_file import write_report
from tui.desk.report_paper import calls_csv, companies_csv, report_blocks
from tui.desk.sent import with_sent
from tui.desk.store import SqliteStore

JAPAN = timezone(timedelta(hours=9))
DAY = date(2026, 11, 22)
RULES = load_rulebase()
TURNS = turning_days(RULES.knowledge)
PRIVATE = "ひみつのひかえ"
ANSWERS: dict[str, Value] = {
    "company_name": "株式会社まるやま",
    "industry": "manufacturing",
    "employees": exactly(37),
    "pcs": exactly(23),
    "servers": exactly(1),
    "sites": exactly(1),
    "network": "mobile_only",
    "remote_work": "most",
    "capital_yen": exactly(12_345_678),
    "contract_state": "not_yet",
    "gbizid": "not_yet",
}
FRAME = KeptRoute("frame.x", "例の枠", "open", "yes", None)


def headline(
    option: str | None, code: str | None, eligible: str = "yes", steps: tuple[str, ...] = ("a", "b")
) -> Headline:
    """A result as it might have been shown."""
    actions = tuple(KeptAction(name, name) for name in steps)
    return Headline(
        "x", option, "high", code, "high", None, None, None, (replace(FRAME, eligible=eligible),), (), actions
    )


@dataclass(frozen=True)
class Company:
    """A company of the table: its answers, its result, its marks, and what stands for it in the report."""

    name: str
    given: dict[str, Value]
    result: Headline | None
    marks: dict[str, Mark]
    status: str
    stage: str
    steps: tuple[int, int, int]


TABLE = [
    Company(
        "丸山製作所",
        {"industry": "manufacturing", "employees": exactly(37)},
        headline("endpoint", "class1"),
        {action_mark("a"): Mark("doing", due=DAY - timedelta(days=3))},
        "finished",
        "result",
        (1, 1, 1),  # a is under way and three days late, b not begun
    ),
    Company(
        "川田商店",
        {"industry": "retail", "employees": exactly(4)},
        headline("endpoint", "class2", "no"),
        {action_mark("a"): Mark("done"), action_mark("b"): Mark(due=DAY)},
        "finished",
        "result",
        (1, 0, 0),  # a is done; b is due today, which isn't late yet
    ),
    Company(
        "=HYPERLINK(1)",
        {"industry": UNKNOWN},
        headline(None, None, "unknown", ()),
        {},
        "finished",
        "result",
        (0, 0, 0),
    ),
    Company("青空工務店", {"industry": "construction"}, headline("both", "class2"), {}, "asking", "asking", (2, 0, 0)),
    Company("海辺旅館", {}, None, {}, "finished", "no_result", (0, 0, 0)),
]


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "home", VOCABULARY, lambda: datetime(2026, 11, 22, 9, tzinfo=JAPAN))


def add(store: SqliteStore, name: str) -> Client:
    client = store.clients.new(name)
    return store.clients.add(replace(client, notes=(Note(PRIVATE, DAY), Note(PRIVATE, DAY, "x", "pcs"))))


def kept(given: dict[str, Value], told: Headline) -> KeptResult:
    return KeptResult(DAY, RULES.knowledge.version, RULES.digest, told, MappingProxyType(given))


@pytest.fixture
def filled(store: SqliteStore) -> SqliteStore:
    """The companies of the table, one without an interview, and an interview without a company."""
    for company in TABLE:
        record = replace(
            store.new(),
            client=add(store, company.name).id,
            interview=Interview(company.given),
            status=company.status,
            marks=MappingProxyType(company.marks),
            results=(kept(company.given, company.result),) if company.result else (),
        )
        store.save(record)
    add(store, "星野医院")
    store.save(replace(store.new(), interview=Interview({"industry": "retail"})))
    return store


def tables(report: Report, caption: str) -> dict[str, str]:
    """A chart's figures, or a table's first two columns, by the name over its first column."""
    blocks = [item.figures if isinstance(item, Chart) else item for item in report_blocks(report, RULES)]
    (found,) = (item for item in blocks if isinstance(item, Table) and item.head[0] == caption)
    return {row[0]: row[1] for row in found.rows}


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


# --- how many of what ---------------------------------------------------------------------------------


@pytest.mark.parametrize("company", TABLE, ids=lambda company: company.name)
def test_a_company_stands_as_its_interview_left_it(company: Company, filled: SqliteStore) -> None:
    state = next(item for item in report_on(filled, RULES, DAY).companies if item.row.name == company.name)
    assert state.stage == company.stage
    assert (state.steps.waiting, state.steps.doing, state.steps.overdue) == company.steps
    assert state.now == (company.result if company.stage == "result" else None)


def test_the_counts_are_those_of_the_table(filled: SqliteStore) -> None:
    report = report_on(filled, RULES, DAY)
    assert tables(report, "診断の進み") == {
        "結果あり": "3社",
        "途中": "1社",
        "結果をまだ出していない": "1社",
        "診断をまだしていない": "1社",
        "合わせて": "6社",
    }
    assert tables(report, "見守り方") == {"端末監視": "2社", "合う型なし": "1社"}
    assert tables(report, "類") == {"1類": "1社", "2類": "1社", "類は決まりません": "1社"}
    (frames,) = (item for item in report_blocks(report, RULES) if isinstance(item, Table) and item.head[0] == "枠")
    assert frames.rows == (("例の枠", "受付中", "1社", "1社", "1社"),)
    assert tables(report, "業種") == {
        "製造業": "1社",
        "小売業": "1社",
        "建設業": "1社",
        "わからない・まだ聞いていない": "3社",
    }
    assert tables(report, "従業員") == {"2〜5人": "1社", "21〜50人": "1社", "わからない・まだ聞いていない": "4社"}
    assert report.loose == 1
    text = markdown_of(report_blocks(report, RULES), RULES)
    assert "まだの一歩が4、進行中が1、そのうち期限を過ぎたものが1あります" in text
    assert "どの会社にも入っていない診断が1件" in text


def test_an_interview_that_was_taken_up_again_is_spoken_for_by_its_follower(store: SqliteStore) -> None:
    client = add(store, "丸山").id
    old = Interview({"industry": "retail"})
    told = kept({"industry": "retail"}, headline("network", "class1"))
    first = store.save(replace(store.new(), client=client, interview=old, status="finished", results=(told,)))
    later = kept({"industry": "retail"}, headline("both", "class2"))
    new = replace(store.new(), client=client, follows=first.id, interview=old, status="finished", results=(later,))
    store.save(new)
    store.save(first_again := replace(first, marks=MappingProxyType({action_mark("a"): Mark("doing")})))
    assert first_again.follows is None
    (state,) = report_on(store, RULES, DAY).companies
    assert state.now == later.headline
    assert (state.steps.waiting, state.steps.doing) == (2, 0)


def test_an_empty_desk_gives_a_report_of_nothing(store: SqliteStore) -> None:
    report = report_on(store, RULES, DAY)
    assert report.companies == ()
    assert "合わせて" in html_of(report_blocks(report, RULES), RULES)
    assert rows_of(companies_csv(report, RULES)) == []


# --- whom to call -------------------------------------------------------------------------------------


def true_result(day: date = DAY, given: dict[str, Value] = ANSWERS) -> KeptResult:
    profile = Profile(live_answers(given, RULES.questionnaire))
    return kept_result(assess(profile, RULES, day, explain=False))


def hand_over(store: SqliteStore, name: str, sent: tuple[Sent, ...]) -> SavedInterview:
    result = sent[0].result
    record = replace(store.new(), client=add(store, name).id, interview=Interview(result.answers), status="finished")
    return store.save(replace(record, results=(result,), sent=sent))


def test_a_company_whose_document_tells_an_older_price_is_called_and_no_other(store: SqliteStore) -> None:
    """Both documents were made under older knowledge; only the first tells a cap that isn't that of today."""
    now = true_result()
    cap = replace(now.headline, monthly_cap=Amount(1000, 1000))
    older = replace(now, version="2025.01", digest="older")
    hand_over(store, "丸山", (Sent("client", DAY, replace(older, headline=cap), ()),))
    hand_over(store, "川田", (Sent("ringi", DAY, older, ()),))
    report = report_on(store, RULES, DAY)
    (call,) = report.calls
    # 23 PCs and a server at 2,000 yen a month each (std.2.1.7): 48,000 yen.
    assert (call.company, call.kind, call.cause) == ("丸山", "client", "rules")
    assert call.said == ("月額の上限: 「1,000円」から「4万8,000円」になりました",)
    (row,) = rows_of(calls_csv(report))
    assert (row["会社"], row["渡した書類"], row["渡した日"]) == ("丸山", "お助け隊診断", "2026-11-22")
    assert (row["わけ"], row["連絡のしかた"]) == ("規則や料金が変わったため", "電話で伝える")
    text = markdown_of(report_blocks(report, RULES), RULES)
    assert "丸山" in text.split("## 電話をかける会社")[1].split("## 次の連絡で")[0]
    assert "川田" not in text.split("## 電話をかける会社")[1].split("## 結果")[0]


def test_documents_that_tell_the_same_share_a_row_but_companies_of_one_name_never(store: SqliteStore) -> None:
    now = true_result()
    older = replace(now, digest="older", headline=replace(now.headline, initial_cap=1))
    for _ in range(2):
        hand_over(store, "丸山", (Sent("client", DAY, older, ()), Sent("ringi", DAY, older, ())))
    report = report_on(store, RULES, DAY)
    assert len(report.calls) == 4
    (table,) = (
        item
        for item in report_blocks(report, RULES)
        if isinstance(item, Table) and item.head[:2] == ("会社", "渡した書類")
    )
    assert [row[:2] for row in table.rows] == [
        ("丸山", "お助け隊診断（2026年11月22日）、稟議書案（2026年11月22日）")
    ] * 2


def test_knowledge_of_ones_own_that_moves_nothing_calls_nobody(store: SqliteStore, tmp_path: Path) -> None:
    rules = load_rulebase(Folders(named=write_overlay(tmp_path / "own", "own.yaml", GOOD).parent))
    assert rules.digest != RULES.digest
    hand_over(store, "丸山", (Sent("client", DAY, true_result(), ()),))
    assert report_on(store, rules, DAY).calls == ()


def test_what_days_moved_and_what_wants_checking_stand_apart(store: SqliteStore) -> None:
    """Two years on rounds are over and every fact is past its review; no rule has changed."""
    made = date(2026, 4, 15)
    result = assess(Profile(live_answers(ANSWERS, RULES.questionnaire)), RULES, made, explain=False)
    record = with_sent(store.new(), "client", made, result)
    hand_over(store, "丸山", record.sent)
    report = report_on(store, RULES, date(2028, 4, 15))
    assert Counter(call.cause for call in report.calls) == {"days": 1, "stale": 1}
    aged = next(call for call in report.calls if call.cause == "stale")
    checked = [RULES.knowledge.sources[name].checked for name in RULES.knowledge.sources]
    assert aged.checked in checked
    assert all("に確かめたもの" in said for said in aged.said)
    assert rows_of(calls_csv(report))[1]["最後に確かめた日"] == aged.checked.isoformat()


def test_documents_of_an_earlier_interview_stay_in_the_companys_hands(store: SqliteStore) -> None:
    now = true_result()
    older = replace(now, digest="older", headline=replace(now.headline, initial_cap=1))
    first = hand_over(store, "丸山", (Sent("client", DAY, older, ()), Sent("ringi", DAY, older, ())))
    fresh = Sent("client", DAY + timedelta(days=1), now, ())
    follower = replace(store.new(), client=first.client, follows=first.id, interview=first.interview, sent=(fresh,))
    store.save(follower)
    report = report_on(store, RULES, DAY + timedelta(days=1))
    assert [(call.kind, call.cause) for call in report.calls] == [("ringi", "rules")]


@given(given_answers=answers())
@settings(max_examples=10, deadline=None)
def test_between_two_turning_days_no_result_moves(given_answers: dict[str, Value]) -> None:
    """On the last day before each the result is that of the turning day before: so it need not be computed again."""
    profile = Profile(live_answers(given_answers, RULES.questionnaire))

    def told(day: date) -> Headline:
        return headline_of(assess(profile, RULES, day, explain=False))

    starts = (TURNS[0] - timedelta(days=400), *TURNS)
    ends = (*(day - timedelta(days=1) for day in TURNS), TURNS[-1] + timedelta(days=4000))
    assert [(start, end) for start, end in zip(starts, ends, strict=True) if told(start) != told(end)] == []


# --- the files ----------------------------------------------------------------------------------------


def everything(store: SqliteStore) -> list[str]:
    report = report_on(store, RULES, DAY)
    blocks = report_blocks(report, RULES)
    return [html_of(blocks, RULES), markdown_of(blocks, RULES), companies_csv(report, RULES), calls_csv(report)]


def test_no_note_path_host_or_user_is_in_it(
    filled: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "tarou-no-namae")
    now = true_result()
    hand_over(filled, "川上", (Sent("client", DAY, replace(now, digest="x"), ()),))
    for text in everything(filled):
        words = (PRIVATE, str(tmp_path), socket.gethostname(), getpass.getuser())
        assert [word for word in words if word in text] == []


def test_the_file_says_that_it_is_for_ones_own_eyes_and_stands_alone(filled: SqliteStore) -> None:
    page = everything(filled)[0]
    assert "社外に渡さないでください" in page
    assert "<svg" in page
    assert "size: A4" in page
    assert "prefers-color-scheme: dark" in page
    assert "src=" not in page


def test_the_columns_stay_and_a_cell_is_never_a_formula(filled: SqliteStore) -> None:
    text = companies_csv(report_on(filled, RULES, DAY), RULES)
    assert text.startswith("\ufeff")
    rows = rows_of(text)
    assert len(rows) == len(TABLE) + 1
    assert list(rows[0])[:5] == ["会社", "よみ", "状況", "診断の進み", "診断の日"]
    assert "'=HYPERLINK(1)" in {row["会社"] for row in rows}
    made = next(row for row in rows if row["会社"] == "丸山製作所")
    assert (made["見守り方"], made["類"], made["従業員"]) == ("端末監視", "1類", "21〜50人")
    assert made["補助金"] == "例の枠（受付中、条件に当てはまります）"
    for line in text.splitlines():
        assert not any(cell.startswith(('"=', '"+', '"-', '"@')) for cell in line.split(","))


def test_it_is_written_where_one_stands_and_never_over_a_file(filled: SqliteStore, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    told = [write_report(filled, RULES, DAY, folder) for _ in range(2)]
    assert sorted(path.name for path in folder.iterdir()) == [
        "会社全体のまとめ-2.csv",
        "会社全体のまとめ-2.html",
        "会社全体のまとめ.csv",
        "会社全体のまとめ.html",
    ]
    assert "「会社全体のまとめ.html」「会社全体のまとめ.csv」" in told[0]
    assert str(folder) not in told[0]
    assert "書き出せませんでした" in write_report(filled, RULES, DAY, tmp_path / "nowhere")
