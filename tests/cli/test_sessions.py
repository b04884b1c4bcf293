"""`otasuke sessions` as its users meet it: lists, files that travel, deletion after a yes, and what is due."""

import io
import json
import os
import stat
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from strategies import VOCABULARY

from knowledge.values import exactly
from questionnaires.interview import Interview
from recommender.marks import action_mark, check_mark
from recommender.rulebase import load_rulebase
from tui.cli.main import main
from tui.desk.followup import steps_of
from tui.desk.records import Mark, SavedInterview, Sent, to_text
from tui.desk.store import SqliteStore
from tui.talk.conversation import Conversation

DAY = date(2026, 11, 22)
ANSWERS = {
    "company_name": "株式会社\x1b[31mひみつ",
    "industry": "retail",
    "employees": exactly(12),
    "pcs": exactly(9),
    "servers": exactly(0),
    "sites": exactly(1),
    "network": "own_line",
    "remote_work": "none",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OTASUKE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def store(home: Path) -> SqliteStore:
    return SqliteStore(home, VOCABULARY)


@pytest.fixture
def finished(store: SqliteStore) -> SavedInterview:
    talk = Conversation(store, DAY, store.save(replace(store.new(), interview=Interview(ANSWERS))))
    talk.rules = load_rulebase()
    talk.finish()
    talk.keep_result(talk.assessment(explain=False))
    return talk.record


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["sessions", *words])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def feed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))


# --- list and show ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("home")
def test_an_empty_desk_is_said_and_makes_no_file(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "list") == (0, "", "保存した診断はありません。\n")
    assert not home.exists()


def test_the_list_names_company_state_and_result(
    store: SqliteStore, finished: SavedInterview, capsys: pytest.CaptureFixture[str]
) -> None:
    store.save(store.new())
    code, out, err = told(capsys, "list")
    first, second = out.splitlines()
    assert (code, err) == (0, "")
    assert "途中" in first
    assert "0問" in first
    assert second.split("\t")[0] == finished.id
    assert "株式会社ひみつ\t8問\t結果あり\t" in second
    assert "監視" in second.split("\t")[-1]
    assert "\x1b" not in out


