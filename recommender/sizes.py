"""Whether a company is a small or medium enterprise (中小企業) and a small business (小規模事業者).

The tables are data (`knowledge/data/sizes.yaml`). What the answers leave open is settled only where every case
agrees, so an unknown size stays unknown. An answer that wasn't given yet is as open as an unknown one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from knowledge.base import Knowledge
from knowledge.fields import Answers
from knowledge.subsidy_records import SizeRow
from knowledge.values import UNKNOWN, Bounds, Value, exactly
from questionnaires.interview import is_asked, live_answers
from questionnaires.records import Questionnaire

SIZE_FIELDS = ("industry", "industry_detail", "entity", "employees", "capital_yen")
BY_CAPITAL = "corporation"
"""The legal form that may count its capital instead of its employees."""
OTHER_FORM = "other"
"""A legal form without a row: a company, a body that is judged by its employees, or one that may not apply at all."""
_FIRMS = (BY_CAPITAL, "sole_proprietor")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A code (業種) that we, not the table, put into a row, where another row would have said otherwise."""

    field: str
    code: str
    row: SizeRow


@dataclass(frozen=True, slots=True)
class _Case:
    industry: str
    detail: str
    entity: str


def is_sme(answers: Answers, knowledge: Knowledge) -> bool | None:
    """Whether the company is 中小企業等: True, False, or None where the answers leave it open.

    A legal form that is none of the table's may be beyond every line, but is never known to be within.
    """
    within = _within_lines(_cases(answers, knowledge), answers, knowledge)
    return None if within and answers.get("entity") == OTHER_FORM else within


def is_small(answers: Answers, knowledge: Knowledge) -> bool | None:
    """Whether the company is 小規模事業者 (firms and sole proprietors only), or None where it is open."""
    return _agreed(
        _fits(case, answers, knowledge, knowledge.small_rows) if case.entity in _FIRMS else False
        for case in _cases(answers, knowledge)
    )


def may_count_capital(answers: Answers) -> bool:
    """Whether the capital can matter: for firms, and where the legal form is open."""
    entity = answers.get("entity")
    return not isinstance(entity, str) or entity in (BY_CAPITAL, OTHER_FORM)


def size_row(answers: Answers, knowledge: Knowledge, *, small: bool = False) -> SizeRow | None:
    """The row of the table that applies, or None where industry or legal form leave it open."""
    table = knowledge.small_rows if small else knowledge.sme_rows
    rows = {_row_for(case, table) for case in _cases(answers, knowledge)}
    return rows.pop() if len(rows) == 1 else None


def judgement(answers: Answers, knowledge: Knowledge, *, small: bool = False) -> Judgement | None:
    """Our own reading of the table behind a settled size; None where the table says it, or every row agrees."""
    row = size_row(answers, knowledge, small=small)
    named = _named(answers, row) if row else None
    if row is None or named is None:
        return None
    table = knowledge.small_rows if small else knowledge.sme_rows
    ours = {(item.table, item.row, code) for item in knowledge.size_judged for code in item.codes}
    forms = {case.entity for case in _cases(answers, knowledge)}
    if ("small" if small else "sme", row.id, named[1]) not in ours or (small and not forms & set(_FIRMS)):
        return None
    says = {_within(other, entity, answers, knowledge) for other in table if other.industries for entity in forms}
    return Judgement(*named, row) if len(says) > 1 else None


def _named(answers: Answers, row: SizeRow) -> tuple[str, str] | None:
    """The answer that leads to the row: the finer industry where it has one, else the industry."""
    detail, industry = answers.get("industry_detail"), answers.get("industry")
    if isinstance(detail, str) and detail in row.details:
        return "industry_detail", detail
    return ("industry", industry) if isinstance(industry, str) and industry in row.industries else None


def _agreed(verdicts: Iterator[bool | None]) -> bool | None:
    found = set(verdicts)
    return found.pop() if len(found) == 1 else None


def _within_lines(cases: Iterator[_Case], answers: Answers, knowledge: Knowledge) -> bool | None:
    return _agreed(_fits(case, answers, knowledge, knowledge.sme_rows) for case in cases)


