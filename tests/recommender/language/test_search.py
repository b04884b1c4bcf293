import pytest

from recommender.language.features import Phrases, Reader, SynonymRow, synonyms
from recommender.language.fold import QUESTION_AT_MOST
from recommender.language.lexicon import Words
from recommender.language.search import Entry, Index, Passage, Weights, build
from recommender.language.tokens import LONGEST_RUN, Tokeniser, fit_for_tagging
from recommender.language.typos import Typos

WEIGHTS = Weights(
    group=100,
    bigram=10,
    damp=40,
    length=30,
    entry=200,
    entry_half=150,
    record=100,
    record_half=150,
    record_length=40,
    second=30,
    missed=75,
)
KNOWN = ("ランサムウェア", "情シス", "2類", "お助け隊", "サイバー保険")


def tokeniser(*stopwords: str) -> Tokeniser:
    return Tokeniser(Words((word, word, ()) for word in KNOWN), stopwords)


def index(*groups: tuple[str, ...], **asked: tuple[str, ...]) -> tuple[Index, Reader]:
    cutter = tokeniser()
    reader = Reader(cutter, synonyms(cutter, (SynonymRow(words[0], words) for words in groups)))
    entries = [
        Entry(name, "faq", record, tuple(Passage(text, 1.0) for text in texts))
        for name, texts in asked.items()
        for record in [name.rpartition("_")[2]]
    ]
    return Index(entries, WEIGHTS, build(entries, reader, WEIGHTS)), reader


def found(search: tuple[Index, Reader], question: str) -> list[str]:
    made, reader = search
    return [item.entry.id for item in made.rank(reader.features(question), 10)]


def words(text: str) -> list[str]:
    return [token.text for token in tokeniser().tokens(text)]


@pytest.mark.parametrize("word", KNOWN[:4])
def test_a_known_word_stays_whole(word: str) -> None:
    assert word in words(f"うちは{word}が気になります")


def test_a_known_word_stays_whole_without_its_parts_but_a_compound_gives_them_too() -> None:
    assert words("ランサムウェア") == ["ランサムウェア"]
    assert words("サイバー保険") == ["サイバー保険", "サイバー", "保険"]


def test_words_come_in_their_dictionary_form_without_glosses_and_particles() -> None:
    assert words("サーバーを買いました") == ["サーバー", "買う"]


def test_a_word_without_a_lemma_is_taken_as_it_stands() -> None:
    assert "utm" in words("UTMを置く")


def test_stopwords_say_nothing() -> None:
    assert [token.text for token in tokeniser("買う").tokens("箱を買う")] == ["箱"]


@pytest.mark.parametrize("text", ["a" * 100_000, "あ" * 100_000, "漢" * 5_000, "9" * 3_000, "!" * 900])
def test_a_long_run_never_reaches_the_tagger(text: str) -> None:
    assert len(fit_for_tagging(f"箱{text}")) < LONGEST_RUN


def test_the_tagger_gets_a_bounded_text() -> None:
    assert len(fit_for_tagging("箱を買う。" * 10_000)) <= QUESTION_AT_MOST


def test_phrases_are_found_in_a_row_of_words() -> None:
    phrases = Phrases([(("人", "来る"), "visit")])
    assert phrases.find(["人", "来る", "か"]) == {"visit": frozenset({"人", "来る"})}
    assert phrases.find(["来る", "人"]) == {}


def test_the_entry_in_whose_words_one_asks_comes_first() -> None:
    search = index(a=("月額はいくらですか",), b=("保険は付きますか",))
    assert found(search, "保険について") == ["b"]


def test_what_shares_nothing_is_not_found() -> None:
    assert found(index(a=("月額はいくらですか",)), "猫") == []


def test_a_synonym_finds_what_another_word_asks() -> None:
    search = index(("料金", "値段", "月謝"), a=("料金の上限",), b=("契約の期間",))
    assert found(search, "月謝") == ["a"]
    assert found(index(a=("料金の上限",), b=("契約の期間",)), "月謝") == []


def test_a_synonym_is_found_in_any_form_of_its_words() -> None:
    search = index(("駆付け", "人が来る"), a=("駆付けの回数",), b=("契約の期間",))
    assert found(search, "誰か人に来てほしい") == ["a"]


def test_a_record_is_named_once_by_the_entry_that_fits_best() -> None:
    search = index(x_one=("料金の上限",), y_one=("料金の値引き",), z_two=("契約の期間",))
    assert found(search, "値引き") == ["y_one"]
    assert found(search, "料金") in (["x_one"], ["y_one"])


def test_more_ways_of_asking_speak_for_an_entry() -> None:
    search = index(a=("箱の料金",), b=("箱の料金", "箱の料金の話", "料金と箱"))
    assert found(search, "箱の料金")[0] == "b"


def test_a_record_that_says_nothing_of_what_is_called_by_its_name_stands_back() -> None:
    made, reader = index(a=("UTMの申込みの手順", "手順の申込み"), b=("ランサムウェアの手順",))
    asked = reader.features("ランサムウェアの申込みの手順")
    before = {item.entry.id: item.score for item in made.rank(asked, 10)}
    after = {item.entry.id: item.score for item in made.rank(asked, 10, [("ランサムウェア",)])}
    assert after["b"] == before["b"]
    assert after["a"] == pytest.approx(before["a"] * 0.75)
    assert made.rank(asked, 10, [("誰も知らない",)]) == made.rank(asked, 10)


def test_words_are_told_at_once_only_by_one_text_that_holds_them_all() -> None:
    search, reader = index(("解約", "脱退"), a=("箱を置く", "契約の解約"))
    (found_entry,) = {item.entry for item in search.rank(reader.features("箱"), 1)}
    for question, at_once in (("契約の解約", True), ("契約の脱退", True), ("箱の解約", False), ("猫", False)):
        asked = reader.features(question)
        assert search.told_at_once(asked, asked.words, found_entry) is at_once, question


def typos() -> Typos:
    return Typos(["ランサムウェア", "フォレンジック", "EDR"], lambda run: run == "サーバールーム", 0.8)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ランサムウエアとは", "ランサムウェアとは"),
        ("フォレンジッグの費用", "フォレンジックの費用"),
        ("サーバールーム", "サーバールーム"),
        ("テーブルクロス", "テーブルクロス"),
        ("edrとは", "edrとは"),
    ],
)
def test_only_near_misses_of_known_terms_are_repaired(typed: str, meant: str) -> None:
    assert typos().repaired(typed) == meant
