"""Who may apply to a frame: what rules it out for good, what can still be done, and what is still open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.fields import Answers
from knowledge.subsidy_records import Frame, Requirement
from knowledge.values import Number
from questionnaires.interview import is_asked
from questionnaires.showing import show_number, show_value, show_yen
from recommender.results import Blocker
from recommender.rulebase import RuleBase
from recommender.size_words import judged_text
from recommender.sizes import OTHER_FORM, judgement, may_count_capital, size_row
from recommender.subsidies.bill import Applicant, is_settled, tool_named
from recommender.subsidies.wording import FinalPhrase, SubsidyWording


@dataclass
class Findings:
    """What is known of an application. `open`: missing answers that decide it; `confirm`: those that don't."""

    final: list[Blocker] = field(default_factory=list)
    todo: list[Blocker] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    confirm: list[str] = field(default_factory=list)

    def rule_out(self, phrase: FinalPhrase, name: str | None, frame: Frame, failed: str, **values: object) -> None:
        """Adds a final blocker with the value that failed; without sources of its own it rests on the frame's."""
        text, remedy = phrase.say.format(**values), phrase.remedy.format(**values)
        self.final.append(Blocker("final", text, name, phrase.cites or frame.sources, failed, remedy))


def examine_applicant(frame: Frame, applicant: Applicant, wording: SubsidyWording) -> Findings:
    """Everything about the company itself; money is left to the computation."""
    found = Findings()
    _check_size(frame, applicant, wording, found)
    _check_owner(frame, applicant, wording, found)
    _check_contract(frame, applicant, wording, found)
    _check_once(frame, applicant, wording, found)
    _check_tool(frame, applicant, wording, found)
    for requirement in frame.requirements:
        _check_requirement(requirement, applicant.answers, wording, found)
    return found


def covered_names(codes: Iterable[str], rules: RuleBase) -> str:
    """The tools in words, in the order of the question."""
    tools, wanted = rules.vocabulary.fields["main_tool"], set(codes)
    return "・".join(tools.choice_label(code) for code in tools.codes if code in wanted)


def missing_size(applicant: Applicant, *, small: bool) -> str:
    """Those answers that would settle the size and have none yet, in words; empty where no answer can."""
    answers, questionnaire = applicant.answers, applicant.rules.questionnaire
    names = ["industry", "entity", "employees"]
    if size_row(answers, applicant.rules.knowledge, small=small) is None:
        names.insert(1, "industry_detail")
    if not small and may_count_capital(answers):
        names.append("capital_yen")
    missing = [
        name
        for name in names
        if not is_settled(name, answers) and is_asked(questionnaire.questions[name], answers, questionnaire)
    ]
    return "、".join(applicant.rules.vocabulary.label(name) for name in missing)


def _check_size(frame: Frame, applicant: Applicant, wording: SubsidyWording, found: Findings) -> None:
    if applicant.sme:
        return
    if applicant.sme is None and applicant.answers.get("entity") == OTHER_FORM:
        found.open.append(wording.confirm.size_other)
        return
    if applicant.sme is None:
        found.open.append(wording.confirm.size.format(fields=missing_size(applicant, small=False)))
        return
    by_capital = may_count_capital(applicant.answers)
    values = _stated_size(applicant, by_capital=by_capital)
    row = size_row(applicant.answers, applicant.rules.knowledge)
    if row is None or row.employees_max is None:
        found.rule_out(wording.final.too_large_anyhow, "employees", frame, values, values=values)
        return
    employees = f"{row.employees_max:,}人"
    if by_capital and row.capital_max_yen is not None:
        limit = wording.size.either.format(capital=show_yen(row.capital_max_yen), employees=employees)
    else:
        limit = wording.size.employees.format(employees=employees)
    ours = judgement(applicant.answers, applicant.rules.knowledge)
    told = {"row": row.name, "limit": limit, "values": values}
    if ours is None:
        found.rule_out(wording.final.too_large, "employees", frame, values, **told)
        return
    judged = judged_text(ours, applicant.rules)
    found.rule_out(wording.final.too_large_judged, "employees", frame, values, judged=judged, **told)
    found.confirm.append(judged)


def _stated_size(applicant: Applicant, *, by_capital: bool) -> str:
    fields, parts = applicant.rules.vocabulary.fields, []
    for name in ("employees", "capital_yen") if by_capital else ("employees",):
        value = applicant.answers.get(name)
        if isinstance(value, Number):
            whole = value.low if value.is_exact and name == "capital_yen" else None
            shown = show_number(value, fields[name]) if whole is None else show_yen(whole)
            parts.append(f"{fields[name].label}{shown}")
    return "、".join(parts)


def _check_owner(frame: Frame, applicant: Applicant, wording: SubsidyWording, found: Findings) -> None:
    answers = applicant.answers
    if answers.get("entity") == "sole_proprietor":
        # Nobody holds shares in a person, and the question isn't asked of one.
        return
    owned = answers.get("large_company_owned")
    if owned is True:
        failed = _shown("large_company_owned", applicant)
        found.rule_out(wording.final.deemed_large, "large_company_owned", frame, failed)
    elif owned is not False:
        found.open.append(wording.confirm.deemed_large)


def _check_contract(frame: Frame, applicant: Applicant, wording: SubsidyWording, found: Findings) -> None:
    state = applicant.answers.get("contract_state")
    if state == "signed":
        found.rule_out(wording.final.signed, "contract_state", frame, _shown("contract_state", applicant))
    elif state != "not_yet":
        found.open.append(wording.confirm.contract)


def _check_once(frame: Frame, applicant: Applicant, wording: SubsidyWording, found: Findings) -> None:
    rule = applicant.rules.knowledge.editions[frame.edition].once_rule
    past = applicant.answers.get("past_otasuketai_subsidy")
    if rule.excludes_previous is False or past is False:
        return
    if past is True and rule.excludes_previous:
        failed = _shown("past_otasuketai_subsidy", applicant)
        found.rule_out(wording.final.once_only, "past_otasuketai_subsidy", frame, failed)
    elif past is not True:
        found.open.append(wording.confirm.past)
    if rule.note:
        # Where the edition's rule is settled the note only explains it; where it isn't, it keeps the result open.
        unsettled = past is True and rule.excludes_previous is None
        (found.open if unsettled else found.confirm).append(rule.note)


def _check_tool(frame: Frame, applicant: Applicant, wording: SubsidyWording, found: Findings) -> None:
    named = tool_named(frame, applicant.answers)
    covers = covered_names(frame.covers, applicant.rules)
    if named is False:
        found.rule_out(wording.final.tool_missing, "main_tool", frame, _shown("main_tool", applicant), covers=covers)
    elif named is None:
        found.open.append(wording.confirm.main_tool.format(covers=covers))


def _shown(name: str, applicant: Applicant) -> str:
    """「契約の状況: 契約・発注済み」: the answer that decides, with its question's name."""
    field = applicant.rules.vocabulary.fields[name]
    return f"{field.label}: {show_value(applicant.answers[name], field)}"


def _check_requirement(requirement: Requirement, answers: Answers, wording: SubsidyWording, found: Findings) -> None:
    if requirement.status == "bonus":
        return
    name = requirement.field
    answered = answers.get(name) if name else None
    if requirement.status == "unknown" or name is None or not isinstance(answered, str):
        found.confirm.append(requirement.text)
        return
    for todo in wording.todo:
        if todo.field == name and answered in todo.codes:
            found.todo.append(Blocker("todo", todo.say, name, todo.cites))