def test_the_list_as_json_is_for_programs(finished: SavedInterview, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = told(capsys, "list", "--json")
    (row,) = json.loads(out)
    assert (row["id"], row["status"], row["answered"]) == (finished.id, "finished", 8)


def test_show_gives_answers_result_and_steps(finished: SavedInterview, capsys: pytest.CaptureFixture[str]) -> None:
    assert finished.result is not None
    code, out, err = told(capsys, "show", finished.id, "--as-of", "2026-11-22")
    assert (code, err) == (0, "")
    assert "PC: 9台" in out
    assert finished.result.headline.verdict in out
    assert "前の結果のあと、変わったことはありません。" in out
    assert finished.result.headline.actions[0].what in out
    assert "\x1b" not in out


def test_show_tells_what_moved_since_and_why(
    store: SqliteStore, finished: SavedInterview, capsys: pytest.CaptureFixture[str]
) -> None:
    assert finished.result is not None
    older = replace(finished.result, headline=replace(finished.result.headline, initial_cap=1))
    changed = Interview({**ANSWERS, "pcs": exactly(10)})
    store.save(replace(finished, interview=changed, results=(older,)))
    _, out, _ = told(capsys, "show", finished.id, "--as-of", "2026-11-22")
    by_answers, by_rules = out.index("答えが変わったため:"), out.index("規則や料金が変わったため:")
    assert by_answers < out.index("PC: 「9台」から「10台」になりました") < by_rules
    assert by_rules < out.index("初期費用の上限: 「1円」から")


def test_the_beginning_of_an_id_is_enough_where_only_one_begins_so(
    store: SqliteStore, finished: SavedInterview, capsys: pytest.CaptureFixture[str]
) -> None:
    other = replace(finished, id="20200101-000000-aaaaaa", revision=0)
    store.save(other)
    assert told(capsys, "show", "2020")[0] == 0
    code, _, err = told(capsys, "show", "20")
    assert code == 2
    assert "2件" in err


@pytest.mark.parametrize("command", ["show", "export", "delete"])
def test_an_id_of_nothing_is_one_line_and_2(command: str, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, command, "nothing\x1b[31m")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "「nothing」という診断はありません" in err
    assert not home.exists()


# --- export and import --------------------------------------------------------------------------------


def test_an_export_comes_back_on_another_desk(
    finished: SavedInterview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "診断.json"
    assert told(capsys, "export", finished.id, "-o", str(out)) == (0, "", "")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600 or sys.platform == "win32"  # which keeps no POSIX modes
    monkeypatch.setenv("OTASUKE_HOME", str(tmp_path / "other"))
    code, said, _ = told(capsys, "import", str(out))
    assert (code, said) == (0, f"取り込みました（{finished.id}）\n")
    (record,) = SqliteStore(tmp_path / "other", VOCABULARY).list()
    assert (record.interview, record.result, record.status) == (finished.interview, finished.result, "finished")


def test_an_export_carries_no_name_of_user_or_machine(
    finished: SavedInterview, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = told(capsys, "export", finished.id)
    assert json.loads(out)["schema"] == "otasuke.interview/1"
    names = {os.environ.get("USER", ""), os.environ.get("HOSTNAME", ""), str(home)} - {""}
    if hasattr(os, "uname"):
        names.add(os.uname().nodename)
    assert not [name for name in names if len(name) > 2 and name in out]


def test_what_is_here_already_is_not_taken_in_twice(
    store: SqliteStore, finished: SavedInterview, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.json"
    for record in (finished, replace(finished, id="20200101-000000-aaaaaa", revision=9)):
        out.write_text(to_text(record), encoding="utf-8")
        code, said, _ = told(capsys, "import", str(out))
        assert (code, said) == (0, f"同じ診断がもうあります（{finished.id}）。取り込んでいません\n")
    assert [record.id for record in store.list()] == [finished.id]


def test_another_content_of_the_same_id_stands_beside_it(
    store: SqliteStore, finished: SavedInterview, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.json"
    out.write_text(to_text(replace(finished, course="rest")), encoding="utf-8")
    assert told(capsys, "import", str(out))[0] == 0
    assert told(capsys, "import", str(out))[1].startswith("同じ診断がもうあります")
    assert len({record.id for record in store.list()}) == 2


@pytest.fixture
def of_a_company(store: SqliteStore, finished: SavedInterview) -> SavedInterview:
    """The interview as one of a company's, with answers carried over, a day to go on, and a document handed over."""
    assert finished.result is not None
    client = store.clients.add(store.clients.new("丸山"))
    sent = (Sent("client", DAY, finished.result, ("std.1.2.10",)),)
    return store.save(replace(finished, client=client.id, carried={"pcs": DAY}, resume_on=DAY, sent=sent))


def test_an_export_carries_nothing_of_the_desk_that_it_leaves(
    of_a_company: SavedInterview, store: SqliteStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = told(capsys, "export", of_a_company.id)
    plain = json.loads(out)
    assert (plain["client"], plain["sent"]) == (None, [])
    assert (plain["carried"], plain["resume_on"]) == ({"pcs": "2026-11-22"}, "2026-11-22")
    assert str(of_a_company.client) not in out
    # Its own desk knows it again, and its company stays what it was.
    (tmp_path / "a.json").write_text(out, encoding="utf-8")
    assert "もうあります" in told(capsys, "import", str(tmp_path / "a.json"))[1]
    assert store.load(of_a_company.id).client == of_a_company.client


def test_a_file_cannot_put_itself_into_a_company(
    of_a_company: SavedInterview, store: SqliteStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign = replace(of_a_company, id="20200101-000000-aaaaaa", course="rest")
    (tmp_path / "a.json").write_text(to_text(foreign), encoding="utf-8")
    assert told(capsys, "import", str(tmp_path / "a.json"))[0] == 0
    taken = store.load(foreign.id)
    assert (taken.client, taken.sent) == (None, ())


def test_an_anonymised_file_tells_nothing_of_companies_days_and_documents(
    of_a_company: SavedInterview, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = told(capsys, "export", of_a_company.id, "--anonymise")
    plain = json.loads(out)
    assert [plain[key] for key in ("client", "carried", "resume_on", "sent", "follows")] == [None, {}, None, [], None]


def test_an_anonymised_file_can_be_taken_in_too(
    store: SqliteStore, finished: SavedInterview, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "case.json"
    assert told(capsys, "export", finished.id, "--anonymise", "-o", str(out))[0] == 0
    assert "ひみつ" not in out.read_text(encoding="utf-8")
    assert told(capsys, "import", str(out))[0] == 0
    assert len(store.list()) == 2


RECORD = json.loads(
    to_text(
        SavedInterview(
            "20261122-030405-abcdef",
            datetime(2026, 11, 22, tzinfo=UTC),
            datetime(2026, 11, 22, tzinfo=UTC),
            Interview({"pcs": exactly(3)}),
            1,
        )
    )
)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"schema": "otasuke.interview/9"}, "schema が違います"),
        ({"id": "../../etc/passwd"}, "「id」に使えない文字があります"),
        ({"id": "x" * 65}, "「id」に使えない文字があります"),
        ({"saved": "きのう"}, "「saved」が日時ではありません"),
        ({"saved": "0001-01-01T00:00:00+14:00"}, "「saved」が日時ではありません"),
        ({"revision": "many"}, "整数ではありません"),
        ({"status": "asleep"}, "「asleep」は使えない値です"),
        ({"current": "nonsense"}, "「nonsense」という項目はありません"),
        ({"trail": ["nonsense"]}, "「nonsense」という項目はありません"),
        ({"passed": "pcs"}, "「passed」が一覧ではありません"),
        ({"surprise": 1}, "「surprise」という項目はありません"),
        ({"profile": {"schema": "otasuke.profile/1", "answers": {"pcs": "many"}}}, "「pcs」が整数ではありません"),
        ({"profile": {"schema": "otasuke.profile/1", "answers": {"pcs": -1}}}, "「pcs」の-1は範囲の外です"),
        ({"profile": []}, "プロフィールの形ではありません"),
        ({"marks": {"action.x": {"state": "lost", "owner": "", "due": None, "word": ""}}}, "「lost」は使えない値です"),
        ({"marks": {"action.x": {"state": "done", "due": "soon"}}}, "日付"),
        ({"marks": []}, "「marks」の形が違います"),
        ({"variants": [{"name": "a", "profile": {"schema": "otasuke.profile/1", "answers": {}}}] * 4}, "3件まで"),
        ({"results": [{"as_of": "2026-11-22"}]}, "「headline」がありません"),
        ({"results": ["x"]}, "「results」の形が違います"),
    ],
)
def test_a_wrong_file_is_told_by_its_line_and_nothing_is_written(
    change: dict[str, object], says: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps({**RECORD, **change}, ensure_ascii=False, indent=1), encoding="utf-8")
    code, out, err = told(capsys, "import", str(path))
    assert (code, out) == (2, "")
    lines = err.splitlines()
    assert any(says in line for line in lines), err
    assert all(line.startswith(f"{path}:") and "・" in line for line in lines)
    assert not home.exists()


def test_the_fault_names_the_very_line(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "wrong.json"
    text = json.dumps({**RECORD, "status": "asleep"}, indent=1)
    path.write_text(text, encoding="utf-8")
    line = next(number for number, row in enumerate(text.splitlines(), 1) if "asleep" in row)
    assert told(capsys, "import", str(path))[2].startswith(f"{path}:{line}: ")
    assert not home.exists()


@pytest.mark.parametrize("text", ["", "{", "null", "[]", "a: 1", '{"schema": &a 1}', "\x00", "[" * 5000, '{"a": NaN}'])
def test_what_is_no_interview_at_all_is_refused(
    text: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(text, encoding="utf-8")
    code, out, err = told(capsys, "import", str(path))
    assert (code, out) == (2, "")
    assert err
    assert all(line.startswith(f"{path}:") for line in err.splitlines())
    assert not home.exists()


# --- delete -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "left"), [("はい\n", 0), ("yes\n", 0), ("いいえ\n", 1), ("", 1), ("\n", 1)])
def test_deleting_takes_a_yes(
    typed: str,
    left: int,
    store: SqliteStore,
    finished: SavedInterview,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    feed(monkeypatch, typed)
    code, _, err = told(capsys, "delete", finished.id)
    assert len(store.list()) == left
    assert code == (2 if left else 0)
    assert "もとには戻せません" in err


def test_with_yes_it_is_deleted_at_once(
    store: SqliteStore, finished: SavedInterview, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, "delete", finished.id, "--yes") == (0, f"消しました（{finished.id}）\n", "")
    assert store.list() == ()


def test_what_may_remain_of_a_deleted_interview_is_said(
    home: Path, finished: SavedInterview, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "interviews" / "interviews.damaged.sqlite3").write_bytes(b"x")
    aside = home / "interviews" / f"{finished.id}.damaged.txt"
    aside.write_text(to_text(finished), encoding="utf-8")
    code, _, err = told(capsys, "delete", finished.id, "--yes")
    assert code == 0
    assert not aside.exists()
    assert err.startswith("残っているかもしれないもの: interviews/interviews.damaged.sqlite3（")


# --- what is to be done -------------------------------------------------------------------------------


def test_a_step_gets_owner_day_and_outcome_and_is_followed_up(
    store: SqliteStore, finished: SavedInterview, capsys: pytest.CaptureFixture[str]
) -> None:
    step = steps_of(finished)[0]
    assert told(capsys, "followup", "--as-of", "2026-12-10") == (0, "", "期限の来たものはありません。\n")
    assert told(capsys, "mark", finished.id, step.id, "--owner", "山田", "--due", "2026-12-05")[0] == 0
    _, out, _ = told(capsys, "followup", "--as-of", "2026-12-10")
    assert out.startswith("5日遅れ\t")
    assert f"{step.what}（まだ、担当 山田、12月5日まで）" in out
    code, said, _ = told(capsys, "mark", finished.id, step.id, "できなかった", "--word", "時間がなかった")
    assert code == 0
    assert "できなかった、担当 山田、12月5日まで、時間がなかった" in said
    assert told(capsys, "followup", "--as-of", "2026-12-10")[1] == ""
    kept = store.load(finished.id).marks[action_mark(step.id)]
    assert kept == Mark("failed", "山田", date(2026, 12, 5), "時間がなかった")


@pytest.mark.parametrize("name", ["onboard.keep_contract", check_mark("std.2.1.5")])
def test_whatever_is_followed_up_can_be_settled(
    name: str, store: SqliteStore, finished: SavedInterview, capsys: pytest.CaptureFixture[str]
) -> None:
    # Steps after signing and questions of the contract have a day too once somebody gives them one on the screen.
    store.save(replace(finished, marks={name: Mark("doing", "山田", DAY)}))
    _, out, _ = told(capsys, "followup", "--as-of", "2026-12-10")
    shown = out.split("\t")[3]
    assert told(capsys, "mark", finished.id, shown, "済み")[0] == 0
    assert store.load(finished.id).marks == {name: Mark("done", "山田", DAY)}
    assert told(capsys, "followup", "--as-of", "2026-12-10")[1] == ""


def test_what_is_due_as_json(store: SqliteStore, finished: SavedInterview, capsys: pytest.CaptureFixture[str]) -> None:
    step = steps_of(finished)[0]
    store.save(replace(finished, marks={action_mark(step.id): Mark("doing", due=DAY)}))
    _, out, _ = told(capsys, "followup", "--json", "--as-of", "2026-11-20", "--all")
    first = json.loads(out)[0]
    assert (first["id"], first["state"], first["due"], first["days_left"]) == (step.id, "doing", "2026-11-22", 2)


def test_wrong_words_of_a_step_are_told(finished: SavedInterview, capsys: pytest.CaptureFixture[str]) -> None:
    step = steps_of(finished)[0]
    for words in (
        (finished.id, "nonsense", "済み"),
        (finished.id, step.id, "たぶん"),
        (finished.id, step.id, "--due", "きのう"),
    ):
        code, out, err = told(capsys, "mark", *words)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
