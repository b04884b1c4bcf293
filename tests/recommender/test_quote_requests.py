"""見積依頼書: what it states, what it asks, and what it leaves out."""

from __future__ import annotations

from typing import Any

from quote_samples import RULES, TODAY, example_profile

from knowledge.values import UNKNOWN
from questionnaires.profile import Profile
from recommender.assessment import assess
from recommender.export.markdown import markdown_of
from recommender.export.request import request_blocks


def _request(name: str, **options: Any) -> str:
    result = assess(example_profile(name), RULES, TODAY, explain=False)
    return markdown_of(request_blocks(result, RULES, **options), RULES)


def test_a_request_states_the_facts_given_and_no_money_or_subsidy_matters() -> None:
    text = _request("seizo_80dai")
    assert "110人" in text
    assert "80台" in text
    for kept_back in ("5,000万", "資本金", "予算", "補助", "GビズID"):
        assert kept_back not in text


def test_a_request_leaves_out_what_the_user_does_not_give() -> None:
    text = _request("seizo_80dai", omit=("employees", "pcs", "concerns", "wants", "sites"))
    for gone in ("110人", "74台", "80台", "ランサムウェア", "希望すること", "拠点: 2"):
        assert gone not in text


def test_a_request_asks_what_the_catalogue_does_not_know_of_the_service() -> None:
    service = RULES.knowledge.services["svc.01"]
    text = _request("machikoba", service=service)
    assert f"{service.provider} 御中" in text
    assert "対応できる地域" in text
    asked = text.split("手元の資料ではわからないこと")[1].split("## ")[0]
    assert "初期費用（税抜）" in asked
    assert "月額の料金（税抜）" not in asked


def test_a_request_for_a_service_of_another_type_asks_about_it_first() -> None:
    """machikoba wants network monitoring; svc.25.c is listed as 端末監視コース."""
    services = RULES.knowledge.services
    text = _request("machikoba", service=services["svc.25.c"])
    assert "手元の資料や名前からは端末監視とみています。当社の希望はネットワーク監視なので" in text
    same = next(item for item in services.values() if item.monitoring.value == "network")
    open_ = next(item for item in services.values() if item.monitoring.value is None)
    for service in (same, open_, None):
        assert "当社の希望は" not in _request("machikoba", service=service)


def test_a_count_that_is_not_known_is_said_to_be_checked() -> None:
    answers = {**example_profile("machikoba").answers, "servers": UNKNOWN, "it_level": UNKNOWN}
    result = assess(Profile(answers), RULES, TODAY, explain=False)
    text = markdown_of(request_blocks(result, RULES), RULES)
    assert "サーバー | 確認中" in text
    assert "見守る台数: 確認中です" in text
    assert "ITの得意・不得意" not in text
    left_out = markdown_of(request_blocks(result, RULES, omit=("servers",)), RULES)
    assert "確認中" not in left_out


def test_a_request_carries_every_question_of_the_checklist() -> None:
    assessment = assess(example_profile("seizo_80dai"), RULES, TODAY, explain=False)
    text = markdown_of(request_blocks(assessment, RULES), RULES)
    assert [item.ask for item in assessment.checklist if item.ask not in text] == []
    assert "2類の場合" in text
    assert "2類の場合" not in _request("machikoba")


def test_what_the_user_wrote_cannot_become_markup() -> None:
    profile = example_profile("machikoba")
    named = Profile({**profile.answers, "company_name": "# <b>[x](y)|"}, None)
    text = markdown_of(request_blocks(assess(named, RULES, TODAY, explain=False), RULES), RULES)
    assert r"会社名: \# \<b\>\[x\](y)\|" in text
