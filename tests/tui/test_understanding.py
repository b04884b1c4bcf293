"""What typed lines mean for the open card."""

import pytest

from knowledge.values import UNKNOWN, Chosen, Number, Value
from questionnaires.loading import load_questionnaire
from tui import wording
from tui.talk.cards import question_card, settled_menu
from tui.talk.understanding import Answered, NotUnderstood, Picked, Understood, Wished, understand


def read(text: str, field: str) -> Understood:
    questionnaire = load_questionnaire()
    described = questionnaire.vocabulary.fields[field]
    return understand(text, question_card(questionnaire.questions[field], described, None), described)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("30", Number(30, 30)),
        ("３０", Number(30, 30)),
        ("三十", Number(30, 30)),
        ("30〜40", Number(30, 40)),
        ("約30", Number(30, 30, approx=True)),
        ("20人ちょっと", Number(20, 20, approx=True)),
        (" 30人です。", Number(30, 30)),
        ("いません", Number(0, 0)),
        ("なし", Number(0, 0)),
        ("15人、いや16人", Number(16, 16)),
        ("20人は超えない", Number(None, 20)),
    ],
)
def test_numbers_as_people_write_them(text: str, number: Number) -> None:
    assert read(text, "employees") == Answered(number)


@pytest.mark.parametrize(
    ("text", "yen"),
    [("3万", 30_000), ("３万円", 30_000), ("0", 0), ("30000", 30_000), ("税込3万3千円", 30_000), ("税抜3万円", 30_000)],
)
def test_money_is_read_in_yen_without_tax(text: str, yen: int) -> None:
    assert read(text, "monthly_budget") == Answered(Number(yen, yen))


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("-5", "employees", wording.NEGATIVE),
        ("マイナス3", "pcs", wording.NEGATIVE),
        ("たくさん", "employees", wording.NOT_A_NUMBER),
        ("0", "sites", "1から"),
        ("なし", "sites", wording.NOT_A_NUMBER),
        ("999999999", "pcs", "100,000台"),
        ("   ", "employees", wording.EMPTY),
        ("へのへのもへじ", "network", wording.NOT_AN_OPTION),
        ("9", "network", wording.NOT_AN_OPTION),
        ("東", "prefecture", wording.NOT_AN_OPTION),
        ("1 7", "unmanaged_devices", "一緒には選べません"),
        ("はい", "company_name", wording.NEEDS_NAME),
        ("あ" * 201, "company_name", wording.TOO_LONG),
    ],
)
def test_what_is_no_answer_is_said_in_one_friendly_line(text: str, field: str, said: str) -> None:
    understood = read(text, field)
    if text == "東":
        assert understood == Answered("東京都")
        return
    assert isinstance(understood, NotUnderstood)
    assert said in understood.why
    assert "\n" not in understood.why


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("1", "network", "own_line"),
        ("１", "network", "own_line"),
        ("2番", "network", "shared_line"),
        ("製造業", "industry", "manufacturing"),
        ("せいぞうぎょう", "industry", "manufacturing"),
        ("製造", "industry", "manufacturing"),
        ("東京", "prefecture", "東京都"),
        ("はい", "large_company_owned", True),
        ("いいえ", "large_company_owned", False),
        ("いる", "it_part_time", True),
        ("0", "network", UNKNOWN),
        ("わからない", "employees", UNKNOWN),
        ("不明", "network", UNKNOWN),
        ("1 3", "concerns", Chosen(frozenset({"ransomware", "suspicious_mail"}))),
        ("１、３", "concerns", Chosen(frozenset({"ransomware", "suspicious_mail"}))),
        ("ランサムウェア、不審なメール", "concerns", Chosen(frozenset({"ransomware", "suspicious_mail"}))),
        ("ﾗﾝｻﾑｳｪｱ", "concerns", Chosen(frozenset({"ransomware"}))),
        ("なし", "concerns", Chosen(frozenset())),
        ("なし", "unmanaged_devices", Chosen(frozenset({"none"}))),
        ("例製作所\x1b[31m", "company_name", "例製作所"),
    ],
)
def test_options_by_number_label_or_beginning(text: str, field: str, value: Value | None) -> None:
    understood = read(text, field)
    assert understood == Answered(value) if value is not None else isinstance(understood, NotUnderstood)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("戻る", "back"),
        ("もどる", "back"),
        ("あとで", "skip"),
        ("スキップ", "skip"),
        ("見直し", "review"),
        ("まとめて", "review"),
        ("なぜ？", "why"),
        ("終わり", "quit"),
        ("結果", "result"),
    ],
)
def test_wishes(text: str, wish: str) -> None:
    assert read(text, "employees") == read(text, "network") == Wished(wish)  # type: ignore[arg-type]


def test_a_menu_is_answered_by_number_or_word() -> None:
    menu = settled_menu(subsidy=3, rest=5, passed=0)
    assert understand("1", menu, None) == Picked("result")
    assert understand("補助金", menu, None) == Picked("subsidy")
    assert isinstance(understand("わからない", menu, None), NotUnderstood)
