"""`otasuke subsidy`: the same facts as text and as JSON, the plan for a day, and the calendar file."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tui.cli.main import main

ANSWERS = """
  industry: manufacturing
  entity: corporation
  employees: 12
  pcs: 10
  servers: 0
  sites: 1
  prefecture: 東京都
  large_company_owned: false
  contract_state: not_yet
  past_otasuketai_subsidy: false
  gbizid: not_yet
  security_action: none
  main_tool: [accounting, ordering]
  main_tool_cost_yen: 1000000
  company_name: 例製作所
"""
PLAN = "plan: {monthly_yen: 20000, initial_yen: 0}\n"
DAY = ("--as-of", "2026-11-22")


def profile(folder: Path, answers: str = ANSWERS, plan: str = PLAN) -> str:
    path = folder / "会社.yaml"
    path.write_text(f"schema: otasuke.profile/1\nanswers:{answers}\n{plan}", encoding="utf-8")
    return str(path)


def text_of(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["subsidy", *words, *DAY]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    return shown.out


def json_of(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(text_of(capsys, *words, "--json"))
    return data


def test_the_contracts_shape_stands_with_more_beside_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json_of(capsys, profile(tmp_path))
    assert set(data) == {"as_of", "by_yardstick", "routes", "ways", "plan", "elsewhere", "left_out"}
    wanted = {
        *("id", "edition", "frame", "name", "status", "eligible", "blockers", "to_confirm", "rate", "rates"),
        *("covered_months", "eligible_cost_yen", "amount_yen", "amount_range_yen", "own_cost_yen"),
        *("own_cost_24_months_yen", "cash_needed_first_yen", "formula", "steps", "as_of_fact", "cites"),
    }
    for route in data["routes"]:
        assert wanted <= set(route)


def test_money_window_formula_leaving_and_the_day_of_the_fact_are_in_both(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # 小規模の製造業12人: 480,000 の 2/3 = 320,000。自己負担 160,000、月 6,666.7 は切り上げて 6,667。
    # 1年後に全部返すと 320,000 + 35,040
    route = json_of(capsys, profile(tmp_path))["routes"][0]
    assert route["amount_yen"] == 320_000
    assert route["own_cost_24_months_yen"] == 160_000
    assert route["own_cost_monthly_yen"] == 6_667
    assert route["cash_needed_first_yen"] == 480_000
    assert route["leaving"]["total_yen"] == {"low": 355_040, "high": 355_040}
    assert route["leaving"]["rate_a_year"] == "219/2000"
    assert route["window_days"] == {"opens": "2026-03-30", "deadline": None, "last_deadline": "2026-09-29"}
    assert route["as_of_fact"] == "2026-09-23"
    text = text_of(capsys, profile(tmp_path))
    for said in (
        "補助の額（申請できた場合）: 32万円",
        "2年の自己負担（申請できた場合）: 16万円",
        "1か月あたりの自己負担（2年でならした額）: 6,667円",
        "補助が入る前に払うお金: 48万円",
        "2026年9月29日",
        "年10.95%",
        "35万5,040円",
        "2026-09-23時点",
        "24か月分480,000円に2/3を掛けて320,000円",
    ):
        assert said in text


def test_amounts_for_a_class_without_a_cap_say_that_they_rest_on_the_other_class(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # クラウドの監視は1類では頼めないので2類になる。2類には上限がない。料金が見積りで言われれば、物差しは要らない
    wanted = profile(tmp_path, ANSWERS + "  cloud: core\n  wants: [cloud_monitoring]\n", plan="")
    assert json_of(capsys, wanted)["by_yardstick"] is True
    text = text_of(capsys, wanted)
    assert text.startswith("2類の料金には上限がないので")
    assert "1類ならば（目安）: 補助の額" in text
    assert "\n  補助の額" not in text
    quoted = profile(tmp_path, ANSWERS + "  cloud: core\n  wants: [cloud_monitoring]\n")
    assert json_of(capsys, quoted)["by_yardstick"] is False
    assert json_of(capsys, profile(tmp_path, plan=""))["by_yardstick"] is False


def test_what_bars_a_company_says_the_value_and_what_would_have_to_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signed = profile(tmp_path, ANSWERS.replace("contract_state: not_yet", "contract_state: signed"))
    (blocker,) = [item for item in json_of(capsys, signed)["routes"][0]["blockers"] if item["kind"] == "final"]
    assert (blocker["field"], blocker["value"]) == ("contract_state", "契約の状況: 契約・発注済み")
    assert blocker["remedy"] in text_of(capsys, signed)


def test_the_ways_stand_side_by_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json_of(capsys, profile(tmp_path), "--edition", "it2025")
    kinds = [way["kind"] for way in data["ways"]]
    assert kinds == ["alone", "option", "option", "separate", "separate", "twice"]
    assert data["ways"][-1]["allowed"] == "no"
    assert "subsidy.rule.once_only" in data["ways"][-1]["cites"]
    text = text_of(capsys, profile(tmp_path), "--edition", "it2025")
    assert "【受け方の比較: IT導入補助金2025】" in text
    assert "お助け隊を入れられるのは、どれか1つの枠だけです" in text


def test_the_ways_of_several_editions_stay_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json_of(capsys, profile(tmp_path), "--edition", "all")
    assert {way["edition"] for way in data["ways"]} == {"it2022", "it2023", "it2024", "it2025", "da2026"}
    assert next(way["edition"] for way in data["ways"] if way["kind"] == "alone") == "da2026"
    text = text_of(capsys, profile(tmp_path), "--edition", "all")
    assert text.count("【受け方の比較: ") == 5


def test_a_day_turns_the_plan_backwards(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = json_of(capsys, profile(tmp_path), "--deadline", "2027-03-31")["plan"]
    assert (plan["basis"], plan["prospect"], plan["deadline"]) == ("own", "in_time", "2027-03-31")
    # 3/31 の30日前は 3/1、その30日前は 1/30
    gbizid = next(step for step in plan["steps"] if step["id"] == "gbizid")
    assert (gbizid["first"], gbizid["last"], gbizid["days"]) == ("2027-01-30", "2027-03-01", {"low": 14, "high": 30})
    text = text_of(capsys, profile(tmp_path), "--deadline", "2027-03-31")
    assert "この日に締切があるかは確かめられていません" in text
    assert "2027年1月30日（土）までに始めて" in text


def test_without_a_known_window_the_plan_runs_from_today(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = json_of(capsys, profile(tmp_path))["plan"]
    assert (plan["basis"], plan["deadline"]) == ("today", "2027-01-21")
    assert "締切がわからない" in text_of(capsys, profile(tmp_path))


def test_the_calendar_is_a_private_file_that_others_can_read_as_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "予定.ics"
    before = os.umask(0)
    try:
        text_of(capsys, profile(tmp_path), "--deadline", "2027-03-31", "--ics", str(out))
    finally:
        os.umask(before)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    raw = out.read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n")
    titles = [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(raw.decode()).walk("VEVENT")]
    assert "例製作所: GビズIDプライムを取る" in titles


FAULTS = [
    (("--deadline", "来年"), "日付ではありません"),
    (("--deadline", "2027-02-30"), "日付ではありません"),
    (("--deadline", "9999-12-31"), "遠すぎます"),
    (("--deadline", "2026-12-01", "--ics", "予定.ics"), "間に合いません"),
    (("--edition", "it2023", "--ics", "予定.ics"), "受付が終わった版"),
]


@pytest.mark.parametrize(("words", "said"), FAULTS)
def test_a_plan_that_cannot_be_is_one_japanese_line_and_writes_nothing(
    words: tuple[str, ...],
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = profile(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["subsidy", path, *words, *DAY]) == 2
    shown = capsys.readouterr()
    (line,) = shown.err.splitlines()
    assert said in line
    assert shown.out == ""
    assert not (tmp_path / "予定.ics").exists()


def test_a_calendar_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "ない" / "予定.ics"
    assert main(["subsidy", profile(tmp_path), "--ics", str(out), *DAY]) == 2
    assert "書けません" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_today_at_the_end_of_the_calendar_is_no_fault(
    day: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["subsidy", profile(tmp_path), "--json", "--as-of", day]) == 0
    assert json.loads(capsys.readouterr().out)["as_of"] == day
