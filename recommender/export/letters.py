"""Letters that people really have to write: 稟議書 for the own boss, and a reply to the 取引先 who asked for measures.

Everything said of the company or the plan comes from the assessment; what isn't known is left as a place to fill in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from knowledge.values import Chosen
from questionnaires.showing import show_yen
from recommender.export.blocks import Block, Heading, Items, Paragraph, Table
from recommender.export.charts import cost_chart
from recommender.export.content import about_part, company_of
from recommender.export.labels import CONFIDENCE, by_yardstick
from recommender.export.letter_wording import LetterWording, ReplyPhrases, RingiPhrases, load_letter_wording
from recommender.export.marked import show_day
from recommender.export.money import money_part
from recommender.export.steps import actions_part
from recommender.results import Assessment, NextAction
from recommender.rulebase import RuleBase
from recommender.verdict import show_span

_MOST_REASONS = 4
_STAR_ACTION = "security_action"


def ringi_blocks(assessment: Assessment, rules: RuleBase) -> tuple[Block, ...]:
    """稟議書の案: what is asked, what and why, money with the subsidy's state, risk, alternatives, what is open."""
    words = load_letter_wording()
    said = words.ringi
    plan = plan_name(assessment, rules)
    blocks: list[Block] = [
        Heading(1, said.title),
        Paragraph(show_day(assessment.as_of), at_right=True),
        Paragraph(said.author.format(person=words.person), at_right=True),
        Paragraph(_subject(assessment, plan, said)),
        Heading(2, said.asked),
        Items(tuple(map(Paragraph, _asked(assessment, plan, said))), numbered=True),
        *_what_and_why(assessment, rules, said),
        *(Heading(2, said.money) if isinstance(block, Heading) else block for block in money_part(assessment, rules)),
    ]
    blocks += [Paragraph(text) for text in ("".join(_money_notes(assessment, said)),) if text]
    chart = cost_chart(assessment)
    blocks += [chart] if chart else []
    blocks += _risk(words, rules)
    others = [item.text for item in (*assessment.monitoring.why_not, *assessment.service_class.why_not)]
    # Who has signed can't do nothing any more.
    others += [] if _is_signed(assessment) else [said.nothing]
    blocks += [Heading(2, said.others), Items(tuple(map(Paragraph, others)))] if others else []
    blocks += [Heading(2, said.unknown), *_unknown(assessment, said)]
    steps = actions_part(replace(assessment, actions=tuple(_actions(assessment, said))))
    blocks += [Heading(2, said.steps), *steps[1:]] if steps else []
    return (*blocks, Paragraph(words.draft), about_part(assessment, rules))


def _is_signed(assessment: Assessment) -> bool:
    """Whether the contract is made; what was signed isn't known, only what would be recommended."""
    return assessment.profile.answers.get("contract_state") == "signed"


def _is_barred(assessment: Assessment) -> bool:
    """Whether no computed frame will pay anything."""
    return all(route.eligible == "no" for route in assessment.subsidies)


def _subject(assessment: Assessment, plan: str, said: RingiPhrases) -> str:
    if _is_signed(assessment):
        return said.subject_signed
    return said.subject.format(plan=plan) if plan else said.subject_open


def _money_notes(assessment: Assessment, said: RingiPhrases) -> Iterable[str]:
    if assessment.cost is None:
        return
    yield said.money_note_yardstick if by_yardstick(assessment) else said.money_note
    yield said.money_note_signed if _is_signed(assessment) else said.money_note_quote
    yield said.money_note_barred if _is_barred(assessment) else said.money_note_subsidy


def _actions(assessment: Assessment, said: RingiPhrases) -> Iterable[NextAction]:
    """The next steps that still make sense without a subsidy where none will come."""
    out = said.barred_leaves_out if _is_barred(assessment) else ()
    return (item for item in assessment.actions if item.id not in out)


def plan_name(assessment: Assessment, rules: RuleBase) -> str:
    """「端末監視・1類」; empty where nothing is recommended."""
    option, code = assessment.monitoring.choice, assessment.service_class.choice
    return f"{rules.option(option).name}・{rules.service_class(code).name}" if option and code else ""


def _asked(assessment: Assessment, plan: str, said: RingiPhrases) -> Iterable[str]:
    if not plan:
        yield said.asked_open
        return
    class2 = assessment.service_class.choice == "class2"
    if _is_signed(assessment):
        yield from (text.format(plan=plan) for text in said.asked_signed)
        if not class2:
            yield said.asked_signed_caps.format(caps=_caps(assessment, said))
    elif class2:
        yield said.asked_class2.format(plan=plan)
    else:
        yield said.asked_plan.format(plan=plan, caps=_caps(assessment, said))
    if any(action.id == "contract_waits" for action in _actions(assessment, said)):
        yield said.asked_subsidy
    yield said.asked_contact


def _caps(assessment: Assessment, said: RingiPhrases) -> str:
    cost = assessment.cost
    if not (cost and cost.monthly and cost.two_years and cost.initial is not None and show_span(cost.monthly)):
        return said.caps_open
    two_years = show_yen(cost.two_years.high or 0)
    return said.caps.format(monthly=show_span(cost.monthly), initial=show_yen(cost.initial), two_years=two_years)


