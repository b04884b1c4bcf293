from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from kanji_numerals import in_kanji

from knowledge.loading import load_vocabulary
from knowledge.values import Number
from recommender.language.slots import Understanding, to_json, understand

CASES = Path(__file__).parents[2] / "cases" / "language" / "slots_tuning.yaml"
FITTED = CASES.with_name("slots_fitted.yaml")
TEXTS = [item["text"] for item in yaml.safe_load(CASES.read_text("utf-8"))["items"]]
DISTRACTORS = [
    "創業して30年になります。",
    "資本金は1,000万円です。",
    "電話番号は03-1234-5678です。",
    "平均年齢は45歳です。",
    "売上は3億2千万円です。",
    "住所は3丁目2-15です。",
    "月刊誌の発行部数は3万部です。",
    "駐車場は20台分あります。",
    "営業時間は9時から18時です。",
    "年間休日は120日です。",
    "よろしくお願いいたします。",
    "見積りは1台2,000円×20台でした。",
    "業者の提示は月5,000円×8台です。",
    "業者の見積りは20台で月4万円でした。",
    "提示されたのは1台あたり月1,500円で25台分の料金です。",
    "見積額は20台×2,000円=40,000円です。",
    "ウイルスソフト代は1台3,980円×9台を払っています。",
    "親会社は社員300人です。",
    "取引先のA社は1000人規模です。",
    "子会社には50人います。",
    "関連会社のパソコンは40台です。",
    "同業の会社は社員90人でPC80台です。",
    "グループ全体では500人です。",
    "元請け（社員800人）と付き合いがあります。",
    "従業員が500人いる取引先もあります。",
]
FULL_WIDTH = str.maketrans(
    {chr(code): chr(code + 0xFEE0) for code in [*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B)]}
)
PIECES = st.lists(
    st.sampled_from([*"".join(TEXTS[:30]), "PC", "20台", "従業員", "ない", "\n", "\x1b[31m"]), max_size=120
)


def stated(understanding: Understanding) -> set[tuple[str, object]]:
    return {(slot.slot, slot.value) for slot in understanding.slots}


def figure(text: str, name: str) -> object:
    return {slot.slot: slot.value for slot in understand(text).slots}.get(name)


def codes(text: str, name: str) -> set[str]:
    found: set[str] = set()
    for slot in understand(text).slots:
        if slot.slot == name:
            assert isinstance(slot.value, tuple)
            found.update(slot.value)
    return found


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("社員5人とアルバイト18人", "employees", 23),
        ("従業員65人、うちパート30人", "employees", 65),
        ("従業員20名、内訳は事務5名、工場15名です", "employees", 20),
        ("パートさん入れて8人", "employees", 8),
        ("夫婦とパート2名", "employees", 4),
        ("夫婦と息子の3人", "employees", 3),
        ("社長、息子、職人5名", "employees", 7),
        ("社員は私と妻だけ", "employees", 2),
        ("昨年は20人でしたが今は18人です", "employees", 18),
        ("来年には30人になる見込みですが現在24名", "employees", 24),
        ("学習塾です。講師6名、生徒120名", "employees", 6),
        ("1日50人が来店します。スタッフは7名", "employees", 7),
        ("PCは30台、うち5台は古い", "pcs", 30),
        ("パソコンは30台あるうち、Windows10が12台残っています", "pcs", 30),
        ("デスクトップ15台、ノート10台", "pcs", 25),
        ("パソコンは本社に20台、支店に5台", "pcs", 25),
        ("2店舗あり、パソコンは各店1台", "pcs", 2),
        ("社員12名、PCは1人2台", "pcs", 24),
        ("隊員120名、内勤8名です。PCは内勤者に1台ずつ", "pcs", 8),
        ("PC18台。先月PC1台が感染しました", "pcs", 18),
        ("パソコンは10台ありますが来月5台追加する予定です", "pcs", 10),
        ("PCも20台から26台に増設", "pcs", 26),
        ("タブレット20台、パソコン15台", "pcs", 15),
        ("PC16台、研磨機5台", "pcs", 16),
        ("サーバーなし", "servers", 0),
        ("社内にサーバーは置いていません", "servers", 0),
        ("10年前に導入したサーバーが1台あります", "servers", 1),
        ("本店と支店2つで営業しております", "sites", 3),
        ("本社と工場の2拠点", "sites", 2),
        ("工場3か所、営業所5か所、本社1か所", "sites", 9),
        ("拠点は本社のみ", "sites", 1),
        ("専任の情シスもいません", "it_staff", 0),
        ("情報システム担当は専任1名と兼任2名", "it_staff", 1),
        ("IT担当者は1名いますが、経理と兼任です", "it_staff", 0),
    ],
)
def test_a_number_gets_its_role(text: str, name: str, value: int) -> None:
    assert figure(text, name) == Number(value, value)


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("予算は月3万円まで", "monthly_budget", Number(None, 30_000)),
        ("年間で30万円ほどの予算", "annual_budget", Number(300_000, 300_000, approx=True)),
        ("初期費用は20万円まで出せます", "initial_budget", Number(None, 200_000)),
        ("対策費は1台あたり月千円までなら", "per_device_budget", Number(None, 1_000)),
        ("見積もりは月8万円と言われたが、月3万円以内なら", "monthly_budget", Number(None, 30_000)),
        ("今は月3万円のUTMのリース料を払っています", "monthly_budget", None),
        ("資本金500万円、年商3億円", "annual_budget", None),
    ],
)
def test_only_what_may_be_spent_is_a_budget(text: str, name: str, value: Number | None) -> None:
    assert figure(text, name) == value


