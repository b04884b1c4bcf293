"""The rule base as a sheet that a reviewer can read: every rule with its condition, points and sources."""

from __future__ import annotations

from knowledge.conditions import Condition, describe
from recommender.records import OPTIONS, ClassNeed, Evidence, Exclusion
from recommender.rulebase import RuleBase

BASIS = {"stated": "出典の事実", "judgement": "判断"}


def logic_sheet(rules: RuleBase) -> str:
    """Markdown tables: what empties the choice, what excludes, what weighs, what asks for 2類, and the questions."""
    decisions = rules.decisions
    lines = ["## 選べなくなる条件", "", "| id | 条件 | 消える選択肢 | 理由 | 出典 |", "|---|---|---|---|---|"]
    lines += [
        f"| {item.code} | {_said(item.when, rules)} | すべて | {item.because} | {_cites(item.cites)} |"
        for item in decisions.voids
    ]
    beyond = decisions.beyond_sme
    lines.append(f"| beyond_sme | 中小企業の線を超える | すべて | {beyond.because} | {_cites(beyond.cites)} |")
    lines += [_ruled_row(item, rules) for item in decisions.exclusions]
    names = " | ".join(rules.option(option).name for option in OPTIONS)
    lines += [
        "",
        "## 決め手と点",
        "",
        f"| id | 条件 | {names} | 種類 | 理由 | 出典 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [_evidence_row(item, rules) for item in decisions.evidence]
    lines += ["", "## 2類を考える条件", "", "| id | 条件 | 型 | 理由 | 出典 |", "|---|---|---|---|---|"]
    lines += [_ruled_row(item, rules) for item in decisions.class_needs]
    lines += ["", "## 質問", "", "| 項目 | 質問 | 聞く条件 |", "|---|---|---|"]
    for question in rules.questionnaire.questions.values():
        when = _said(question.ask_when, rules) if question.ask_when else "いつも"
        lines.append(f"| {question.field} | {question.ask} | {when} |")
    return "\n".join(lines) + "\n"


def _ruled_row(item: Exclusion | ClassNeed, rules: RuleBase) -> str:
    options = _names(item.options, rules)
    return f"| {item.id} | {_said(item.when, rules)} | {options} | {item.because} | {_cites(item.cites)} |"


def _evidence_row(item: Evidence, rules: RuleBase) -> str:
    points = " | ".join(f"{points:+d}" if (points := item.weights.of(option)) else "" for option in OPTIONS)
    return (
        f"| {item.id} | {_said(item.when, rules)} | {points} | {BASIS[item.basis]} "
        f"| {item.because} | {_cites(item.cites)} |"
    )


def _said(condition: Condition, rules: RuleBase) -> str:
    return describe(condition, rules.vocabulary)


def _names(options: tuple[str, ...], rules: RuleBase) -> str:
    return "、".join(item.name for item in rules.decisions.options if item.option in options)


def _cites(cites: tuple[str, ...]) -> str:
    return "、".join(cites)
