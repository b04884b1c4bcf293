"""`otasuke sessions`: kept interviews, their results since then, and what is to be done."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from knowledge.faults import DataError, Fault, Place, suggest
from tui.cli.errors import JapaneseCommand, JapaneseGroup
from tui.cli.options import Day, OneOf, as_of_option, knowledge_option, load_rules, read_input, write_output
from recommender.marks import action_mark, check_mark
from tui.desk.followup import OUTCOMES, ToDo, company_of, due_by, say_step, steps_of
from tui.desk.records import Mark, SavedInterview
from tui.desk.store import FileStore, Store, home_directory
from tui.layout import one_line

if TYPE_CHECKING:
    from recommender.rulebase import RuleBase

_STATUS = {"asking": "途中", "finished": "結果あり"}
_NAMELESS = "（会社名なし）"
_LONGEST = 200
_YES = ("はい", "y", "yes")


@click.group(cls=JapaneseGroup, short_help="保存した診断の一覧、書き出し、次の一歩の確認")
def sessions() -> None:
    """保存した診断を見る、ほかのパソコンへ移す、消す、次の一歩を確かめるための命令です。

    ID は一覧に出る名前です。ほかと区別がつくところまでの、はじめの何文字かでも選べます。
    """


@sessions.command("list", cls=JapaneseCommand, short_help="一覧を出す")
@click.option("--json", "as_json", is_flag=True, help="JSONで出す")
def list_sessions(as_json: bool) -> None:
    """保存した診断を、新しい順に出します。列は ID、保存した日時、会社、答えた数、ようす、結果です。"""
    with _Desk() as desk:
        records = desk.list()
    rules = load_rules() if any(record.result for record in records) else None
    rows = [_row(record, rules) for record in records]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        company = row["company"] or _NAMELESS
        cells = (row["id"], row["saved"][:16].replace("T", " "), company, f"{row['answered']}問", row["status_text"])
        click.echo("\t".join((*cells, row["result"] or "")))
    if not rows:
        click.echo("保存した診断はありません。", err=True)


@sessions.command(cls=JapaneseCommand, short_help="1つの診断の結果と、そのあと変わったことを見る")
@click.argument("record_id", metavar="ID")
@as_of_option
@knowledge_option
def show(record_id: str, as_of: date | None) -> None:
    """ID の診断の答え、出したときの結果、いまの知識ではどう変わるか、次の一歩を出します。"""
    from tui.desk.comparing import NOTHING, change_lines, changes_since, result_lines
    from tui.phrasing import say_answer

    with _Desk() as desk:
        record = _find(desk, record_id)
    rules = load_rules()
    _say(f"【{company_of(record) or _NAMELESS}】 {record.id}")
    _say(f"保存 {record.saved:%Y-%m-%d %H:%M}、{record.answered}問、{_STATUS[record.status]}")
    fields, questions = rules.vocabulary.fields, rules.questionnaire.questions
    for name, value in record.interview.answers.items():
        _say(f"  {fields[name].label}: {say_answer(value, fields[name], questions.get(name))}")
    kept = record.result
    if kept is None:
        _say("結果はまだ出していません。")
    else:
        _say("", *result_lines(kept, rules))
        changes = change_lines(changes_since(kept, _profile(record, rules), rules, _today(as_of)))
        _say("", "【そのあと変わったこと】")
        for heading, lines in changes:
            _say(f"{heading}:", *(f"  {line}" for line in lines))
        if not changes:
            _say(NOTHING)
    steps = steps_of(record, _mark_texts(rules))
    if steps:
        _say("", "【次の一歩】", *(f"{step.id}\t{say_step(step)}" for step in steps))


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
    """
    from tui.desk.portable import anonymised
    from tui.desk.records import to_text

    with _Desk() as desk:
        record = _find(desk, record_id)
    write_output(to_text(anonymised(record, load_rules()) if anonymise else record), out)


