"""書き出す: which document, in which format, chosen by number; the file is made beside the screen, not in its way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tui import wording
from tui.desk.exports import write_document
from tui.desk.pdf import PdfError
from tui.desk.rendering import ENDINGS, Shape, rendered
from tui.desk.sent import TITLES

if TYPE_CHECKING:
    from recommender.export.blocks import Block
    from recommender.results import Assessment
    from recommender.rulebase import RuleBase
    from tui.app import NaviApp
    from tui.talk.conversation import Conversation

Kind = Literal["client", "ringi", "reply", "steps", "trace", "questions", "overview"]
_QUESTIONS = "質問の用紙"
_KINDS: tuple[tuple[Kind, str, str], ...] = (
    ("client", "まとめ", "結論、お金、次の一歩が1枚目に。うしろに理由や候補が続きます"),
    ("ringi", "稟議書の案", "社内で決めてもらうための下書きです"),
    ("reply", "取引先への返事の案", "対策を求められたときの、返事の下書きです"),
    ("steps", "次の一歩の一覧（CSV）", "表計算ソフトで開けます"),
    ("trace", "判断の記録", "聞いたこと、当てはまった規則と当てはまらなかった規則の全部です"),
    ("questions", _QUESTIONS, "先に紙で答えを集めたいときに"),
    ("overview", "ユーザー概況と提案の記録", "2類の提案が会社に合うかを照らし合わせ、2者で署名する紙です"),
)
_SHAPES: tuple[tuple[Shape, str, str], ...] = (
    ("docx", "Word", "あとから書き直せます"),
    ("pdf", "PDF", "そのまま印刷や送付に"),
    ("html", "HTML", "ブラウザーで開けます。印刷もできます"),
    ("md", "Markdown", "文字だけの文書です"),
)
_HIDDEN = "（会社名と細かい数字を伏せる）"
_REDACT = "redact:"
_WHICH, _HOW = "どの書類を書き出しますか", "どの形で書き出しますか"
_AS_IT_IS = "そのまま"
_MAKING = "書類を作っています。"
_PRESENT, _PRESENT_EXAMPLE = "同席した人", "例「山田、佐藤」。空でも Enter"
_PRESENT_LEAD = (
    "話し合いに同席した人の名前を入れて、Enter を押してください。空のまま進むと、あとで書き込める欄になります。"
    "名前は書類にのせるだけで、ほかには残しません。"
)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written: which document, its format, and whether names and exact numbers are hidden.

    `present`: who was there, where the document says so.
    """

    kind: Kind
    shape: Shape
    redact: bool
    present: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What the interview adds to its result: the summary with its もしも and marks, and what nobody confirmed yet."""

    summary: Callable[[Assessment], tuple[Block, ...]]
    carried: Mapping[str, date]


def offer_export(navi: NaviApp, result: Assessment, say: Callable[[str], None]) -> None:
    """The menus of documents and formats; `say` is told what became of it."""
    from tui.screens.menu import MenuScreen

    def chosen(code: str) -> None:
        kind = next(kind for kind, _, _ in _KINDS if kind == code)
        navi.push_screen(MenuScreen(_HOW, _ways(kind), lambda shape: ordered(_order(kind, shape))))

    def ordered(order: Order) -> None:
        # Who was there is a name, which a document that hides names leaves to be written in by hand.
        if order.kind == "overview" and not order.redact:
            _ask_who_was_there(navi, lambda names: _start(navi, result, replace(order, present=names), say))
        else:
            _start(navi, result, order, say)

    navi.push_screen(MenuScreen(_WHICH, _KINDS, chosen))


def _ask_who_was_there(navi: NaviApp, follow: Callable[[str], None]) -> None:
    from tui.screens.one_line import OneLineScreen

    navi.push_screen(OneLineScreen(TITLES["overview"], _PRESENT_LEAD, _PRESENT, _PRESENT_EXAMPLE, follow))


def _ways(kind: Kind) -> tuple[tuple[str, str, str | None], ...]:
    """The formats of a document by number; what holds nothing of the company needs no hiding."""
    if kind == "steps":
        return (("csv", _AS_IT_IS, None), (f"{_REDACT}csv", f"CSV{_HIDDEN}", None))
    if kind == "questions":
        return _SHAPES
    return (*_SHAPES, *((f"{_REDACT}{shape}", f"{name}{_HIDDEN}", None) for shape, name, _ in _SHAPES))


def _order(kind: Kind, code: str) -> Order:
    name = code.removeprefix(_REDACT)
    shape: Shape = next((shape for shape, _, _ in _SHAPES if shape == name), "text")
    return Order(kind, shape, code.startswith(_REDACT))


def _start(navi: NaviApp, result: Assessment, order: Order, say: Callable[[str], None]) -> None:
    say(_MAKING)
    rules, where, talk = navi.rules(), Path.cwd(), navi.talk
    interview, around = talk.record.id, Around(summary_of(talk, result, rules), talk.record.carried)

    def finish(told: str, *, done: bool) -> None:
        # Meanwhile another interview may have been begun in this talk; that one handed nothing over.
        handed = done and order.kind in TITLES and talk.record.id == interview
        notes = talk.keep_sent(order.kind, result) if handed else ()
        say("\n".join((told, *(note.text for note in notes))))

    def make() -> None:
        told, done = written(order, result, around, rules, where)
        navi.call_from_thread(finish, told, done=done)

    navi.run_worker(make, thread=True)


def summary_of(talk: Conversation, result: Assessment, rules: RuleBase) -> Callable[[Assessment], tuple[Block, ...]]:
    """The summary with もしも and the marks of the talk's interview."""
    from recommender.export.content import summary
    from recommender.export.variants import variants_part

    beside, marks = variants_part(talk.what_ifs(result), rules), talk.record.marks
    return lambda shown: summary(shown, rules, beside, marks)


def written(order: Order, result: Assessment, around: Around, rules: RuleBase, directory: Path) -> tuple[str, bool]:
    """Writes the document into the directory; gives the sentence that tells where or why not, and whether it did."""
    named = result.profile.answers.get("company_name")
    company = named if isinstance(named, str) and not order.redact else ""
    title = TITLES.get(order.kind, _QUESTIONS)
    try:
        ending, content = _content(order, result, around, rules)
        (path,) = write_document(title, company, {ending: content}, directory)
    except PdfError as error:
        return str(error), False
    except OSError as error:
        return wording.EXPORT_FAILED.format(reason=error.strerror or type(error).__name__), False
    return wording.EXPORTED.format(name=path.name), True


def _content(order: Order, result: Assessment, around: Around, rules: RuleBase) -> tuple[str, str | bytes]:
    """The ending of the file and what stands in it."""
    shown = result
    if order.redact:
        from recommender.export.redact import redacted

        shown = redacted(result, rules)
    if order.kind == "steps":
        from recommender.export.csv_actions import actions_csv

        return ".csv", actions_csv(shown, rules)
    return ENDINGS[order.shape], rendered(
        _blocks(order, shown, result, around, rules), order.shape, rules, result.as_of
    )


def _blocks(order: Order, shown: Assessment, result: Assessment, around: Around, rules: RuleBase) -> tuple[Block, ...]:
    if order.kind == "client" and not order.redact:
        return around.summary(shown)
    if order.kind == "overview":
        from recommender.export.overview_sheet import overview_sheet

        return overview_sheet(shown, rules, (order.present,), carried=around.carried)
    from tui.desk.papers import paper_of

    return paper_of(order.kind, shown, result.profile.answers, rules)
