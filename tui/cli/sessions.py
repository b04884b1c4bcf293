"""`otasuke sessions`: kept interviews and their results since then; what is to be done is in tui.cli.followup."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from tui.cli.errors import JapaneseCommand, JapaneseGroup
from tui.cli.followup import followup, mark
from tui.cli.options import as_of_option, json_text, knowledge_option, load_rules, read_input, write_output
from tui.cli.saved import STATUS_WORDS, OpenDesk, confirmed, find_interview, interview_row, say
from tui.cli.year_on_year import compare
from tui.client_words import NAMELESS
from tui.desk.followup import company_of, say_step, steps_of
from tui.desk.markable import mark_texts
from tui.desk.records import SavedInterview
from tui.layout import one_line

if TYPE_CHECKING:
    from recommender.rulebase import RuleBase


@click.group(cls=JapaneseGroup, short_help="保存した診断の一覧、書き出し、次の一歩の確認")
def sessions() -> None:
    """保存した診断を見る、ほかのパソコンへ移す、消す、次の一歩を確かめるための命令です。

    ID は一覧に出る名前です。ほかと区別がつくところまでの、はじめの何文字かでも選べます。
    """


@sessions.command("list", cls=JapaneseCommand, short_help="一覧を出す")
@click.option("--json", "as_json", is_flag=True, help="JSONで出す")
def list_sessions(as_json: bool) -> None:
    """保存した診断を、新しい順に出します。列は ID、保存した日時、会社、答えた数、ようす、結果です。"""
    with OpenDesk() as desk:
        records = desk.list()
    rules = load_rules() if any(record.result for record in records) else None
    rows = [interview_row(record, rules) for record in records]
    if as_json:
        write_output(json_text(rows), None)
        return
    for row in rows:
        company = row["company"] or NAMELESS
        cells = (row["id"], row["saved"][:16].replace("T", " "), company, f"{row['answered']}問", row["status_text"])
        click.echo("\t".join((*cells, row["result"] or "")))
    if not rows:
        click.echo("保存した診断はありません。", err=True)


@sessions.command(cls=JapaneseCommand, short_help="1つの診断の結果と、そのあと変わったことを見る")
@click.argument("record_id", metavar="ID")
@as_of_option
@knowledge_option
def show(record_id: str, as_of: date) -> None:
    """ID の診断の答え、出したときの結果、いまの知識ではどう変わるか、次の一歩を出します。"""
    from tui.desk.comparing import NOTHING, change_lines, changes_since, result_lines
    from tui.talk.phrasing import say_answer

    with OpenDesk() as desk:
        record = find_interview(desk, record_id)
    rules = load_rules()
    say(f"【{company_of(record) or NAMELESS}】 {record.id}")
    say(f"保存 {record.saved:%Y-%m-%d %H:%M}、{record.answered}問、{STATUS_WORDS[record.status]}")
    fields, questions = rules.vocabulary.fields, rules.questionnaire.questions
    for name, value in record.interview.answers.items():
        say(f"  {fields[name].label}: {say_answer(value, fields[name], questions.get(name))}")
    kept = record.result
    if kept is None:
        say("結果はまだ出していません。")
    else:
        say("", *result_lines(kept, rules))
        changes = change_lines(changes_since(kept, _profile(record, rules), rules, as_of))
        say("", "【そのあと変わったこと】")
        for heading, lines in changes:
            say(f"{heading}:", *(f"  {line}" for line in lines))
        if not changes:
            say(NOTHING)
    steps = steps_of(record, mark_texts(rules))
    if steps:
        say("", "【次の一歩】", *(f"{step.id}\t{say_step(step)}" for step in steps))


@sessions.command(cls=JapaneseCommand, short_help="1つのファイルに書き出す")
@click.argument("record_id", metavar="ID")
@click.option("-o", "--output", "out", default=None, help="書き出すファイル（書かなければ画面に出す）")
@click.option("--anonymise", is_flag=True, help="会社名や担当の名前、日付を除き、数は幅にする")
@knowledge_option
def export(record_id: str, out: str | None, anonymise: bool) -> None:
    """ID の診断を、ほかのパソコンでも取り込めるJSONのファイル（otasuke.interview/1）にします。

    --anonymise では、会社名、担当、ひとこと、案の名前を除き、月より細かい日付を丸め、数を決まった幅に広げます。
    人、台、か所は 0、1、2〜5、6〜10、11〜20、21〜50、51〜100、101〜300、301〜1,000、それより上。
    月の費用は 1万、2万、3万、5万、10万、20万、50万、100万円で、資本金と売上は 1,000万、5,000万、1億、3億、10億、
    50億円で区切ります。結果は、その幅から計算し直します。

    会社ごと、ひかえや見積りもいっしょに移すときは「otasuke clients export」を使ってください。
    """
    from tui.desk.portable import anonymised, for_elsewhere
    from tui.desk.records import to_text

    with OpenDesk() as desk:
        record = find_interview(desk, record_id)
    write_output(to_text(anonymised(record, load_rules()) if anonymise else for_elsewhere(record)), out)


@sessions.command("import", cls=JapaneseCommand, short_help="書き出したファイルを取り込む")
@click.argument("file", metavar="FILE")
def import_session(file: str) -> None:
    """FILE（sessions export で書き出したもの。- なら標準入力）を取り込みます。

    まちがいが1つでもあれば、何も書きません。同じ診断がもうあれば、何もしません。
    同じIDでも中身の違う診断があるときは、消さずに新しいIDで加えます。
    """
    from questionnaires.loading import load_questionnaire
    from tui.desk.portable import as_new, is_same
    from tui.desk.reading import read_file

    text, shown = read_input(file)
    record = read_file(text, shown, load_questionnaire().vocabulary)
    with OpenDesk() as desk:
        here = desk.list()
        same = next((kept for kept in here if is_same(record, kept)), None)
        if same:
            click.echo(f"同じ診断がもうあります（{same.id}）。取り込んでいません")
            return
        saved = desk.save(as_new(record, frozenset(kept.id for kept in here), desk.new()))
    click.echo(f"取り込みました（{saved.id}）")


@sessions.command(cls=JapaneseCommand, short_help="1つの診断を消す")
@click.argument("record_id", metavar="ID")
@click.option("--yes", is_flag=True, help="聞かずに消す")
def delete(record_id: str, yes: bool) -> int:
    """ID の診断を消します。もとには戻せません。

    前の版から残っている控えや、読めずに別にしてあったものも消します。会社のひかえは残ります。
    """
    from tui.desk.removal import remove_interview

    with OpenDesk() as desk:
        record = find_interview(desk, record_id)
        company = one_line(company_of(record)) or NAMELESS
        if not yes and not confirmed(f"{record.id} {company}（{record.answered}問）"):
            return 2
        receipt = remove_interview(desk, record.id)
    click.echo(f"消しました（{record.id}）")
    for item in receipt.remaining:
        click.echo(f"残っているかもしれないもの: {item.name}（{item.what}）", err=True)
    return 0


for command in (followup, mark, compare):
    sessions.add_command(command)


# --- how they do it -----------------------------------------------------------------------------------


def _profile(record: SavedInterview, rules: RuleBase) -> Any:
    from questionnaires.interview import live_answers
    from questionnaires.profile import Profile

    return Profile(live_answers(record.interview.answers, rules.questionnaire))
