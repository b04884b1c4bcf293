"""書き出す: which document, in which format, chosen by number; the file is made beside the screen, not in its way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tui import wording
from tui.desk.exports import write_document
from tui.desk.pdf import PdfError
from tui.desk.rendering import ENDINGS, Shape, rendered

if TYPE_CHECKING:
    from recommender.export.blocks import Block
    from recommender.results import Assessment
    from recommender.rulebase import RuleBase
    from tui.app import NaviApp

Kind = Literal["client", "ringi", "reply", "steps", "trace", "questions", "overview"]
_KINDS: tuple[tuple[Kind, str, str], ...] = (
    ("client", "まとめ", "結論、お金、次の一歩が1枚目に。うしろに理由や候補が続きます"),
    ("ringi", "稟議書の案", "社内で決めてもらうための下書きです"),
    ("reply", "取引先への返事の案", "対策を求められたときの、返事の下書きです"),
    ("steps", "次の一歩の一覧（CSV）", "表計算ソフトで開けます"),
    ("trace", "判断の記録", "聞いたこと、当てはまった規則と当てはまらなかった規則の全部です"),
    ("questions", "質問の用紙", "先に紙で答えを集めたいときに"),
    ("overview", "ユーザー概況と提案の記録", "2類の提案が会社に合うかを照らし合わせ、2者で署名する紙です"),
)
_TITLES: dict[Kind, str] = {
    "client": "お助け隊診断",
    "ringi": "稟議書案",
    "reply": "取引先への返事案",
    "steps": "次の一歩",
    "trace": "判断の記録",
    "questions": "質問の用紙",
    "overview": "ユーザー概況と提案の記録",
}
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


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written: which document, its format, and whether names and exact numbers are hidden."""

    kind: Kind
    shape: Shape
    redact: bool


def offer_export(navi: NaviApp, result: Assessment, say: Callable[[str], None]) -> None:
    """The menus of documents and formats; `say` is told what became of it."""
    from tui.screens.menu import MenuScreen

    def chosen(code: str) -> None:
        kind = next(kind for kind, _, _ in _KINDS if kind == code)
        navi.push_screen(MenuScreen(_HOW, _ways(kind), lambda shape: _start(navi, result, _order(kind, shape), say)))

    navi.push_screen(MenuScreen(_WHICH, _KINDS, chosen))


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
    rules, client, where = navi.rules(), _summary_of(navi, result), Path.cwd()

    def make() -> None:
        told = written(order, result, client, rules, where)
        navi.call_from_thread(say, told)

    navi.run_worker(make, thread=True)


def _summary_of(navi: NaviApp, result: Assessment) -> Callable[[Assessment], tuple[Block, ...]]:
    """The summary with もしも and the marks of the interview that is open."""
    from recommender.export.content import summary
    from recommender.export.variants import variants_part

    rules, talk = navi.rules(), navi.talk
    beside, marks = variants_part(talk.what_ifs(result), rules), talk.record.marks
    return lambda shown: summary(shown, rules, beside, marks)


def written(
    order: Order,
    result: Assessment,
    client: Callable[[Assessment], tuple[Block, ...]],
    rules: RuleBase,
    directory: Path,
) -> str:
    """Writes the document into the directory; gives the sentence that tells where, or why not.

    `client` makes the summary of the result as it is, with what belongs to the interview.
    """
    named = result.profile.answers.get("company_name")
    company = named if isinstance(named, str) and not order.redact else ""
    try:
        ending, content = _content(order, result, client, rules)
        (path,) = write_document(_TITLES[order.kind], company, {ending: content}, directory)
    except PdfError as error:
        return str(error)
    except OSError as error:
        return wording.EXPORT_FAILED.format(reason=error.strerror or type(error).__name__)
    return wording.EXPORTED.format(name=path.name)


def _content(
    order: Order, result: Assessment, client: Callable[[Assessment], tuple[Block, ...]], rules: RuleBase
) -> tuple[str, str | bytes]:
    """The ending of the file and what stands in it."""
    shown = result
    if order.redact:
        from recommender.export.redact import redacted

        shown = redacted(result, rules)
    if order.kind == "steps":
        from recommender.export.csv_actions import actions_csv

        return ".csv", actions_csv(shown, rules)
    if order.kind == "client" and not order.redact:
        blocks = client(shown)
    else:
        from tui.desk.papers import paper_of

        blocks = paper_of(order.kind, shown, result.profile.answers, rules)
    return ENDINGS[order.shape], rendered(blocks, order.shape, rules, result.as_of)
