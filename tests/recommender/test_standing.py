"""Records on a day: how windows stand beside amounts, and sources that can be told apart."""

from __future__ import annotations

from datetime import date

import pytest

from recommender.export.records import describe_record
from recommender.rulebase import load_rulebase
from recommender.subsidies.standing import standing_of

RULES = load_rulebase()
KNOWN = RULES.knowledge
DAY = date(2026, 11, 22)
NOW = "（2026年11月22日の時点）"
AFTER_LAST = "分かっている最後の締切（5次、2026年9月29日）は過ぎていて"


@pytest.mark.parametrize("record", sorted((*KNOWN.frames, *KNOWN.routes)))
def test_whatever_is_applied_for_says_how_it_stands_right_beside_its_text(record: str) -> None:
    lines = describe_record(record, RULES, DAY).splitlines()
    route = KNOWN.routes.get(record)
    if route and not route.windows and route.amount_max_yen is None and route.kind not in ("grant", "trial"):
        return  # a scheme or a price: nobody applies for it
    assert NOW in lines[2]


@pytest.mark.parametrize("entry", sorted(KNOWN.faq))
def test_an_answer_with_amounts_of_a_subsidy_never_stands_alone(entry: str) -> None:
    faq = KNOWN.faq[entry]
    amounts = any(sign in faq.answer for sign in ("万円", "1/2", "2/3"))
    subsidy = any(cite in KNOWN.frames or cite in KNOWN.subsidy_rules for cite in faq.cites)
    if amounts and subsidy:
        assert NOW in standing_of(faq.cites, faq.answer, KNOWN, DAY)


@pytest.mark.parametrize(
    ("records", "told", "day", "says", "not_says"),
    [
        # After the last known deadline nobody knows, and the amounts are of the day of their source.
        (("subsidy.da2026.security",), "5万円", DAY, (AFTER_LAST, "金額や割合は2026年9月時点の情報"), ()),
        # Without an amount nothing is said of when the amounts are.
        (("subsidy.da2026.security",), "申請の順番", DAY, (AFTER_LAST,), ("金額",)),
        # A rule for all frames stands beside the frame for the service alone in force on the day.
        (("subsidy.rule.ladder",), "3/4", DAY, ("「デジタル化・AI導入補助金2026」",), ()),
        (("subsidy.rule.ladder",), "3/4", date(2025, 5, 1), ("「IT導入補助金2025」",), ("2026",)),
        # Each edition once.
        (
            ("subsidy.it2025.security", "subsidy.da2026.security"),
            "5万円",
            DAY,
            ("「IT導入補助金2025」は、この版の受付は終わり", "「デジタル化・AI導入補助金2026」は、分かっている"),
            (),
        ),
        # The overview's amounts are of 2023, whatever is in force today.
        (("ovw.subsidy",), "5万円から100万円", DAY, (AFTER_LAST, "2023年時点"), ("2026年9月時点",)),
        # A tax rule isn't applied for.
        (("route.small_asset_tax",), "40万円", DAY, ("いまはこの期間の中です", "金額や割合は"), ("申請できた",)),
    ],
)
def test_the_state_comes_from_the_records_and_the_day(
    records: tuple[str, ...], told: str, day: date, says: tuple[str, ...], not_says: tuple[str, ...]
) -> None:
    said = standing_of(records, told, KNOWN, day)
    assert [text for text in says if text not in said] == []
    assert [text for text in not_says if text in said] == []


@pytest.mark.parametrize("record", ["std.2.1.7.i", "term.utm", "svc.01", "faq.monthly_cost", "route.scs"])
def test_what_nobody_applies_for_says_nothing_of_a_window(record: str) -> None:
    assert "いまのようす" not in describe_record(record, RULES, DAY)


@pytest.mark.parametrize("record", sorted((*KNOWN.frames, *KNOWN.routes, *KNOWN.terms, *KNOWN.statistics)))
def test_two_sources_of_a_record_never_read_the_same(record: str) -> None:
    cited = [line for line in describe_record(record, RULES).splitlines() if line.startswith("出典: ")]
    assert len(cited) == len(set(cited))
    assert [line for line in cited if "時点）時点" in line or "分時点" in line] == []
