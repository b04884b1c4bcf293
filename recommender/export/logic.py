"""The rule base as a sheet that a reviewer can read: every rule with its condition, points and sources."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from knowledge.conditions import Condition, describe, fields_of
from knowledge.subsidy_records import Frame, SizeRow
from questionnaires.showing import show_yen
from recommender.ageing import COST_CITES
from recommender.export.labels import ELSEWHERE
from recommender.records import OPTIONS, Action, Advice, Evidence, Exclusion
from recommender.rulebase import RuleBase
from recommender.sizes import SIZE_FIELDS
from recommender.uses import COST_FIELDS, SUBSIDY_FIELDS

BASIS = {"stated": "出典の事実", "judgement": "判断"}
VOIDS, NEEDS, TOO_LARGE = "選べなくなる条件", "2類を考える条件", "中小企業の線を超える"
_WITHOUT_CHOICE = "選べないとき"
_REASONS = {"beyond_sme": TOO_LARGE, "no_target": "どの型も消える"}
"""Why nothing can be chosen, by the code of the warning."""
ONLY_COPIED = "書類に写すだけ"
"""What an answer is used for that no rule reads."""


def logic_sheet(rules: RuleBase) -> str:
    """Markdown tables of the whole rule base, each row with its condition and sources; the questions come last.

    Rules that empty the choice, exclude, weigh or ask for 2類; the order of ties and the margins of confidence; the
    lines of company size; the subsidy's frames and the other routes; advice and next steps.
    """
    parts = (
        _exclusions(rules),
        _evidence(rules),
        _margins(rules),
        _class_needs(rules),
        _sizes(rules),
        _frames(rules),
        _routes(rules),
        _said_with_results(rules),
        _questions(rules),
    )
    return "\n".join(chain.from_iterable(parts)) + "\n"


def _exclusions(rules: RuleBase) -> list[str]:
    decisions = rules.decisions
    lines = [f"## {VOIDS}", *_head("id", "条件", "消える選択肢", "理由", "出典")]
    lines += [
        f"| {item.code} | {when_said(item.when, rules)} | すべて | {item.because} | {_cites(item.cites)} |"
        for item in decisions.voids
    ]
    beyond = decisions.beyond_sme
    lines.append(f"| beyond_sme | {TOO_LARGE} | すべて | {beyond.because} | {_cites(beyond.cites)} |")
    return [*lines, *(_ruled_row(item, rules) for item in decisions.exclusions), ""]


def _evidence(rules: RuleBase) -> list[str]:
    names = tuple(rules.option(option).name for option in OPTIONS)
    lines = ["## 決め手と点", *_head("id", "条件", *names, "種類", "理由", "出典")]
    return [*lines, *(_evidence_row(item, rules) for item in rules.decisions.evidence), ""]


def _margins(rules: RuleBase) -> list[str]:
    decisions = rules.decisions
    order = "、".join(rules.option(option).name for option in decisions.tie_order)
    return [
        "## 点が並んだときと、確信",
        "",
        f"- 点が並んだときの順: {order}",
        f"- 確信が高い: 一番悪く転んでも{decisions.confidence.high}点以上の差",
        f"- 確信が中くらい: 一番悪く転んでも{decisions.confidence.medium}点以上の差。それより小さければ低い",
        "- 理由のもとになる記録が見直しの時期を過ぎていれば、確信は1段下がる",
        "",
    ]


def _class_needs(rules: RuleBase) -> list[str]:
    lines = [f"## {NEEDS}", *_head("id", "条件", "型", "点", "理由", "出典")]
    for item in rules.decisions.class_needs:
        cells = (item.id, when_said(item.when, rules), _names(item.options, rules), f"+{item.weight}", item.because)
        lines.append(_row(*cells, _cites(item.cites)))
    return [*lines, ""]


def _sizes(rules: RuleBase) -> list[str]:
    tables = (("中小企業の線", rules.knowledge.sme_rows), ("小規模事業者の線", rules.knowledge.small_rows))
    lines: list[str] = []
    for title, rows in tables:
        lines += [f"## {title}", *_head("id", "会社", "資本金まで", "従業員まで", "出典")]
        lines += [_size_row(row) for row in rows]
        lines.append("")
    lines += ["## みなし大企業", *_head("id", "条件", "出典")]
    return [*lines, *(_row(item.id, item.text, _cites(item.sources)) for item in rules.knowledge.deemed_large), ""]


def _size_row(row: SizeRow) -> str:
    capital = "見ない" if row.capital_max_yen is None else show_yen(row.capital_max_yen)
    employees = "主な業種による" if row.by_industry else "見ない"
    if row.employees_max is not None:
        employees = f"{row.employees_max:,}人"
    return _row(row.id, row.name, capital, employees, _cites(row.sources))


def _frames(rules: RuleBase) -> list[str]:
    heads = ("id", "枠", "補助額", "補助率（小規模）", "お助け隊の月数", "計算", "出典")
    frames = rules.knowledge.frames.values()
    return ["## 補助金の枠", *_head(*heads), *(_frame_row(frame, rules) for frame in frames), ""]


def _frame_row(frame: Frame, rules: RuleBase) -> str:
    high, low = frame.subsidy_max_yen, frame.subsidy_min_yen
    money = "未確認"
    if high is not None:
        floor = "下限は未確認" if low is None else show_yen(low)
        money = f"{floor}から{show_yen(high)}{'未満' if frame.max_exclusive else 'まで'}"
    steps = []
    for step in frame.ladder:
        upto = f"{show_yen(step.up_to_subsidy_yen)}まで" if step.up_to_subsidy_yen is not None else ""
        steps.append(f"{upto}{step.rate}{f'（{step.rate_small}）' if step.rate_small else ''}")
    months = frame.fee_months or frame.option.months
    return _row(
        frame.id,
        rules.knowledge.title(frame.id),
        money,
        "、".join(steps) or "未確認",
        f"{months}か月" if months else "なし" if frame.option.allowed is False else "未確認",
        "する" if frame.computed else "しない",
        _cites(frame.sources),
    )


def _routes(rules: RuleBase) -> list[str]:
    lines = [f"## {ELSEWHERE}", *_head("id", "名前", "条件", "出典")]
    routes = rules.knowledge.routes.values()
    lines += [_row(item.id, item.name, when_said(item.when, rules), _cites(item.sources)) for item in routes]
    return [*lines, ""]


def _said_with_results(rules: RuleBase) -> list[str]:
    heads = ("id", "条件", "型", "言うこと", "出典")
    lines = ["## 助言", *_head(*heads), *(_advice_row(item, rules) for item in rules.counsel.advice), ""]
    return [*lines, "## 次の一歩", *_head(*heads), *(_advice_row(item, rules) for item in rules.counsel.actions), ""]


def _advice_row(item: Advice | Action, rules: RuleBase) -> str:
    options = "すべて" if set(item.options) == set(OPTIONS) else _names(item.options, rules) or _WITHOUT_CHOICE
    if isinstance(item, Advice):
        return _row(item.code, when_said(item.when, rules), options, item.text, _cites(item.cites))
    if item.only_for:
        options = f"{options}（{'、'.join(_REASONS.get(code, code) for code in item.only_for)}）"
    return _row(item.id, step_when(item, rules), options, item.what, _cites(item.cites))


def step_when(item: Action, rules: RuleBase) -> str:
    """When a next step is said, in words, and when it isn't all the same."""
    said = when_said(item.when, rules)
    return f"{said}（除く: {when_said(item.unless, rules)}）" if item.unless else said