def _cases(answers: Answers, knowledge: Knowledge, *, any_detail: bool = False) -> Iterator[_Case]:
    """Every company that the answers allow. `any_detail`: with finer industries that are none of its industry too."""
    fields = knowledge.vocabulary.fields
    industry, detail, entity = (answers.get(name) for name in ("industry", "industry_detail", "entity"))
    industries = (industry,) if isinstance(industry, str) else fields["industry"].codes
    forms = tuple(code for code in fields["entity"].codes if code != OTHER_FORM)
    if isinstance(entity, str) and entity != OTHER_FORM:
        forms = (entity,)
    for code in industries:
        details: tuple[str, ...] = (detail,) if isinstance(detail, str) else _details(code, knowledge)
        if any_detail:
            details = fields["industry_detail"].codes
        yield from (_Case(code, *rest) for rest in product(details, forms))


def _details(industry: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The finer industries that an industry has, and none of them."""
    return ("none", *(item.detail for item in knowledge.size_details if industry in item.industries))


def _row_for(case: _Case, table: tuple[SizeRow, ...]) -> SizeRow | None:
    for row in table:
        if case.entity in row.entities:
            return row if not row.by_industry else _industry_row(case, table)
    return _industry_row(case, table)


def _industry_row(case: _Case, table: tuple[SizeRow, ...]) -> SizeRow | None:
    named = next((row for row in table if case.detail in row.details), None)
    return named or next((row for row in table if case.industry in row.industries), None)


def _fits(case: _Case, answers: Answers, knowledge: Knowledge, table: tuple[SizeRow, ...]) -> bool | None:
    row = _row_for(case, table)
    return None if row is None else _within(row, case.entity, answers, knowledge)


def _within(row: SizeRow, entity: str, answers: Answers, knowledge: Knowledge) -> bool | None:
    vocabulary = knowledge.vocabulary
    by_employees = _at_most(vocabulary.bounds("employees", answers), row.employees_max)
    # Either limit suffices for a firm; all others, and sole proprietors, are counted by their employees.
    if row.capital_max_yen is None or entity != BY_CAPITAL:
        return by_employees
    by_capital = _at_most(vocabulary.bounds("capital_yen", answers), row.capital_max_yen)
    if by_employees or by_capital:
        return True
    return None if None in (by_employees, by_capital) else False


def _at_most(bounds: Bounds, limit: int | None) -> bool | None:
    if limit is None:
        return None
    if bounds.high is not None and bounds.high <= limit:
        return True
    return False if bounds.low > limit else None


def size_can_turn(
    answers: Answers, knowledge: Knowledge, questionnaire: Questionnaire, within: Mapping[str, Bounds]
) -> bool:
    """Whether some answer to the fields not asked yet takes the company over the SME limits, or back below them.

    Size only grows with employees and capital, so the outermost values settle the numbers; `within` bounds those
    that are known as a range. An answer that other answers hide doesn't count.
    """
    beyond = is_sme(answers, knowledge) is False
    # Any finer industry can be answered, also one that isn't part of the industry.
    any_detail = not ("industry" in answers and "industry_detail" in answers)
    if not beyond and _within_lines(_cases(answers, knowledge, any_detail=any_detail), answers, knowledge):
        return False
    fields = knowledge.vocabulary.fields
    tries: dict[str, tuple[Value, ...]] = {}
    for name in SIZE_FIELDS:
        field = fields[name]
        if name in answers or (name in questionnaire.questions and not _may_be_asked(name, answers, questionnaire)):
            continue
        if field.kind == "choice":
            tries[name] = (*field.codes, UNKNOWN)
        else:
            bounds = within.get(name, Bounds(field.min or 0, field.max))
            outermost = bounds.low if beyond or bounds.high is None else bounds.high
            tries[name] = (exactly(outermost),)
    for values in product(*tries.values()):
        live = live_answers({**answers, **dict(zip(tries, values, strict=True))}, questionnaire)
        if (is_sme(live, knowledge) is False) is not beyond:
            return True
    return False


def _may_be_asked(name: str, answers: Answers, questionnaire: Questionnaire) -> bool:
    return is_asked(questionnaire.questions[name], answers, questionnaire)
