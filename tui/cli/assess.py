"""`otasuke assess`: the recommendation for a profile as text, data or a document, and the letters that go with it."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING, cast

import click

from tui.cli.errors import JapaneseCommand
from tui.cli.options import OneOf, as_of_option, knowledge_option, load_rules, read_input, write_output
from tui.desk.papers import paper_of
from tui.desk.rendering import BINARY, SHAPES, Shape

if TYPE_CHECKING:
    from knowledge.fields import Answers
    from recommender.export.blocks import Block
    from recommender.results import Assessment
    from recommender.rulebase import RuleBase

FORMATS = ("text", "json", "md", "html", "docx", "pdf", "csv")
VIEWS = ("client", "trace")
LETTERS = ("ringi", "reply", "questions")


@click.command(cls=JapaneseCommand, short_help="プロフィールから、おすすめを出す")
@click.argument("profile", required=False)
@click.option(
    "--format",
    "shape",
    type=OneOf(FORMATS),
    default="text",
    help="出し方（text、json、md、html、docx（Word）、pdf、csv（次の一歩の一覧））",
)
@click.option("--json", "as_json", is_flag=True, help="--format json と同じ")
@click.option("--view", type=OneOf(VIEWS), default="client", help="client（手渡すまとめ）か trace（判断の記録）")
@click.option(
    "--letter",
    type=OneOf(LETTERS),
    default=None,
    help="ringi（稟議書の案）、reply（取引先への返事の案）、questions（紙で答えを集める用紙。PROFILE は要りません）",
)
@click.option("--redact", is_flag=True, help="会社名と細かい数字を伏せる（人数や台数や金額は、幅で書きます）")
@click.option("-o", "--output", "out", default=None, help="書き出すファイル（書かなければ画面に出す）")
@as_of_option
@knowledge_option
def assess(  # noqa: PLR0913, PLR0917  one parameter for each option of the command
    profile: str | None,
    shape: str,
    as_json: bool,
    view: str,
    letter: str | None,
    redact: bool,
    out: str | None,
    as_of: date | None,
) -> None:
    """PROFILE（プロフィールのYAMLファイル。- なら標準入力）から、監視の型、1類か2類か、費用、補助金を出します。"""
    shape = "json" if as_json else shape
    _check(shape, view, letter, out)
    day = as_of or date.today()  # noqa: DTZ011  the user's own day
    rules = load_rules()
    if letter == "questions":
        from recommender.export.question_sheet import question_blocks

        write_output(_document(question_blocks(rules), shape, rules, day), out)
        return
    shown, exact = _result(profile, day, rules, redact=redact)
    write_output(_written(shown, exact, rules, shape, letter or view), out)


def _check(shape: str, view: str, letter: str | None, out: str | None) -> None:
    """Refuses what doesn't go together, before any work is done."""
    if letter and view == "trace":
        raise click.BadParameter("--letter と --view trace は一緒に使えません", param_hint="--letter")
    if shape not in SHAPES and letter:
        raise click.BadParameter(
            f"手紙や用紙は {shape} では出せません。md か docx にしてください", param_hint="--format"
        )
    if shape == "csv" and view == "trace":
        raise click.BadParameter("判断の記録は csv では出せません。json にしてください", param_hint="--format")
    if shape in BINARY and out is None and sys.stdout.isatty():
        raise click.BadParameter("画面には出せません。-o でファイル名を書いてください", param_hint="--format")


def _result(profile: str | None, day: date, rules: RuleBase, *, redact: bool) -> tuple[Assessment, Answers]:
    """The result as it may be shown, and the exact answers that it was decided by."""
    from questionnaires.profile import read_profile
    from recommender.assessment import assess as decide

    if profile is None:
        raise click.BadParameter("プロフィールのYAMLファイルを書いてください", param_hint="PROFILE")
    text, shown = read_input(profile)
    result = decide(read_profile(text, shown, rules.vocabulary), rules, day)
    exact = result.profile.answers
    if redact:
        from recommender.export.redact import redacted

        return redacted(result, rules), exact
    return result, exact


def _written(shown: Assessment, exact: Answers, rules: RuleBase, shape: str, kind: str) -> str | bytes:
    if shape == "json":
        from recommender.export.json import to_json

        data = to_json(shown)
        if kind == "trace":
            from recommender.export.tracing import trace_json, trace_of

            data["trace"] = trace_json(trace_of(shown, rules, exact))
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    if shape == "csv":
        from recommender.export.csv_actions import actions_csv

        return actions_csv(shown, rules)
    return _document(paper_of(kind, shown, exact, rules), shape, rules, shown.as_of)


def _document(blocks: tuple[Block, ...], shape: str, rules: RuleBase, day: date) -> str | bytes:
    from tui.desk.pdf import PdfError
    from tui.desk.rendering import rendered

    try:
        return rendered(blocks, cast("Shape", shape), rules, day)
    except PdfError as error:
        raise click.BadParameter(str(error), param_hint="--format pdf") from None
