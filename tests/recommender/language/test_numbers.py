import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from kanji_numerals import in_kanji

from knowledge.values import Number
from recommender.language.fold import fold
from recommender.language.numbers import find_amounts, parse_amount
from recommender.language.numerals import read_numeral

FULL_WIDTH = str.maketrans("0123456789,.", "０１２３４５６７８９，．")


@pytest.mark.parametrize(
    ("text", "low", "high", "approx"),
    [
        ("30", 30, 30, False),
        ("３０", 30, 30, False),
        ("三十", 30, 30, False),
        ("一〇〇名", 100, 100, False),
        ("30〜40", 30, 40, False),
        ("30～40名", 30, 40, False),
        ("30-40名", 30, 40, False),
        ("30ー40名", 30, 40, False),
        ("30から40", 30, 40, False),
        ("30人から40人", 30, 40, False),
        ("3か4台", 3, 4, False),
        ("2、3台", 2, 3, False),
        ("二、三人", 2, 3, False),
        ("二三人", 2, 3, False),
        ("十五、六名", 15, 16, False),
        ("2、30人", 20, 30, False),
        ("約30", 30, 30, True),
        ("三十名くらい", 30, 30, True),
        ("30人前後", 30, 30, True),
        ("30名前後", 30, 30, True),
        ("20台ちょっと", 20, 20, True),
        ("30人弱", 30, 30, True),
        ("30人足らず", 30, 30, True),
        ("数十人", 20, 99, False),
        ("十数名", 11, 19, False),
        ("二十数名", 21, 29, False),
        ("30数名", 31, 39, False),
        ("社員数29名", 29, 29, False),
        ("30人台", 30, 39, False),
        ("50名以上", 50, None, False),
        ("50名以下", None, 50, False),
        ("50名未満", None, 49, False),
        ("30人超", 31, None, False),
        ("30人を超える", 31, None, False),
        ("30人以上50人未満", 30, 49, False),
        ("30人もいない", None, 29, False),
        ("10人いません", None, 9, False),
        ("5台しかない", 5, 5, False),
        ("1台もない", 0, 0, False),
        ("少なくとも30人", 30, None, False),
        ("多くて30人", None, 30, False),
        ("月3万まで", None, 30_000, False),
        ("上限は月3万円", None, 30_000, False),
        ("3万円以上は出せません", None, 30_000, False),
        ("2〜3万円", 20_000, 30_000, False),
        ("5000〜1万円", 5_000, 10_000, False),
        ("1〜1.5万円", 10_000, 15_000, False),
        ("3億2千万円", 320_000_000, 320_000_000, False),
        ("1万5千円", 15_000, 15_000, False),
        ("3万5000円", 35_000, 35_000, False),
        ("12,000円", 12_000, 12_000, False),
        ("3万円台", 30_000, 39_999, False),
        ("10人から15人に増えました", 15, 15, False),
        ("創業30年で20人", 20, 20, False),
        ("ひとり", 1, 1, False),
        ("ゼロ", 0, 0, False),
    ],
)
def test_a_short_answer_gives_its_number(text: str, low: int | None, high: int | None, *, approx: bool) -> None:
    assert parse_amount(text) == Number(low, high, approx)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "わからない",
        "30人と40台",
        "1人1台",
        "03-1234-5678",
        "microsoft 365",
        "windows10",
        "2024/4/1",
        "令和6年",
        "一部",
        "四国",
        "千葉",
        "五十嵐",
        "一人ひとり",
        "第2工場",
        "3d",
        "24時間365日",
    ],
)
def test_no_number_or_several_give_none(text: str) -> None:
    assert parse_amount(text) is None


@given(st.integers(1, 99_999_999))
def test_spelling_never_changes_the_value(value: int) -> None:
    spellings = {str(value), f"{value:,}", str(value).translate(FULL_WIDTH), in_kanji(value)}
    for spelling in spellings:
        numeral = read_numeral(fold(spelling).text)
        assert numeral is not None
        assert (numeral.low, numeral.high) == (value, value)


@given(st.integers(0, 9_999), st.integers(0, 9_999))
def test_two_numbers_are_never_joined_into_one(one: int, other: int) -> None:
    assume(not (10 <= one < 100 and one % 10 < other < 10))  # 「12〜3名」 leaves out the tens of the second
    values = [amount.number for amount in find_amounts(fold(f"{one}〜{other}名").text)]
    assert all(number.high is None or number.high <= max(one, other) for number in values)


@given(st.text(alphabet="0123456789０一二三十百千万億数名人台円〜、,.-約以上以下から 月日", max_size=60))
def test_any_string_of_digits_and_units_is_survived(text: str) -> None:
    folded = fold(text).text
    end = 0
    for amount in find_amounts(folded):
        assert end <= amount.core.start < amount.core.end <= len(folded)
        assert amount.span.start <= amount.core.start
        assert amount.core.end <= amount.span.end
        end = amount.core.end
