"""`otasuke assess`: the recommendation for a profile as text, data or a document, and the letters that go with it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from tui.cli.documents import document_of, needs_no_screen, out_option
from tui.cli.errors import JapaneseCommand
from tui.cli.options import (
    OneOf,
    as_of_option,
    company_profile,
    json_text,
    knowledge_option,
    load_rules,
    write_output,
)
from tui.desk.papers import paper_of
from tui.desk.rendering import SHAPES

if TYPE_CHECKING:
    from knowledge.fields import Answers
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
@out_option
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
    as_of: date,
) -> None:
    """PROFILE（プロフィールのYAMLファイル。- なら標準入力）から、監視の型、1類か2類か、費用、補助金を出します。"""
    shape = "json" if as_json else shape
    _check(shape, view, letter, out)
    rules = load_rules()
    if letter == "questions":
        from recommender.export.question_sheet import question_blocks

        write_output(document_of(question_blocks(rules), shape, rules, as_of), out)
        return
    shown, exact = _result(profile, as_of, rules, redact=redact)
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
    needs_no_screen(shape, out)


def _result(profile: str | None, day: date, rules: RuleBase, *, redact: bool) -> tuple[Assessment, Answers]:
    """The result as it may be shown, and the exact answers that it was decided by."""
    from recommender.assessment import assess as decide

    if profile is None:
        raise click.BadParameter("プロフィールのYAMLファイルを書いてください", param_hint="PROFILE")
    result = decide(company_profile(profile, rules), rules, day)
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
        return json_text(data)
    if shape == "csv":
        from recommender.export.csv_actions import actions_csv

        return actions_csv(shown, rules)
    return document_of(paper_of(kind, shown, exact, rules), shape, rules, shown.as_of)