@sessions.command("import", cls=JapaneseCommand, short_help="書き出したファイルを取り込む")
@click.argument("file", metavar="FILE")
def import_session(file: str) -> None:
    """FILE（sessions export で書き出したもの。- なら標準入力）を取り込みます。

    まちがいが1つでもあれば、何も書きません。同じIDの診断があるときは、消さずに新しいIDで加えます。
    """
    from questionnaires.loading import load_questionnaire
    from tui.desk.portable import as_new
    from tui.desk.reading import read_file

    text, shown = read_input(file)
    record = read_file(text, shown, load_questionnaire().vocabulary)
    with _Desk() as desk:
        taken = frozenset(kept.id for kept in desk.list())
        saved = desk.save(as_new(record, taken, desk.new()))
    click.echo(f"取り込みました（{saved.id}）")


@sessions.command(cls=JapaneseCommand, short_help="1つの診断を消す")
@click.argument("record_id", metavar="ID")
@click.option("--yes", is_flag=True, help="聞かずに消す")
def delete(record_id: str, yes: bool) -> int:
    """ID の診断を消します。もとには戻せません。前の版から残っている控えも消します。"""
    with _Desk() as desk:
        record = _find(desk, record_id)
        if not yes and not _confirmed(record):
            return 2
        desk.delete(record.id)
    click.echo(f"消しました（{record.id}）")
    return 0


@sessions.command(cls=JapaneseCommand, short_help="期限の来た「次の一歩」を出す")
@click.option("--all", "everything", is_flag=True, help="期限の前のものと、期限のないものも出す")
@click.option("--json", "as_json", is_flag=True, help="JSONで出す")
@as_of_option
@knowledge_option
def followup(everything: bool, as_json: bool, as_of: date | None) -> None:
    """すべての診断から、期限の来た「次の一歩」を、遅れているものから順に出します。

    結果は「otasuke sessions mark ID 一歩 済み」のように残せます。
    """
    with _Desk() as desk:
        records = desk.list()
    today = _today(as_of)
    steps = due_by(records, today, _mark_texts(load_rules()), everything=everything)
    if as_json:
        click.echo(json.dumps([_plain_step(step, today) for step in steps], ensure_ascii=False, indent=2))
        return
    for step in steps:
        company = one_line(step.company) or _NAMELESS
        click.echo("\t".join((_when(step, today), company, step.interview, step.id, one_line(say_step(step)))))
    if not steps:
        click.echo("期限の来たものはありません。", err=True)


@sessions.command(cls=JapaneseCommand, short_help="「次の一歩」の担当、期限、結果を残す")
@click.argument("record_id", metavar="ID")
@click.argument("step_name", metavar="一歩")
@click.argument("outcome", metavar="結果", required=False, type=OneOf(tuple(OUTCOMES.values())))
@click.option("--owner", default=None, help="担当の人")
@click.option("--due", type=Day(), default=None, help="いつまで（2026-12-05 の形）")
@click.option("--word", default=None, help="ひとこと（なぜそうなったか）")
def mark(
    record_id: str, step_name: str, outcome: str | None, owner: str | None, due: date | None, word: str | None
) -> None:
    """ID の診断の 一歩（sessions show に出る名前）に、担当、期限、結果を残します。

    結果は 済み、進行中、できなかった、やめた、まだ の1つです。
    """
    with _Desk() as desk:
        record = _find(desk, record_id)
        step = _find_step(record, step_name)
        changed = _changed(step.mark, outcome, owner, due, word)
        marks = MappingProxyType({**record.marks, action_mark(step.id): changed})
        desk.save(replace(record, marks=marks))
    click.echo(one_line(say_step(replace(step, mark=changed))))


# --- how they do it -----------------------------------------------------------------------------------


class _Desk:
    """The desk for one command: told notices go to the error output when it is left."""

    def __enter__(self) -> Store:
        from questionnaires.loading import load_questionnaire

        self._store = FileStore(home_directory(), load_questionnaire().vocabulary)
        return self._store

    def __exit__(self, *_: object) -> None:
        for sentence in self._store.notices():
            click.echo(f"otasuke: {sentence}", err=True)
        self._store.close()


