import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.language.intents import intent_of

ANYTHING = st.text(alphabet=st.characters(exclude_categories=()), max_size=200)


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("戻る", "back"),
        ("ひとつ前に戻りたい", "back"),
        ("もどる", "back"),
        ("やり直し", "restart"),
        ("最初からやり直したい", "restart"),
        ("わからない", "unknown"),
        ("よくわかりません。", "unknown"),
        ("知らないです", "unknown"),
        ("スキップ", "skip"),
        ("あとで答えます", "skip"),
        ("飛ばして", "skip"),
        ("まとめて", "together"),
        ("まとめて答えたい", "together"),
        ("終わり", "end"),
        ("終了します", "end"),
        ("もうやめる", "end"),
        ("なぜ聞くの？", "why"),
        ("どうして？", "why"),
        ("ｽｷｯﾌﾟ", "skip"),
    ],
)
def test_a_command_is_understood_as_typed(typed: str, command: str) -> None:
    intent = intent_of(typed)
    assert (intent.kind, intent.command) == ("command", command)


@pytest.mark.parametrize(
    "typed",
    [
        "UTMって何？",
        "EDRとは何ですか",
        "フォレンジックの意味を教えて",
        "BECって何の略",
        "2類ってなに",
        "SOCとは",
        "UTMって？",
    ],
)
def test_a_definition_is_asked_for(typed: str) -> None:
    assert intent_of(typed).kind == "define"


@pytest.mark.parametrize(
    "typed", ["それっていくら？", "月々の料金を教えてください", "初期費用はかかりますか", "なんぼするの？"]
)
def test_a_price_is_asked_for(typed: str) -> None:
    assert intent_of(typed).kind == "cost"


@pytest.mark.parametrize(
    "typed",
    [
        "解約したらどうなる？",
        "夜中も見てくれますか",
        "誰に聞けばいいの",
        "違約金について",
        "届く警告の意味がさっぱりなのですが、どうすればいいですか",
    ],
)
def test_another_question_is_a_question(typed: str) -> None:
    assert intent_of(typed).kind == "question"


@pytest.mark.parametrize(
    "typed",
    [
        "20台ちょっと",
        "全員在宅です",
        "たぶん無い",
        "従業員は30人で、パソコンは25台あります",
        "月3万円まで",
        "予算はわからないけど社員は10人",
        "",
    ],
)
def test_what_asks_nothing_is_an_answer(typed: str) -> None:
    assert intent_of(typed).kind == "answer"


@given(ANYTHING)
def test_any_text_has_an_intent(text: str) -> None:
    intent = intent_of(text)
    assert (intent.kind == "command") == (intent.command is not None)
