"""--redact: no name and no exact number of the company in any text, and the decision stays what it was."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from document_samples import DAY, EXAMPLES, RULES, profile_of, result_of, texts_of, with_answers
from hypothesis import given
from hypothesis import strategies as st

from knowledge.values import Number, exactly
from questionnaires.profile import Plan, Profile
from recommender.assessment import assess
from recommender.export.content import summary
from recommender.export.csv_actions import actions_csv
from recommender.export.json import to_json
from recommender.export.letters import reply_blocks, ringi_blocks
from recommender.export.overview_sheet import overview_sheet
from recommender.export.redact import redacted
from recommender.export.trace import trace_blocks
from recommender.results import Assessment

NAME = "秘密産業株式会社"
# Numbers that stand nowhere in the knowledge base, each inside its band.
ODD = {"employees": 43, "pcs": 37, "servers": 4, "capital_yen": 12_345_678, "annual_sales_yen": 234_567_891}
BUDGET = {"monthly_budget": 23_457, "initial_budget": 123_456}


def everything(exact: Assessment) -> str:
    """Every document and every form of data of the redacted result, as one text."""
    shown = redacted(exact, RULES)
    papers = (
        summary(shown, RULES),
        trace_blocks(shown, RULES, exact.profile.answers),
        ringi_blocks(shown, RULES),
        reply_blocks(shown, RULES),
        overview_sheet(shown, RULES),
    )
    said = [text for blocks in papers for text in texts_of(blocks)]
    return "\n".join([*said, json.dumps(to_json(shown), ensure_ascii=False), actions_csv(shown, RULES)])


def odd(name: str) -> Assessment:
    numbers = {field: exactly(value) for field, value in {**ODD, **BUDGET}.items()}
    profile = with_answers(name, company_name=NAME, **numbers)
    result = assess(Profile(profile.answers, Plan(31_415, 92_653)), RULES, DAY)
    return replace(result, actions=tuple(replace(item, owner="担当太郎") for item in result.actions))


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_name_and_no_exact_number_is_left_anywhere(name: str) -> None:
    text = everything(odd(name))
    devices = ODD["pcs"] + ODD["servers"]
    secret = [
        NAME,
        "担当太郎",
        "43人",
        "37台",
        "サーバー: 4台",
        f"{devices}台",
        "12,345,678",
        "1,234万",
        "234,567,891",
        "2億3,456",
    ]
    secret += ["12345678", "234567891", "23,457", "23457", "123,456", "123456", "31,415", "31415", "92,653", "9万2,653"]
    secret += [f"{devices * 2000:,}円", str(devices * 2000), "8万2,000円"]
    assert [word for word in secret if re.search(rf"(?<![\d,]){re.escape(word)}", text)] == []


def test_the_same_bands_give_the_same_documents() -> None:
    """Two companies whose numbers share every band, and whom the same rules take alike, can't be told apart."""
    texts = set()
    for employees, pcs in ((43, 37), (44, 38), (49, 39)):
        answers = with_answers("machikoba", employees=exactly(employees), pcs=exactly(pcs))
        texts.add(everything(assess(answers, RULES, DAY)))
    assert len(texts) == 1


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_decision_stays_what_the_exact_answers_made_it(name: str) -> None:
    exact = result_of(name)
    shown = redacted(exact, RULES)
    assert shown.monitoring.choice == exact.monitoring.choice
    assert shown.service_class.choice == exact.service_class.choice
    assert shown.monitoring.confidence == exact.monitoring.confidence
    assert [item.what for item in shown.actions] == [item.what for item in exact.actions]
    assert [reason.weight for reason in shown.monitoring.reasons] == [item.weight for item in exact.monitoring.reasons]


@given(st.sampled_from(EXAMPLES), st.integers(0, 300), st.integers(0, 60))
def test_any_counts_are_told_as_bands_that_hold_them(name: str, pcs: int, servers: int) -> None:
    profile = with_answers(name, pcs=exactly(pcs), servers=exactly(servers))
    shown = redacted(assess(profile, RULES, DAY, explain=False), RULES).profile.answers
    for field, value in (("pcs", pcs), ("servers", servers)):
        if field not in shown:
            continue
        band = shown[field]
        assert isinstance(band, Number)
        assert (band.low or 0) <= value
        assert band.high is None or value <= band.high


def test_an_unknown_answer_stays_unknown() -> None:
    profile = profile_of("machikoba")
    answers = {name: value for name, value in profile.answers.items() if name != "pcs"}
    shown = redacted(assess(Profile(answers), RULES, DAY, explain=False), RULES)
    assert "pcs" not in shown.profile.answers
