"""`otasuke compare`: 1類 and 2類 side by side for one company."""

from __future__ import annotations

from datetime import date

import click

from tui.cli.documents import named_out_option, needs_file, write_blocks
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

FORMATS = ("text", "json", "md", "docx")


@click.command(cls=JapaneseCommand, short_help="1類と2類を、会社に合わせて比べる")
@click.argument("profile")
@click.option("--format", "shape", type=OneOf(FORMATS), default="text", help="出し方（text、json、md、docx）")
@click.option("--json", "as_json", is_flag=True, help="--format json と同じ")
@named_out_option
@as_of_option
@knowledge_option
def compare(profile: str, shape: str, as_json: bool, out: str | None, as_of: date) -> None:
    """PROFILE（プロフィールのYAMLファイル。- なら標準入力）の会社にとって、2類で増えるものと、見合う値段を出します。

    事業者に書いてもらう比較表のひな型も付きます（docx はWordの文書）。
    """
    from questionnaires.interview import live_answers
    from questionnaires.profile import Profile
    from recommender.export.classes import classes_blocks, classes_json, classes_text
    from recommender.quotes.classes import compare_classes

    shape = "json" if as_json else shape
    needs_file(shape, out)
    rules = load_rules()
    given = company_profile(profile, rules)
    live = Profile(live_answers(given.answers, rules.questionnaire), given.plan)
    result = compare_classes(live, rules, as_of)
    if shape == "json":
        write_output(json_text(classes_json(result)), out)
    elif shape == "text":
        write_output(classes_text(result, rules), out)
    else:
        write_blocks(classes_blocks(result, rules), shape, out, rules, result.as_of)