def _questions(rules: RuleBase) -> list[str]:
    lines = ["## 質問", *_head("項目", "質問", "聞く条件", "何に使うか")]
    for question in rules.questionnaire.questions.values():
        fed = "<br>".join(f"{kind}: {'、'.join(names)}" for kind, names in feeds(question.field, rules) if names)
        lines.append(_row(question.field, question.ask, when_said(question.ask_when, rules), fed or ONLY_COPIED))
    return lines


def feeds(field: str, rules: RuleBase) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What reads the answer to a field: kinds of use in Japanese, each with the ids of the rules."""
    decisions, counsel = rules.decisions, rules.counsel

    def reading(rows: Iterable[tuple[str, Condition | None]]) -> tuple[str, ...]:
        found = (name for name, when in rows if when is not None and field in fields_of(when, rules.vocabulary))
        return tuple(dict.fromkeys(found))

    questions = rules.questionnaire.questions.values()
    frames = rules.knowledge.frames.values()
    required = (item.id for frame in frames for item in frame.requirements if item.field == field)
    sized = field in SIZE_FIELDS
    excluding: list[tuple[str, Condition]] = [(item.code, item.when) for item in decisions.voids]
    excluding += [(item.id, item.when) for item in decisions.exclusions]
    return (
        ("選択肢を消す", reading(excluding)),
        ("点", reading((item.id, item.when) for item in decisions.evidence)),
        ("2類", reading((item.id, item.when) for item in decisions.class_needs)),
        ("会社の大きさ", ("sme", "small", "beyond_sme") if sized else ()),
        ("費用", COST_CITES if field in COST_FIELDS else ()),
        ("補助金", tuple(dict.fromkeys(required)) or (("frames",) if field in SUBSIDY_FIELDS else ())),
        ("ほかの道", reading((item.id, item.when) for item in rules.knowledge.routes.values())),
        ("助言", reading((item.code, item.when) for item in counsel.advice)),
        ("次の一歩", reading((item.id, when) for item in counsel.actions for when in (item.when, item.unless))),
        ("ほかの質問を聞くか", reading((item.field, item.ask_when) for item in questions)),
    )


def _ruled_row(item: Exclusion, rules: RuleBase) -> str:
    options = _names(item.options, rules)
    return f"| {item.id} | {when_said(item.when, rules)} | {options} | {item.because} | {_cites(item.cites)} |"


def _evidence_row(item: Evidence, rules: RuleBase) -> str:
    points = " | ".join(f"{points:+d}" if (points := item.weights.of(option)) else "" for option in OPTIONS)
    return (
        f"| {item.id} | {when_said(item.when, rules)} | {points} | {BASIS[item.basis]} "
        f"| {item.because} | {_cites(item.cites)} |"
    )


def _head(*names: str) -> list[str]:
    return ["", _row(*names), "|" + "---|" * len(names)]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def when_said(condition: Condition | None, rules: RuleBase) -> str:
    """A condition in words; 「いつも」 where there is none."""
    return "いつも" if condition is None else describe(condition, rules.vocabulary)


def _names(options: tuple[str, ...], rules: RuleBase) -> str:
    return "、".join(item.name for item in rules.decisions.options if item.option in options)


def _cites(cites: tuple[str, ...]) -> str:
    return "、".join(cites)
