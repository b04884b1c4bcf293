"""Letters, the sheet of questions, the trace, charts and the list of steps: what they say, and what they must not."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from document_samples import CORPUS, DAY, EXAMPLES, RULES, named, profile_of, result_of, texts_of, with_answers

from knowledge.values import UNKNOWN, Chosen, Value
from questionnaires.profile import Plan, Profile
from questionnaires.showing import show_yen
from recommender.assessment import assess
from recommender.export.blocks import Chart, Heading, Items, Table
from recommender.export.charts import cost_chart, evidence_chart
from recommender.export.content import summary
from recommender.export.csv_actions import actions_csv
from recommender.export.letter_wording import load_letter_wording
from recommender.export.letters import reply_blocks, ringi_blocks
from recommender.export.question_sheet import question_blocks
from recommender.export.trace import trace_blocks
from recommender.export.tracing import trace_of
from recommender.monitoring import choose
from recommender.results import Assessment

WORDS = load_letter_wording()


# --- 稟議書 ---


def test_a_ringi_says_how_sure_it_is_and_what_nobody_asked_yet() -> None:
    result = result_of("unso_sagyochu")
    text = "\n".join(texts_of(ringi_blocks(result, RULES)))
    assert result.monitoring.confidence == "low"
    assert "見立ての確信: 低い" in text
    assert "仮の見立て" in text
    for name in result.stability.open_fields:
        assert f"{RULES.vocabulary.fields[name].label}: まだ聞いていません。" in text
    settled = "\n".join(texts_of(ringi_blocks(result_of("machikoba"), RULES)))
    assert "見立ての確信: 高い" in settled
    assert "仮の見立て" not in settled


@pytest.mark.parametrize("name", ["it_zaitaku", "seizo_80dai"])
def test_amounts_of_class2_say_that_they_are_reckoned_as_for_class1(name: str) -> None:
    result = result_of(name)
    for blocks in (ringi_blocks(result, RULES), summary(result, RULES)):
        text = "\n".join(texts_of(blocks))
        assert "1類の上限を目安に計算しました" in text
        assert "金額は基準の上限から計算しました" not in text
        amounts = [row for block in blocks if isinstance(block, Table) for row in block.rows if len(row) == 2]
        own = [label for label, _ in amounts if "自己負担" in label or "補助の額" in label]
        assert own
        assert all(label.startswith("1類ならば（目安）: ") for label in own)
    priced = assess(Profile(result.profile.answers, Plan(40_000, 0)), RULES, DAY)
    assert "1類ならば（目安）: 補助" not in "\n".join(texts_of(summary(priced, RULES)))


def test_two_year_totals_with_software_say_so_with_its_amount() -> None:
    """kouri_3ten plans software for 360,000 yen beside the service."""
    result = result_of("kouri_3ten")
    text = "\n".join(texts_of(summary(result, RULES)))
    assert "2年の自己負担（業務ソフト・機器の費用36万円を含む）" in text
    chart = cost_chart(result)
    assert chart is not None
    assert "36万円を含む" in chart.caption


def test_the_way_of_the_service_alone_costs_what_the_summary_says_while_no_software_is_told() -> None:
    result = result_of("unso_sagyochu")
    route = next(item for item in result.subsidies if item.frame == "security")
    alone = next(way for way in result.outlook.ways if way.kind == "alone")
    assert "main_tool" not in result.profile.answers
    assert alone.own_cost_24_months_yen == route.own_cost_24_months_yen
    assert alone.own_cost_24_months_range_yen == route.own_cost_24_months_range_yen
    assert alone.cash_needed_first_yen == route.cash_needed_first_yen


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_ringi_says_what_why_how_much_the_risk_the_alternatives_and_what_is_asked(name: str) -> None:
    result = result_of(name)
    blocks = ringi_blocks(result, RULES)
    heads = [block.text for block in blocks if isinstance(block, Heading)]
    said = WORDS.ringi
    wanted = [said.asked, said.what, said.why, said.money, said.risk, said.others, said.unknown, said.steps]
    assert [head for head in heads if head in wanted] == wanted
    text = "\n".join(texts_of(blocks))
    for route in result.subsidies:
        if route.frame == "security" and route.status != "open":
            assert "申請できた場合" in text
            assert "受付" in text


def test_a_ringi_asks_for_no_sum_where_there_is_none() -> None:
    class2 = "\n".join(texts_of(ringi_blocks(result_of("seizo_80dai"), RULES)))
    assert "あらためて判断をいただく" in class2
    nothing = assess(Profile(dict.fromkeys(("pcs", "employees"), UNKNOWN)), RULES, DAY, explain=False)
    assert "\n".join(texts_of(ringi_blocks(nothing, RULES))).count("None") == 0


def test_the_figures_of_risk_are_those_of_the_knowledge_base() -> None:
    text = texts_of(ringi_blocks(result_of("machikoba"), RULES))
    assert all(RULES.knowledge.statistics[name].text in text for name in WORDS.ringi.risks)


def _signed(name: str) -> Assessment:
    return assess(with_answers(name, contract_state="signed"), RULES, DAY, explain=False)


def test_a_ringi_after_signing_asks_to_check_the_contract_and_no_leave_to_make_one() -> None:
    text = "\n".join(texts_of(ringi_blocks(_signed("machikoba"), RULES)))
    assert "契約・発注した内容" in text
    assert WORDS.ringi.what_signed in text
    for gone in (
        "契約に進む",
        "見積りを2社以上",
        "2社以上から見積り",
        "候補を3つ",
        "使い始めることについて",
        WORDS.ringi.nothing,
    ):
        assert gone not in text
    before = "\n".join(texts_of(ringi_blocks(result_of("machikoba"), RULES)))
    assert "契約に進む" in before
    assert WORDS.ringi.what_signed not in before


@pytest.mark.parametrize(
    "answers", [{"contract_state": "signed"}, {"large_company_owned": True}], ids=["signed", "owned"]
)
def test_without_a_subsidy_the_papers_say_why_and_name_no_amount_for_those_who_could_apply(
    answers: dict[str, Value],
) -> None:
    result = assess(with_answers("machikoba", **answers), RULES, DAY, explain=False)
    route = next(item for item in result.subsidies if item.frame == "security")
    assert (route.eligible, route.amount_yen) == ("no", 0)
    text = "\n".join(texts_of(ringi_blocks(result, RULES)))
    assert route.blockers[0].text in text
    assert WORDS.ringi.money_note_barred in text
    for gone in (
        "申請できた場合",
        "採択された場合",
        WORDS.ringi.asked_subsidy,
        "GビズIDプライムを申し込む",
        "契約も支払いも待つ",
    ):
        assert gone not in text


# --- 取引先への返事 ---


def test_a_reply_after_signing_leaves_type_and_provider_to_be_filled_in() -> None:
    result = _signed("machikoba")
    text = "\n".join(texts_of(reply_blocks(result, RULES)))
    assert "契約または発注を済ませています" in text
    assert WORDS.reply.service_signed in text
    for guessed in ("ネットワーク監視", "1類", "決まりしだい"):
        assert guessed not in text
    before = "\n".join(texts_of(reply_blocks(result_of("machikoba"), RULES)))
    assert "（ネットワーク監視・1類）を使い始める" in before
    assert WORDS.reply.service_later in before
    unknown = assess(with_answers("machikoba", contract_state=UNKNOWN), RULES, DAY, explain=False)
    assert WORDS.reply.service_maybe in "\n".join(texts_of(reply_blocks(unknown, RULES)))


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_reply_tells_nothing_that_stays_in_the_house(name: str) -> None:
    result = result_of(name)
    text = "\n".join(texts_of(reply_blocks(result, RULES)))
    assert "円" not in text
    assert "補助" not in text
    assert "点" not in text.replace("ご不明な点", "")
    assert result.verdict not in text
    assert [item.text for item in result.monitoring.reasons if item.text in text] == []


def test_a_reply_names_the_measures_that_were_stated_and_no_other() -> None:
    profile = with_answers("machikoba", has=Chosen(frozenset({"backup", "vpn"})))
    blocks = reply_blocks(assess(profile, RULES, DAY, explain=False), RULES)
    measures = next(block for block in blocks if isinstance(block, Items))
    assert [item.text for item in measures.items] == ["バックアップ", "VPN", WORDS.reply.now_blank]
    answers = {name: value for name, value in profile.answers.items() if name != "has"}
    unknown = reply_blocks(assess(Profile(answers), RULES, DAY, explain=False), RULES)
    assert [item.text for item in next(block for block in unknown if isinstance(block, Items)).items] == [
        WORDS.reply.now_blank
    ]


def test_a_reply_has_a_day_only_where_the_user_set_one() -> None:
    result = result_of("machikoba")
    assert WORDS.reply.due in "\n".join(texts_of(reply_blocks(result, RULES)))
    due = tuple(replace(item, due=date(2026, 12, 5)) for item in result.actions)
    dated = reply_blocks(replace(result, actions=due), RULES)
    rows = {row[0]: row for block in dated if isinstance(block, Table) for row in block.rows}
    assert rows[WORDS.reply.star][1] == "2026年12月5日"


def test_a_reply_without_an_answer_about_the_contract_leaves_its_state_open() -> None:
    answers = {name: value for name, value in profile_of("machikoba").answers.items() if name != "contract_state"}
    blocks = reply_blocks(assess(Profile(answers), RULES, DAY, explain=False), RULES)
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    assert rows[0][2] == WORDS.reply.plan_state_open


# --- 質問の用紙 ---


def test_the_sheet_holds_every_question_with_its_choices_once() -> None:
    blocks = question_blocks(RULES)
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    questions = list(RULES.questionnaire.questions.values())
    assert [int(row[0]) for row in rows] == list(range(1, len(questions) + 1))
    for question, row in zip(questions, rows, strict=True):
        assert row[1].startswith(question.ask)
        assert all(option.say in row[2] for option in question.options if question.field != "prefecture")
        assert (WORDS.questions.unknown in row[2]) == question.unknown_ok


# --- 判断の記録 ---


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_trace_holds_every_question_and_every_rule(name: str) -> None:
    trace = trace_of(result_of(name), RULES)
    assert [item.field for item in trace.questions] == list(RULES.questionnaire.questions)
    decisions, counsel = RULES.decisions, RULES.counsel
    ids = [item.code for item in decisions.voids] + ["beyond_sme"]
    ids += [item.id for item in (*decisions.exclusions, *decisions.evidence, *decisions.class_needs)]
    ids += [item.code for item in counsel.advice] + [item.id for item in counsel.actions]
    assert [item.id for item in trace.rules] == ids
    assert all(item.condition and item.outcome and item.because and item.cites for item in trace.rules)
    assert all(item.state for item in trace.questions)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_trace_fires_what_the_decision_fired(name: str) -> None:
    result = result_of(name)
    standings = choose(result.profile.answers, RULES).standings
    fired = {item.id for standing in standings for item in standing.fired}
    traced = {
        item.id for item in trace_of(result, RULES).rules if item.group == "決め手" and item.outcome == "当てはまる"
    }
    assert traced == fired
    shown = {item.id for item in trace_of(result, RULES).rules if item.group == "次の一歩" and item.outcome == "出した"}
    assert shown == {item.id for item in result.actions}


def test_the_trace_says_why_a_question_was_not_asked() -> None:
    states = {item.field: item.state for item in trace_of(result_of("machikoba"), RULES).questions}
    assert states["main_tool_cost_yen"].startswith("聞かない: 「")
    assert states["company_name"] == "聞いていない: 答えても結論は変わらないため"
    assert states["pcs"] == "答えた"
    asked = trace_of(assess(with_answers("machikoba", remote_work=UNKNOWN), RULES, DAY), RULES)
    assert next(item.state for item in asked.questions if item.field == "remote_work").startswith("わからないと答えた")


def test_the_trace_as_a_document_shows_conditions_points_and_sources() -> None:
    text = "\n".join(texts_of(trace_blocks(result_of("machikoba"), RULES)))
    assert "社外・在宅の利用が「大半」" in text
    assert "端末監視 +" in text
    assert "std.1.2.9" in text


def test_no_text_of_the_trace_keeps_a_place_to_fill() -> None:
    for name in EXAMPLES:
        for found in (result_of(name), assess(with_answers(name, remote_work=UNKNOWN), RULES, DAY)):
            assert "{" not in "\n".join(texts_of(trace_blocks(found, RULES)))


# --- 図 ---


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_bars_of_evidence_are_the_points(name: str) -> None:
    result = result_of(name)
    for bar, item in zip(evidence_chart(result, RULES).bars, result.monitoring.options, strict=True):
        assert bar.right - bar.left == item.score
        assert bar.figures[:2] == (f"{bar.right}点", f"{bar.left}点")


@pytest.mark.parametrize("name", EXAMPLES)
def test_two_years_with_and_without_the_subsidy(name: str) -> None:
    result = result_of(name)
    chart = cost_chart(result)
    if chart is None:
        return
    before, *after = chart.bars
    assert before.label == "補助なし"
    assert after
    for bar in after:
        assert bar.right <= before.end
        assert "申請できた場合" in bar.label
    for way in result.outlook.ways:
        if way.amount_yen is not None and way.own_cost_24_months_yen is not None and way.kind != "twice":
            assert before.right == way.amount_yen + way.own_cost_24_months_yen
            assert show_yen(way.own_cost_24_months_yen) in [bar.figures[0] for bar in after]


def test_a_chart_always_brings_its_figures_as_text() -> None:
    chart = evidence_chart(result_of("machikoba"), RULES)
    assert isinstance(chart, Chart)
    assert [row[0] for row in chart.figures.rows] == [bar.label for bar in chart.bars]


# --- 次の一歩の一覧 ---


@pytest.mark.parametrize("evil", CORPUS)
def test_no_cell_of_the_list_is_a_formula(evil: str) -> None:
    text = actions_csv(named(evil), RULES)
    assert text.startswith("\ufeff")
    head, *rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    assert head[:2] == ["番号", "すること"]
    assert {len(row) for row in rows} == {len(head)}
    for row in rows:
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"))
            assert "\n" not in cell
            assert "\x1b" not in cell
