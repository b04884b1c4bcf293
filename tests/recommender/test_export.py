"""The summary as Markdown and text: complete, and inert whatever a company is called."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.values import UNKNOWN, exactly
from questionnaires.profile import Profile, read_profile
from recommender.assessment import assess
from recommender.export.blocks import Heading, Items, Paragraph, Table
from recommender.export.content import summary
from recommender.export.labels import needs_other_tool
from recommender.export.markdown import escaped, markdown_of
from recommender.export.money import other_text
from recommender.export.steps import confirm_groups
from recommender.export.text import to_text
from recommender.results import Assessment
from recommender.rulebase import RuleBase, load_rulebase

RULES = load_rulebase()
TODAY = date(2026, 11, 22)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
HOSTILE = [
    "[/foo]",
    "[@click=app.quit]押す[/]",
    "| 列 | を | 足す |",
    "# 見出し",
    "a\n# 次の行の見出し\n| x | y |\n|---|---|",
    "<script>alert(1)</script>",
    "![絵](http://example.invalid/x.png) [文](javascript:alert(1))",
    "**太字** `code` ~~消す~~ _斜め_",
    "\x1b[31m赤\x1b[0m \x1b]0;題\x07",
    "\u202e逆さ\u202c \u2066囲み\u2069 \ufeff",
    "\r上書き\x08\x7f\x9b31m",
    "\u2028行\u2029段落\x85次\x0b縦\x0c頁",
    "=1+1\t@SUM(A1)",
    "{unknown} %s {0}",
]
ACTIVE = re.compile(r"(?<!\\)[`*_\[\]<>#|~!{}]")


def to_markdown(result: Assessment, rules: RuleBase) -> str:
    return markdown_of(summary(result, rules), rules)


def _assessed(name: str) -> Assessment:
    return assess(Profile({"company_name": name, "network": "shared_line"}), RULES, TODAY, explain=False)


PLAIN = "例製作所"


def _shape(markdown: str) -> list[str]:
    """What each line is: a heading, an item, a row with so many cells, or text."""
    kinds = []
    for line in markdown.splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line))
        mark = re.match(r"(#+ |- |\d+\. |\| )?", line)
        kinds.append(f"{mark.group() if mark else ''}{cells}" if line else "")
    return kinds


@pytest.mark.parametrize("name", HOSTILE)
def test_a_company_name_cannot_become_markup_in_markdown(name: str) -> None:
    hostile, plain = to_markdown(_assessed(name), RULES), to_markdown(_assessed(PLAIN), RULES)
    assert _shape(hostile) == _shape(plain)
    mine = next(line for line in hostile.splitlines() if "2026年11月22日" in line)
    assert ACTIVE.findall(mine) == []


@pytest.mark.parametrize("shape", [to_markdown, to_text], ids=["markdown", "text"])
@given(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60)))
@settings(max_examples=30)
def test_no_control_character_of_a_company_name_reaches_a_document(shape: object, name: str) -> None:
    render = to_markdown if shape is to_markdown else to_text
    text = render(_assessed(name), RULES)
    assert [sign for sign in text if sign != "\n" and unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")] == []
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff")
    assert len(text.splitlines()) == len(render(_assessed(PLAIN), RULES).splitlines())


@given(st.text(max_size=80))
def test_escaped_text_stays_on_one_line_and_holds_no_active_sign(text: str) -> None:
    safe = escaped(text)
    assert len(safe.splitlines()) <= 1
    assert ACTIVE.findall(re.sub(r"\\\\", "", safe)) == []


def _example(path: Path) -> Assessment:
    profile = read_profile(path.read_text(encoding="utf-8"), path.name, RULES.vocabulary)
    return assess(profile, RULES, TODAY)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_document_says_everything_that_the_assessment_holds(path: Path) -> None:
    result = _example(path)
    for render, shown in ((to_markdown, escaped), (to_text, str)):
        text = render(result, RULES)
        said = [result.verdict, *(item.text for item in result.warnings)]
        said += [item.text for item in (*result.monitoring.reasons, *result.service_class.reasons)]
        said += [item.text for item in (*result.monitoring.why_not, *result.service_class.why_not)]
        said += [part for item in result.actions for part in (item.what, item.how)]
        said += [part for item in result.to_confirm for part in (item.label, item.why, item.how)]
        said += [item.ask for item in result.checklist]
        said += [part for item in result.candidates for part in (item.provider, item.service)]
        said += [RULES.counsel.wording.unofficial, RULES.counsel.wording.neutrality]
        missing = [item for item in said if shown(" ".join(item.split("\n"))) not in text]
        assert missing == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_citation_of_a_document_leads_to_a_record(path: Path) -> None:
    blocks = summary(_example(path), RULES)
    paragraphs = [item for block in blocks if isinstance(block, Items) for item in block.items]
    paragraphs += [block for block in blocks if isinstance(block, Paragraph)]
    cited = {cite for paragraph in paragraphs for cite in paragraph.cites}
    assert cited
    assert {cite for cite in cited if not RULES.knowledge.knows(cite)} == set()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_verdict_the_money_and_the_next_steps_come_before_the_reasons(path: Path) -> None:
    headings = [block.text for block in summary(_example(path), RULES) if isinstance(block, Heading)]
    places = [headings.index(name) for name in ("結論", "お金", "次の一歩")]
    why = next(place for place, text in enumerate(headings) if text.startswith("なぜ"))
    assert places == sorted(places)
    assert places[-1] < why


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_amount_of_a_frame_that_is_not_open_stands_as_if_it_could_be_applied_for(path: Path) -> None:
    result = _example(path)
    rows = [row for block in summary(result, RULES) if isinstance(block, Table) for row in block.rows]
    shown = {row[0] for row in rows if row[0].startswith("補助の額")}
    opened = any(route.status == "open" for route in result.subsidies if route.frame == "security")
    assert shown <= ({"補助の額"} if opened else {"補助の額（申請できた場合）"})


def test_a_document_without_a_choice_says_why_and_offers_no_candidates() -> None:
    profile = read_profile(
        "schema: otasuke.profile/1\nanswers: {pcs: 0, servers: 0, network: mobile_only}\n", "見本", RULES.vocabulary
    )
    result = assess(profile, RULES, TODAY)
    text = to_text(result, RULES)
    assert result.warnings[0].text in text
    assert "【候補】" not in text


def test_what_could_change_the_result_is_to_be_confirmed_before_the_rest() -> None:
    unknown = dict.fromkeys(("company_name", "prefecture", "business_form", "network"), UNKNOWN)
    result = assess(Profile({"pcs": exactly(10), **unknown}), RULES, TODAY, explain=False)
    (first, weighty), (third, unasked), (second, rest) = confirm_groups(result)
    assert ("結論が変わる" in first, "結論は変わりません" in second) == (True, True)
    assert third.startswith("まだ聞いていないこと")
    assert {item.field for item in unasked} == set(result.stability.open_fields)
    assert all(item.how.startswith("まだ聞いていません。") for item in unasked)
    assert {item.field for item in weighty} == set(result.stability.unknown_could_change)
    text = to_text(result, RULES)
    assert text.index(first) < text.index(second)
    assert {item.field for item in (*weighty, *rest)} == set(unknown)


def test_what_every_frame_wants_found_out_is_told_once() -> None:
    result = _example(next(path for path in EXAMPLES if path.stem == "unso_sagyochu"))
    computed = [route for route in result.subsidies if not needs_other_tool(route)]
    assert len(computed) > 1
    texts = [block.text for block in summary(result, RULES) if isinstance(block, Paragraph)]
    texts += [item.text for block in summary(result, RULES) if isinstance(block, Items) for item in block.items]
    for wanted in {text for route in computed for text in (*route.to_confirm, *route.leaving.to_confirm)}:
        frames = sum(wanted in (*route.to_confirm, *route.leaving.to_confirm) for route in computed)
        told = [text for text in texts if text.removeprefix("解約について").removeprefix("確かめること: ") == wanted]
        # The schedule is asked for by the plan as well.
        assert len([text for text in told if "スケジュール" not in text]) in (
            (0, 1) if frames == len(computed) else (0, frames)
        )


def test_a_route_is_spoken_of_as_what_it_is() -> None:
    """A price has no days of application, a scheme begins some day; only what pays a part is asked what it covers."""
    said = {route.kind: other_text(route) for route in _assessed(PLAIN).outlook.elsewhere}
    assert "いつ受け付けているか" in said["trial"]
    assert all("受け付け" not in said[kind] for kind in ("price", "scheme"))
    assert "いまもこの料金かは確かめられていません" in said["price"]
    assert "いつ始まるかは確かめられていません" in said["scheme"]
    assert all("対象" not in said[kind] for kind in ("trial", "price"))
    tokyo = assess(Profile({"prefecture": "東京都"}), RULES, TODAY, explain=False).outlook.elsewhere
    for route in tokyo:
        sentences = [part for part in other_text(route).split("。") if part]
        assert len(sentences) == len(set(sentences))
        assert sum("対象になるかは確かめられていません" in part for part in sentences) <= 1
