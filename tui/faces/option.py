"""One option on a page of its own: what speaks for it and against it, and what is still open."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.conditions import describe
from knowledge.fields import Answers
from knowledge.records import Monitoring
from recommender.monitoring import Choice
from recommender.reasons import Possible, evidence_reason, exclusion_reason, possible
from recommender.rulebase import RuleBase
from tui.talk.reasons import when_phrase
from tui.talk.statements import Statement, heading

_MOST_POSSIBLE = 8


def option_title(option: Monitoring, choice: Choice, rules: RuleBase) -> str:
    standing, name = choice.standing(option), rules.option(option).name
    if standing.excluded_by:
        return f"{name}  いまの答えでは選べません"
    return f"{name}  {standing.score}点{'（いちばん合っています）' if choice.option == option else ''}"


def option_statements(option: Monitoring, choice: Choice, answers: Answers, rules: RuleBase) -> Iterable[Statement]:
    """The option in plain words, the answers for and against it with their clauses, and what could still move it."""
    standing, text = choice.standing(option), rules.option(option)
    yield Statement(text.plain, text.cites)
    if standing.excluded_by:
        yield heading("選べない理由")
    for excluded in standing.excluded_by:
        reason = exclusion_reason(excluded, option, answers, rules)
        yield Statement(reason.text, reason.cites)
    fired = [evidence_reason(item, option, answers, rules) for item in standing.fired]
    for title, sign in (("後押しする答え", 1), ("弱める答え", -1)):
        mine = [reason for reason in fired if reason.weight * sign > 0]
        yield heading(title)
        yield from (Statement(reason.text, reason.cites, f"{reason.weight:+d}") for reason in mine)
        if not mine:
            yield Statement("いまのところ、ありません。")
    yield heading("まだ決まっていないことで、動くもの")
    waiting = possible(option, answers, rules)
    yield from (_possible(item, rules) for item in waiting[:_MOST_POSSIBLE])
    if len(waiting) > _MOST_POSSIBLE:
        yield Statement(f"ほかに{len(waiting) - _MOST_POSSIBLE}件あります。点の小さいものです。")
    if not waiting:
        yield Statement("ありません。この見守り方に関わることは、全部お聞きしました。")


def _possible(item: Possible, rules: RuleBase) -> Statement:
    follows = f"{item.because}。" if item.weight else f"選べなくなります。{item.because}。"
    label = f"{item.weight:+d}" if item.weight else "不可"
    return Statement(f"{when_phrase(describe(item.when, rules.vocabulary))}: {follows}", item.cites, label)
