"""見積依頼書: one page of business Japanese to a provider; what to state and what the standard backs are enclosed.

Nothing goes in that the user didn't state, and nothing about money, size for subsidies or past damage; `omit` leaves
out more.
"""

from __future__ import annotations

from collections.abc import Collection

from knowledge.records import ClassCode, Service
from knowledge.values import UNKNOWN, Chosen
from questionnaires.showing import show_value
from recommender.export.blocks import Block, Heading, Items, Paragraph, Table
from recommender.quotes.fields import load_quote_fields
from recommender.quotes.wording import RequestPhrases, load_quote_wording
from recommender.results import Assessment, CheckItem
from recommender.rulebase import RuleBase


def request_blocks(
    assessment: Assessment, rules: RuleBase, service: Service | None = None, omit: Collection[str] = ()
) -> tuple[Block, ...]:
    """The request for the recommended plan. `omit`: profile fields that the user doesn't want to give."""
    phrases = load_quote_wording().request
    blocks: list[Block] = [
        Heading(1, phrases.title),
        *_head(assessment, phrases, service, omit),
        Paragraph(phrases.greeting),
        Heading(2, phrases.facts),
        _facts(assessment, rules, phrases, omit),
        Heading(2, phrases.plan),
        _plan(assessment, rules, phrases, service, omit),
        Paragraph(phrases.enclosed),
    ]
    unknown = unknown_of(service, phrases) if service else ()
    if unknown:
        blocks += [Heading(2, phrases.catalogue), Paragraph(f"{phrases.catalogue_lead}{'、'.join(unknown)}。")]
    blocks += [Paragraph(phrases.closing), Paragraph(phrases.neutral)]
    blocks += [Heading(2, phrases.answers, new_page=True), Paragraph(phrases.answers_lead)]
    blocks.append(_answers(assessment, phrases))
    questions = entitled(assessment, rules)
    if questions:
        blocks += [Heading(2, phrases.enclosure), Paragraph(phrases.enclosure_lead)]
        blocks.append(_enclosure(questions, phrases, rules))
    return tuple(blocks)


def offered_facts(assessment: Assessment, rules: RuleBase) -> tuple[tuple[str, str, str], ...]:
    """What a request would tell of the company: each field's id, its name and the answer in words.

    A number that the user couldn't tell is being checked: a provider reckons with it, so it isn't left out.
    """
    answers, fields = assessment.profile.answers, rules.vocabulary.fields
    phrases = load_quote_wording().request
    names = ("company_name", *phrases.facts_fields, "wants")
    return tuple(
        (name, fields[name].label, phrases.being_checked)
        if answers[name] is UNKNOWN
        else (name, fields[name].label, show_value(answers[name], fields[name]))
        for name in names
        if name in answers and (answers[name] is not UNKNOWN or fields[name].kind == "integer")
    )


def entitled(assessment: Assessment, rules: RuleBase) -> tuple[CheckItem, ...]:
    """Every question that the standard backs for this plan, in its order.

    The checklist holds the duties; what the standard means by the plan's words (what a monitoring must be able to
    do, who answers for it) entitles the user as well.
    """
    option = assessment.monitoring.choice
    if option is None:
        return ()
    meant = [
        CheckItem(item.clause, rules.knowledge.clauses[item.clause].ask or "")
        for item in load_quote_wording().request.meanings
        if option in item.monitoring
    ]
    order = list(rules.knowledge.clauses)
    return tuple(sorted((*meant, *assessment.checklist), key=lambda item: order.index(item.clause)))


def unknown_of(service: Service, phrases: RequestPhrases) -> tuple[str, ...]:
    """What to ask because the catalogue doesn't state it of the service; what is only inferred is asked too."""
    return tuple(item.ask for item in phrases.unknowns if getattr(service, item.fact).basis != "stated")


def _head(
    assessment: Assessment, phrases: RequestPhrases, service: Service | None, omit: Collection[str]
) -> list[Block]:
    day = assessment.as_of
    name = assessment.profile.answers.get("company_name")
    given = isinstance(name, str) and name.strip() and "company_name" not in omit
    company = phrases.company_line.format(name=name) if given else phrases.company_blank
    return [
        Paragraph(phrases.date.format(year=day.year, month=day.month, day=day.day), at_right=True),
        Paragraph(phrases.to.format(provider=service.provider) if service else phrases.to_anyone),
        _items([company, phrases.person_blank, phrases.due_blank]),
    ]


def _facts(assessment: Assessment, rules: RuleBase, phrases: RequestPhrases, omit: Collection[str]) -> Block:
    stated = [
        (label, said)
        for name, label, said in offered_facts(assessment, rules)
        if name in phrases.facts_fields and name not in omit
    ]
    if not stated:
        return Paragraph(phrases.facts_none)
    # Two facts a row, so that the letter stays on one page.
    cells = [text for pair in stated for text in pair]
    cells += [""] * (-len(cells) % 4)
    return Table(tuple(phrases.facts_columns) * 2, tuple(tuple(cells[at : at + 4]) for at in range(0, len(cells), 4)))


def _plan(
    assessment: Assessment,
    rules: RuleBase,
    phrases: RequestPhrases,
    service: Service | None,
    omit: Collection[str],
) -> Items:
    option, code = assessment.monitoring.choice, assessment.service_class.choice
    answers = assessment.profile.answers
    lines = [phrases.plan_open]
    if option and code:
        text = rules.option(option)
        name = rules.service_class(code).name
        lines = [phrases.plan_line.format(option=text.name, service_class=name, plain=text.plain)]
    devices = rules.vocabulary.bounds("devices", answers)
    if not {"pcs", "servers"} & set(omit):
        if devices.low == devices.high:
            lines.append(phrases.plan_devices.format(devices=f"{devices.low:,}"))
        elif UNKNOWN in (answers.get("pcs"), answers.get("servers")):
            lines.append(phrases.plan_devices_open)
    sites = rules.vocabulary.bounds("sites", answers)
    if "sites" in answers and sites.low == sites.high and "sites" not in omit:
        lines.append(phrases.plan_sites.format(sites=f"{sites.low:,}"))
    wants = answers.get("wants")
    if isinstance(wants, Chosen) and wants.codes and "wants" not in omit:
        lines.append(phrases.plan_wants.format(wants=show_value(wants, rules.vocabulary.fields["wants"])))
    if service:
        lines.append(phrases.plan_service.format(service=service.name))
        offered = service.monitoring.value
        if option and offered and offered != option:
            wanted = rules.option(option).name
            lines.append(phrases.plan_other_type.format(offered=rules.option(offered).name, wanted=wanted))
    if code:
        lines.append(phrases.plan_class2 if code == "class2" else phrases.plan_class1)
    return _items(lines)


def _answers(assessment: Assessment, phrases: RequestPhrases) -> Items:
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


def _enclosure(questions: tuple[CheckItem, ...], phrases: RequestPhrases, rules: RuleBase) -> Items:
    clauses = rules.knowledge.clauses
    asked = (phrases.question.format(ask=item.ask, where=clauses[item.clause].where) for item in questions)
    return Items(tuple(map(Paragraph, asked)), numbered=True)


def _items(lines: list[str]) -> Items:
    return Items(tuple(map(Paragraph, lines)))
