"""受け方の比較: the frame for お助け隊 alone, お助け隊 as an option to software, and two applications, side by side.

Every way counts the same spending (two years of fees, the start, and all software and hardware that is planned), so
that the yen of one can be held against the yen of another. What the rules forbid is named with its rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.freshness import WindowStatus
from knowledge.subsidy_records import Document, Edition, Frame
from knowledge.values import Bounds, Chosen
from questionnaires.showing import show_yen
from recommender.cost import Span
from recommender.results import SubsidyRoute
from recommender.subsidies.amounts import added_up, calculate
from recommender.subsidies.bill import COST_FIELDS, Applicant, Fee, bill_of, tool_named
from recommender.subsidies.plan import effort_until_decision
from recommender.subsidies.results import Allowed, Way, WayKind
from recommender.subsidies.wording import CombiningPhrases, SubsidyWording

_STATUSES: tuple[WindowStatus, ...] = ("closed", "unknown", "upcoming", "open")
"""The most doubtful first: a way is as open as the least open of its frames."""
_WHOSE = ("employees", "large_company_owned", "contract_state", "past_otasuketai_subsidy")
"""What stands against the company itself, not against its software or its money."""
_SETTLED: dict[bool | None, Allowed] = {True: "yes", False: "no", None: "unknown"}


@dataclass(frozen=True, slots=True)
class _Case:
    """What every way is computed for. `planned`: the yen of all software and hardware, None where that is open."""

    edition: Edition
    security: Frame
    applicant: Applicant
    fee: Fee
    routes: dict[str, SubsidyRoute]
    planned: int | None
    steps_left: int
    days: Span
    phrases: CombiningPhrases


@dataclass(frozen=True, slots=True)
class _Part:
    """The money of one application: eligible cost, software and hardware in it, amount, own cost, and cash first."""

    cost: int | None
    tools: int | None
    amount: Span | None
    own: Span | None
    cash: Span | None


def ways_to_pay(
    edition: Edition, applicant: Applicant, fee: Fee, routes: Sequence[SubsidyRoute], wording: SubsidyWording
) -> tuple[Way, ...]:
    """The ways of an edition, the simplest first. `routes` are its computed frames; none without the lone frame."""
    frames = applicant.rules.knowledge.frames
    mine = {route.id: route for route in routes if route.edition == edition.id}
    security = next((frames[name] for name in mine if frames[name].standalone), None)
    if security is None:
        return ()
    steps_left, days = effort_until_decision(applicant.answers, applicant.rules, wording)
    planned = _planned(applicant)
    case = _Case(edition, security, applicant, fee, mine, planned, steps_left, days, wording.combining)
    named = [frames[name] for name in mine if not frames[name].standalone]
    fitting = [frame for frame in named if tool_named(frame, applicant.answers)]
    open_ = [frame for frame in fitting if mine[frame.id].eligible != "no"] or fitting[:1]
    if not open_:
        return (_alone(case), *_without_tool(case, named))
    ways = (_alone(case), *(_option(frame, case) for frame in open_), *(_separate(frame, case) for frame in open_))
    return (*ways, _twice(tuple(open_), case))


def _alone(case: _Case) -> Way:
    route = case.routes[case.security.id]
    name, phrases = case.phrases.alone.format(security=case.security.name), case.phrases
    way = _way("alone", name, (case.security,), route.eligible, _barred(route), (_part(route, 0),), case)
    if way.allowed == "no" or case.planned == 0:
        return way
    if not isinstance(case.applicant.answers.get("main_tool"), Chosen):
        # Nobody spoke of software yet: the two years of the service alone, the same figure as the frame's own.
        own, cash = _part(route, 0).own, _part(route, 0).cash
        return replace(
            way,
            own_cost_24_months_yen=_exact(own),
            own_cost_24_months_range_yen=_open(own),
            cash_needed_first_yen=_exact(cash),
            cash_needed_first_range_yen=_open(cash),
            to_confirm=(phrases.tools_open,) if own or cash else (),
        )
    if case.planned is not None:
        return replace(way, to_confirm=(phrases.tools_counted.format(planned=show_yen(case.planned)),))
    # What is paid for the service stands, whatever may be bought beside it.
    own, cash = (_without_end(span) for span in (_part(route, 0).own, _part(route, 0).cash))
    told = (phrases.tools_open,) if own or cash else ()
    return replace(way, own_cost_24_months_range_yen=own, cash_needed_first_range_yen=cash, to_confirm=told)


def _without_end(span: Span | None) -> Span | None:
    return None if span is None else Span(span.low, None)


def _option(frame: Frame, case: _Case) -> Way:
    route, option = case.routes[frame.id], frame.option
    name = case.phrases.option.format(frame=frame.name)
    allowed = _worst(route.eligible, _SETTLED[option.allowed])
    tools = calculate(frame, bill_of(frame, case.fee, case.applicant)).tools
    bonus = {True: case.phrases.bonus, False: "", None: case.phrases.bonus_unknown}[option.bonus]
    said = [_barred(route), bonus, option.note or ""]
    rule = _joined(said)
    way = _way("option", name, (frame,), allowed, rule, (_part(route, tools),), case)
    return replace(way, fee_months=route.covered_months, bonus=option.bonus)


def _separate(frame: Frame, case: _Case) -> Way:
    """The software in its own frame without お助け隊, and お助け隊 in the frame for it alone."""
    combining, phrases = case.edition.combining, case.phrases
    alone, with_option = case.routes[case.security.id], case.routes[frame.id]
    bill = replace(bill_of(frame, case.fee, case.applicant), monthly=Span(0, 0), months=Bounds(0, 0))
    found = calculate(frame, bill)
    unsettled = combining.note or phrases.parallel_unknown
    rule = {True: phrases.parallel_yes, False: phrases.parallel_no, None: unsettled}[combining.parallel]
    said = [_barred(alone)]
    allowed = _worst(alone.eligible, _SETTLED[combining.parallel])
    if found.out:
        allowed = "no"
        said.append(phrases.tool_below.format(frame=frame.name))
    elif found.below is None or found.ceiling is None or with_option.eligible == "unknown":
        allowed = _worst(allowed, "unknown")
    said.append(rule)
    name = phrases.separate.format(frame=frame.name, security=case.security.name)
    own = None if found.cost is None or found.amount.high is None else _less_amount(found.cost, found.amount)
    cash = None if found.cost is None else Span(found.cost, found.cost)
    parts = (_Part(found.cost, found.tools, found.amount, own, cash), _part(alone, 0))
    way = _way("separate", name, (frame, case.security), allowed, _joined(said), parts, case)
    return replace(way, to_confirm=(*way.to_confirm, phrases.documents_twice), cites=(*way.cites, *combining.cites))


def _twice(frames: tuple[Frame, ...], case: _Case) -> Way:
    """お助け隊 in both frames: never computed, because the same fees would be paid for twice."""
    combining, phrases = case.edition.combining, case.phrases
    bars = _bars_all((*frames, case.security), case)
    forbidden = bool(bars) or combining.fee_in_both is False
    name = phrases.twice.format(frame="・".join(frame.name for frame in frames), security=case.security.name)
    rule = bars or (phrases.twice_no if forbidden else phrases.twice_unknown)
    allowed: Allowed = "no" if forbidden else "unknown"
    way = _way("twice", name, (*frames, case.security), allowed, rule, (), case)
    return replace(way, cites=(*combining.cites, *phrases.twice_cites))


def _without_tool(case: _Case, frames: Sequence[Frame]) -> Iterator[Way]:
    """The ways that need software beside お助け隊, told but not computed."""
    if not frames:
        return
    names, security = "・".join(frame.name for frame in frames), case.security
    kinds: tuple[tuple[WayKind, str, tuple[Frame, ...]], ...] = (
        ("option", case.phrases.option.format(frame=names), tuple(frames)),
        ("separate", case.phrases.separate.format(frame=names, security=security.name), (*frames, security)),
    )
    for kind, name, together in kinds:
        bars = _bars_all(together, case)
        yield _way(kind, name, together, "no" if bars else "unknown", bars or case.phrases.tool_missing, (), case)
    yield _twice(tuple(frames), case)


def _bars_all(frames: Sequence[Frame], case: _Case) -> str:
    """What shuts the company out of every one of the frames, whatever software it may still name; else empty."""
    said = [
        {item.said: None for item in case.routes[frame.id].blockers if item.kind == "final" and item.field in _WHOSE}
        for frame in frames
    ]
    return _joined([text for text in said[0] if all(text in other for other in said[1:])])


def _way(
    kind: WayKind,
    name: str,
    frames: tuple[Frame, ...],
    allowed: Allowed,
    rule: str,
    parts: tuple[_Part, ...],
    case: _Case,
) -> Way:
    """A way with its money added up over its applications, and its effort.

    Without parts the money stays open, and so it does where the way is forbidden.
    """
    applications = 1 if kind in ("alone", "option") else 2
    if allowed == "no":
        parts = ()
    amount = _added([part.amount for part in parts])
    outside = None
    if parts and case.planned is not None:
        covered = added_up([part.tools for part in parts])
        outside = None if covered is None else Span(case.planned - covered, case.planned - covered)
    own = _added([*(part.own for part in parts), outside]) if parts else None
    cash = _added([*(part.cash for part in parts), outside]) if parts else None
    documents = list(_documents(frames, case))
    months = case.security.fee_months if case.security in frames and parts else None
    return Way(
        kind=kind,
        edition=case.edition.id,
        name=name,
        frames=tuple(frame.id for frame in frames),
        allowed=allowed,
        status=next(state for state in _STATUSES if state in [case.routes[frame.id].status for frame in frames]),
        rule=rule,
        amount_yen=_exact(amount),
        amount_range_yen=_open(amount),
        eligible_cost_yen=added_up([part.cost for part in parts]) if parts else None,
        own_cost_24_months_yen=_exact(own),
        own_cost_24_months_range_yen=_open(own),
        cash_needed_first_yen=_exact(cash),
        cash_needed_first_range_yen=_open(cash),
        fee_months=months,
        bonus=None,
        applications=applications,
        steps_left=case.steps_left + applications - 1,
        days_to_decision=case.days,
        papers=tuple(dict.fromkeys(item.text for item in documents if not item.note)),
        documents=tuple(dict.fromkeys(item.text for item in documents)),
        in_place=tuple(dict.fromkeys(_in_place(frames))),
        to_confirm=(),
        tools_yen=case.planned,
        cites=tuple(dict.fromkeys((*(frame.id for frame in frames), *(s for frame in frames for s in frame.sources)))),
    )


def _documents(frames: tuple[Frame, ...], case: _Case) -> Iterator[Document]:
    entity = case.applicant.answers.get("entity")
    for frame in frames:
        for document in frame.documents:
            mine = (entity == "sole_proprietor") == (document.who == "sole_proprietor")
            if document.who == "any" or not isinstance(entity, str) or mine:
                yield document


def _in_place(frames: tuple[Frame, ...]) -> Iterator[str]:
    for frame in frames:
        yield from (item.text for item in frame.requirements if item.status == "required")


def _barred(route: SubsidyRoute) -> str:
    return _joined([item.said for item in route.blockers if item.kind == "final"])


def _part(route: SubsidyRoute, tools: int | None) -> _Part:
    return _Part(
        route.eligible_cost_yen,
        tools,
        _span(route.amount_yen, route.amount_range_yen),
        _span(route.own_cost_24_months_yen, route.own_cost_24_months_range_yen),
        _span(route.cash_needed_first_yen, route.cash_needed_first_range_yen),
    )


def _span(exact: int | None, span: Span | None) -> Span | None:
    return span if exact is None else Span(exact, exact)


def _less_amount(cost: int, amount: Span) -> Span:
    return Span(cost - (amount.high or 0), cost - amount.low)


def _planned(applicant: Applicant) -> int | None:
    """All software and hardware that the company plans beside the service; None where an amount is open."""
    tools = applicant.answers.get("main_tool")
    if not isinstance(tools, Chosen) or not tools.complete:
        return None
    software = tools.codes - set(COST_FIELDS) - {"none"}
    names = [
        *(["main_tool_cost_yen"] if software else []),
        *(COST_FIELDS[code] for code in tools.codes & set(COST_FIELDS)),
    ]
    found = [applicant.rules.vocabulary.bounds(name, applicant.answers) for name in names]
    return added_up([bounds.low if bounds.low == bounds.high else None for bounds in found])


def _worst(first: Allowed, second: Allowed) -> Allowed:
    return next(state for state in ("no", "unknown", "yes") if state in (first, second))


def _added(parts: Sequence[Span | None]) -> Span | None:
    known = [part for part in parts if part is not None]
    if not parts or len(known) < len(parts):
        return None
    return Span(sum(part.low for part in known), added_up([part.high for part in known]))


def _exact(span: Span | None) -> int | None:
    return span.low if span and span.low == span.high else None


def _open(span: Span | None) -> Span | None:
    return None if span is None or span.low == span.high else span


def _joined(sentences: Sequence[str]) -> str:
    """Sentences in one line, the last without its full stop."""
    return "。".join(text.rstrip("。") for text in sentences if text)