def _find(desk: Store, name: str) -> SavedInterview:
    """The interview of that id, or of the only one that begins so. Raises DataError."""
    records = desk.list()
    found = [record for record in records if record.id == name] or [
        record for record in records if name and record.id.startswith(name)
    ]
    if len(found) == 1:
        return found[0]
    shown = one_line(name)[:40]
    what = f"「{shown}」で始まる診断が{len(found)}件あります" if found else f"「{shown}」という診断はありません"
    mend = "もう少し長く書いてください" if found else "「otasuke sessions list」で名前を確かめてください"
    raise DataError([Fault(Place("otasuke sessions", 1), what, mend)])


def _find_step(record: SavedInterview, name: str) -> ToDo:
    steps = {step.id: step for step in steps_of(record)}
    if name not in steps:
        what = f"「{one_line(name)[:40]}」という一歩はありません"
        mend = suggest(name, steps) if steps else "先に、結果の画面まで進んでください"
        raise DataError([Fault(Place("otasuke sessions mark", 1), what, mend)])
    return steps[name]


def _changed(before: Mark, outcome: str | None, owner: str | None, due: date | None, word: str | None) -> Mark:
    state = next((code for code, said in OUTCOMES.items() if said == outcome), before.state)
    return Mark(
        state=state,
        owner=before.owner if owner is None else one_line(owner)[:_LONGEST],
        due=due or before.due,
        word=before.word if word is None else one_line(word)[:_LONGEST],
    )


def _confirmed(record: SavedInterview) -> bool:
    company = one_line(company_of(record)) or _NAMELESS
    click.echo(f"{record.id} {company}（{record.answered}問）を消します。もとには戻せません。", err=True)
    click.echo("消すなら「はい」と入れてください: ", err=True, nl=False)
    if sys.stdin.readline().strip().lower() in _YES:
        return True
    click.echo("消していません・聞かずに消すには --yes を付けてください", err=True)
    return False


def _row(record: SavedInterview, rules: RuleBase | None) -> dict[str, Any]:
    from tui.desk.comparing import outcome_text

    return {
        "id": record.id,
        "saved": record.saved.astimezone().isoformat(timespec="seconds"),
        "company": one_line(company_of(record)),
        "answered": record.answered,
        "status": record.status,
        "status_text": _STATUS[record.status],
        "result": outcome_text(record.result.headline, rules) if record.result and rules else None,
    }


def _plain_step(step: ToDo, today: date) -> dict[str, Any]:
    return {
        "interview": step.interview,
        "company": step.company,
        "id": step.id,
        "what": step.what,
        "state": step.mark.state,
        "owner": step.mark.owner,
        "due": step.mark.due.isoformat() if step.mark.due else None,
        "days_left": step.days_left(today),
        "word": step.mark.word,
    }


def _when(step: ToDo, today: date) -> str:
    left = step.days_left(today)
    if left is None:
        return "期限なし"
    if left == 0:
        return "今日まで"
    return f"あと{left}日" if left > 0 else f"{-left}日遅れ"


def _mark_texts(rules: RuleBase) -> Mapping[str, str]:
    """What can be marked besides the next steps: the questions of the contract and the steps after signing."""

    checks = {check_mark(clause.id): clause.ask for clause in rules.knowledge.clauses.values() if clause.ask}
    return {**checks, **{step.id: step.what for step in rules.onboarding.steps}}


def _profile(record: SavedInterview, rules: RuleBase) -> Any:
    from questionnaires.interview import live_answers
    from questionnaires.profile import Profile

    return Profile(live_answers(record.interview.answers, rules.questionnaire))


def _today(as_of: date | None) -> date:
    return as_of or date.today()  # noqa: DTZ011  the user's own day


def _say(*lines: str) -> None:
    for line in lines:
        # What users typed is in these lines; the tab between columns is ours.
        click.echo("\t".join(one_line(part) if part.strip() else part for part in line.split("\t")))