def _what_and_why(assessment: Assessment, rules: RuleBase, said: RingiPhrases) -> list[Block]:
    option, code = assessment.monitoring.choice, assessment.service_class.choice
    if not option or not code:
        return [Heading(2, said.why), Paragraph(assessment.verdict)]
    texts = (rules.option(option), rules.service_class(code))
    strongest = assessment.monitoring.reasons[:_MOST_REASONS]
    reasons = (*strongest, *assessment.service_class.reasons)
    level = assessment.monitoring.confidence
    sure = [Paragraph(said.confidence.format(confidence=CONFIDENCE[level]))]
    stability = assessment.stability
    if level == "low" and (stability.open_fields or stability.unknown_could_change):
        sure.append(Paragraph(said.tentative))
    return [
        Heading(2, said.what_signed if _is_signed(assessment) else said.what),
        Items(tuple(Paragraph(f"{text.name}: {text.plain}", text.cites) for text in texts)),
        *sure,
        Heading(2, said.why),
        Items(tuple(Paragraph(item.text, item.cites) for item in reasons), numbered=True),
    ]


def _risk(words: LetterWording, rules: RuleBase) -> list[Block]:
    """The published figures as the knowledge base tells them, and a place for the company's own."""
    said = words.ringi
    told = (rules.knowledge.statistics[name] for name in said.risks)
    own = Paragraph(said.risk_own.format(to_fill=words.to_fill))
    return [
        Heading(2, said.risk),
        Paragraph(said.risk_lead),
        Items((*(Paragraph(item.text, (item.id,)) for item in told), own)),
    ]


def _unknown(assessment: Assessment, said: RingiPhrases) -> list[Block]:
    if not assessment.to_confirm:
        return [Paragraph(said.unknown_none)]
    return [Items(tuple(Paragraph(f"{item.label}: {item.how}") for item in assessment.to_confirm))]


def reply_blocks(assessment: Assessment, rules: RuleBase) -> tuple[Block, ...]:
    """取引先への返事の案: what is done now, what is planned by when, what can't be promised, and what we ask.

    Nothing of money, weaknesses, points or doubts goes in: it leaves the company.
    """
    words = load_letter_wording()
    said = words.reply
    return (
        Heading(1, said.title),
        Paragraph(show_day(assessment.as_of), at_right=True),
        Paragraph(said.to),
        Paragraph(said.sender.format(company=company_of(assessment), person=words.person), at_right=True),
        Paragraph(said.greeting),
        Heading(2, said.now),
        *_measures(assessment, rules, said),
        Heading(2, said.planned),
        Table(said.columns, tuple(_plans(assessment, rules, said))),
        *_service(assessment, rules, said),
        Heading(2, said.open),
        Items(tuple(map(Paragraph, said.open_items))),
        Heading(2, said.request),
        Items(tuple(map(Paragraph, said.request_items))),
        Paragraph(said.closing),
        Paragraph(words.draft),
    )


def _measures(assessment: Assessment, rules: RuleBase, said: ReplyPhrases) -> list[Block]:
    """The measures that the user named himself; where none is known, a place to write them."""
    has = assessment.profile.answers.get("has")
    blank = Items((Paragraph(said.now_blank),))
    if not isinstance(has, Chosen) or not has.codes:
        return [blank]
    field = rules.vocabulary.fields["has"]
    named = [field.choice_label(code) for code in field.codes if code in has.codes]
    return [Paragraph(said.now_lead), Items((*map(Paragraph, named), *blank.items))]


def _plans(assessment: Assessment, rules: RuleBase, said: ReplyPhrases) -> Iterable[tuple[str, str, str]]:
    answers = assessment.profile.answers
    plan = plan_name(assessment, rules)
    states = {"not_yet": said.plan_state, "signed": said.plan_state_signed}
    state = states.get(str(answers.get("contract_state")), said.plan_state_open)
    what = said.plan.format(plan=plan) if plan else said.plan_open
    yield (said.plan_signed if _is_signed(assessment) else what, said.due, state)
    stars = {"none": said.star_state, "one_star": said.star_one, "two_stars": said.star_two}
    star = stars.get(str(answers.get("security_action")))
    if star:
        due = next((item.due for item in assessment.actions if item.id == _STAR_ACTION), None)
        done = star != said.star_state
        yield (said.star, "" if done else show_day(due) if due else said.due, star)
    yield (said.more, said.due, said.plan_state_open)


def _service(assessment: Assessment, rules: RuleBase, said: ReplyPhrases) -> list[Block]:
    option = assessment.monitoring.choice
    if _is_signed(assessment):
        return [Heading(2, said.service), Paragraph(said.service_signed), Paragraph(said.service_note)]
    if option is None:
        return []
    text = rules.option(option)
    lead = Paragraph(said.service_lead.format(name=text.name, plain=text.plain), text.cites)
    not_yet = assessment.profile.answers.get("contract_state") == "not_yet"
    who = said.service_later if not_yet else said.service_maybe
    return [Heading(2, said.service), lead, Paragraph(f"{said.service_note}{who}")]
