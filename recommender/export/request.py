"""見積依頼書 in Markdown: one page of business Japanese to a provider, and the clause questions as an enclosure.

Nothing goes in that the user didn't state, and nothing about money, size for subsidies or past damage; `omit` leaves
out more. What comes from the user is escaped.
"""

from __future__ import annotations

from collections.abc import Collection

from knowledge.records import ClassCode, Service
from knowledge.values import UNKNOWN, Chosen
from questionnaires.showing import show_value
from recommender.export.markdown import escaped
from recommender.quotes.fields import load_quote_fields
from recommender.quotes.wording import RequestPhrases, load_quote_wording
from recommender.results import Assessment
from recommender.rulebase import RuleBase


def request_markdown(
    assessment: Assessment, rules: RuleBase, service: Service | None = None, omit: Collection[str] = ()
) -> str:
    """The request for the recommended plan. `omit`: profile fields that the user doesn't want to give."""
    phrases = load_quote_wording().request
    blocks = [
        f"# {phrases.title}",
        *_head(assessment, phrases, service, omit),
        phrases.greeting,
        f"## {phrases.facts}",
        _facts(assessment, rules, phrases, omit),
        f"## {phrases.plan}",
        _plan(assessment, rules, phrases, service, omit),
        f"## {phrases.answers}",
        phrases.answers_lead,
        _answers(assessment, phrases),
    ]
    if service:
        unknown = _unknown(service, phrases)
        blocks += [f"## {phrases.catalogue}", phrases.catalogue_lead, unknown] if unknown else []
    blocks += [phrases.closing, phrases.neutral]
    if assessment.checklist:
        blocks += [f"## {phrases.enclosure}", phrases.enclosure_lead, _enclosure(assessment, rules)]
    return "\n\n".join(blocks) + "\n"


def _head(assessment: Assessment, phrases: RequestPhrases, service: Service | None, omit: Collection[str]) -> list[str]:
    day = assessment.as_of
    to = phrases.to.format(provider=escaped(service.provider)) if service else phrases.to_anyone
    name = assessment.profile.answers.get("company_name")
    given = isinstance(name, str) and name.strip() and "company_name" not in omit
    company = phrases.company_line.format(name=escaped(str(name))) if given else phrases.company_blank
    sender = [company, phrases.person_blank, phrases.due_blank]
    return [phrases.date.format(year=day.year, month=day.month, day=day.day), to, _items(sender)]


def _facts(assessment: Assessment, rules: RuleBase, phrases: RequestPhrases, omit: Collection[str]) -> str:
    answers, fields = assessment.profile.answers, rules.vocabulary.fields
    stated = [
        (fields[name].label, show_value(answers[name], fields[name]))
        for name in phrases.facts_fields
        if name in answers and name not in omit and answers[name] is not UNKNOWN
    ]
    if not stated:
        return phrases.facts_none
    # Two facts a row, so that the letter stays on one page.
    cells = [escaped(text) for pair in stated for text in pair]
    cells += [""] * (-len(cells) % 4)
    rows = [cells[start : start + 4] for start in range(0, len(cells), 4)]
    head = ["| 項目 | 内容 | 項目 | 内容 |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *("| " + " | ".join(row) + " |" for row in rows)])


def _plan(
    assessment: Assessment,
    rules: RuleBase,
    phrases: RequestPhrases,
    service: Service | None,
    omit: Collection[str],
) -> str:
    option, code = assessment.monitoring.choice, assessment.service_class.choice
    answers = assessment.profile.answers
    lines = [phrases.plan_open]
    if option and code:
        text = rules.option(option)
        name = rules.service_class(code).name
        lines = [phrases.plan_line.format(option=text.name, service_class=name, plain=text.plain)]
    devices = rules.vocabulary.bounds("devices", answers)
    if devices.low == devices.high and not {"pcs", "servers"} & set(omit):
        lines.append(phrases.plan_devices.format(devices=f"{devices.low:,}"))
    sites = rules.vocabulary.bounds("sites", answers)
    if "sites" in answers and sites.low == sites.high and "sites" not in omit:
        lines.append(phrases.plan_sites.format(sites=f"{sites.low:,}"))
    wants = answers.get("wants")
    if isinstance(wants, Chosen) and wants.codes and "wants" not in omit:
        shown = show_value(wants, rules.vocabulary.fields["wants"])
        lines.append(phrases.plan_wants.format(wants=escaped(shown)))
    if service:
        lines.append(phrases.plan_service.format(service=escaped(service.name)))
    if code:
        lines.append(phrases.plan_class2 if code == "class2" else phrases.plan_class1)
    return _items(lines)


def _answers(assessment: Assessment, phrases: RequestPhrases) -> str:
    """What the quote should state, group by group, so that it can be checked field by field afterwards."""
    fields = load_quote_fields().by_id
    option, code = assessment.monitoring.choice, assessment.service_class.choice
    wanted: ClassCode = code or "class1"
    lines = []
    for group in phrases.groups:
        described = [fields[name] for name in group.fields]
        asked = [
            item.request
            for item in described
            if item.request and wanted in item.classes and (option is None or option in item.monitoring)
        ]
        if asked:
            lines.append(f"{group.name}: {'、'.join(asked)}")
    return _items(lines)


def _unknown(service: Service, phrases: RequestPhrases) -> str:
    asked = [item.ask for item in phrases.unknowns if getattr(service, item.fact).basis != "stated"]
    return _items(asked)


def _enclosure(assessment: Assessment, rules: RuleBase) -> str:
    clauses = rules.knowledge.clauses
    return "\n".join(
        f"{number}. {item.ask}（基準 {clauses[item.clause].where}）"
        for number, item in enumerate(assessment.checklist, 1)
    )


def _items(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