@pytest.mark.parametrize(
    ("text", "present", "absent"),
    [
        ("ウイルス対策ソフトは入れていますがUTMやEDRはありません", {"antivirus"}, {"utm", "edr"}),
        ("無料のウイルスソフトしか入ってない", {"antivirus"}, set()),
        ("UTM有、EDR無", {"utm"}, {"edr"}),
        ("EDRは未導入、バックアップは毎晩取っています", {"backup"}, {"edr"}),
        ("既存対策:UTM、VPN", {"utm", "vpn"}, set()),
        ("UTMを入れたいのですが高いですか", set(), set()),
        ("サイバー保険に入ったほうがいいか迷っています", set(), set()),
        ("バックアップがなかったので復旧に苦労しました", set(), set()),
    ],
)
def test_negation_is_by_clause(text: str, present: set[str], absent: set[str]) -> None:
    assert codes(text, "has") == present
    assert codes(text, "has_not") == absent


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("金属加工の会社です", "manufacturing"),
        ("取引先は自動車メーカーですが、うちは設備工事をしています", "construction"),
        ("銀行に勧められて相談しました。旅館です", "lodging"),
        ("病院向けのシステム開発をしています", "information"),
        ("野菜の卸をしています", "wholesale"),
        ("クリーニング工場をやっています", "personal_service"),
    ],
)
def test_the_trade_is_the_writers_own(text: str, code: str) -> None:
    assert codes(text, "industry") == {code}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("先月ウイルスに感染しました", {"own_incident"}),
        ("同業の会社がランサムにやられたと聞きました", {"other_incident"}),
        ("取引先からセキュリティ対策を求められています", {"customer_request"}),
        ("フランチャイズ本部から見直すよう言われました", {"parent_request"}),
        ("本部からのお達しとかはないです", set()),
        ("監督官庁から通達がありました", {"regulation"}),
        ("UTMのリースが満了します", {"renewal"}),
        ("去年は補助金でPCを入れ替えました", set()),
        ("Pマークの更新審査があります", {"certification"}),
    ],
)
def test_drivers(text: str, names: set[str]) -> None:
    assert codes(text, "drivers") == names


def test_what_the_writer_does_not_know_is_said_so() -> None:
    assert codes("予算はまだわかりません。パソコン台数は不明。", "unknown") == {"monthly_budget", "pcs"}


@given(st.one_of(st.text(st.characters(exclude_categories=()), max_size=200), PIECES.map("".join)))
def test_spans_are_within_the_text_and_quote_it_exactly(text: str) -> None:
    for slot in understand(text).slots:
        assert 0 <= slot.span.start < slot.span.end <= len(text)
        assert text[slot.span.start : slot.span.end] == slot.quote


@given(st.sampled_from(TEXTS), st.sampled_from(DISTRACTORS))
def test_a_distractor_sentence_never_changes_a_slot(text: str, distractor: str) -> None:
    full = text if text.endswith("。") else text + "。"
    assert stated(understand(full + distractor)) == stated(understand(full))


@pytest.mark.parametrize("text", TEXTS)
def test_full_width_letters_and_digits_give_the_same_slots(text: str) -> None:
    assert stated(understand(text.translate(FULL_WIDTH))) == stated(understand(text))


@given(people=st.integers(2, 299), devices=st.integers(2, 299), money=st.integers(1, 99))
def test_kanji_numerals_give_the_same_slots(people: int, devices: int, money: int) -> None:
    plain = f"従業員{people}名の建設会社です。パソコンは{devices}台、予算は月{money}万円まで。"
    kanji = (
        f"従業員{in_kanji(people)}名の建設会社です。"
        f"パソコンは{in_kanji(devices)}台、予算は月{in_kanji(money)}万円まで。"
    )
    assert stated(understand(plain)) == stated(understand(kanji))


@pytest.mark.parametrize(
    "text",
    [
        "\0" * 100_000,
        "\ud800" * 100_000,
        "a" * 100_000,
        "30人" * 33_000,
        "本社と工場1つ" * 14_000,
        "👨‍👩‍👧\u202e" * 15_000,
    ],
)
def test_bad_input_of_any_length_is_answered(text: str) -> None:
    assert understand(text).text == text


def test_json_has_the_shape_of_the_contract() -> None:
    told = to_json(understand("従業員三十名くらいの建設会社"))
    assert told["slots"] == [
        {"slot": "industry", "value": ["construction"], "quote": "建設会社", "span": [10, 14]},
        {"slot": "employees", "low": 30, "high": 30, "approx": True, "quote": "三十名くらい", "span": [3, 9]},
    ]


def test_every_slot_and_code_is_of_the_vocabulary() -> None:
    fields = load_vocabulary().fields
    for text in TEXTS:
        for slot in understand(text).slots:
            if slot.slot != "unknown":
                described = fields[slot.slot]
                assert described.slot
                if isinstance(slot.value, tuple):
                    assert set(slot.value) <= set(described.codes)


def test_figures_that_were_once_read_right_stay_right() -> None:
    """Descriptions that the rules were fitted to: no measure of unseen text, but a guard against slipping back."""
    items = yaml.safe_load(FITTED.read_text("utf-8"))["items"]
    wanted = [
        (item["text"], name, value) for item in items for name, value in item["gold"].items() if type(value) is int
    ]
    missed = [(text, name) for text, name, value in wanted if figure(text, name) != Number(value, value)]
    assert len(wanted) > 600
    assert len(missed) <= len(wanted) // 100, missed[:5]
