"""The computation of a subsidy in one Japanese line, from the very numbers that were used."""

from __future__ import annotations

from fractions import Fraction

from knowledge.fields import Vocabulary
from knowledge.subsidy_records import Frame
from recommender.subsidies.amounts import Calculation, DeviceShare, End, ladder_amount
from recommender.subsidies.wording import FormulaPhrases


def formula_of(frame: Frame, found: Calculation, vocabulary: Vocabulary, phrases: FormulaPhrases) -> str:
    """One line; where the ends of a range differ, both of them."""
    if found.high.cost is None:
        by_fees = frame.standalone or found.high.software is not None
        most = phrases.no_limit if found.amount.high is None else _yen(found.amount.high)
        text = phrases.open_fees if by_fees else phrases.open_software
        return text.format(low=_yen(found.amount.low), high=most)
    low = _end(frame, found.low, vocabulary, phrases)
    if found.low == found.high:
        return low
    if found.exact is not None:
        return low if found.out else phrases.same.format(text=low)
    high = _end(frame, found.high, vocabulary, phrases)
    return f"{phrases.low.format(text=low)}。{phrases.high.format(text=high)}"


def was_rounded(end: End) -> bool:
    """Whether a part of a yen was cut off on the way."""
    software = end.cost is not None and ladder_amount(end.cost, end.rungs) != end.counted
    return software or any(_share_rounded(share) for share in end.devices)


def _end(frame: Frame, end: End, vocabulary: Vocabulary, phrases: FormulaPhrases) -> str:
    pieces = [_software(frame, end, phrases)]
    floor, ceiling = frame.subsidy_min_yen, frame.subsidy_max_yen
    if floor is not None and end.amount is not None and end.amount < floor:
        return "、".join([*pieces, phrases.below_floor.format(floor=_yen(floor))])
    if frame.max_exclusive and ceiling is not None and end.amount is not None and end.amount >= ceiling:
        return "、".join([*pieces, phrases.ceiling.format(ceiling=_yen(ceiling))])
    for share in end.devices:
        name = vocabulary.fields["main_tool"].choice_label(share.rule.main_tool)
        pieces.append(_device(share, name, phrases))
    if end.devices and end.total is not None:
        pieces.append(phrases.total.format(total=_yen(end.total)))
    return "、".join(pieces)


def _software(frame: Frame, end: End, phrases: FormulaPhrases) -> str:
    step = end.rungs[0].up_to_subsidy_yen
    said = {
        "cost": _cost(frame, end, phrases),
        "rate": str(end.rungs[0].rate),
        "counted": _yen(end.counted),
    }
    if step is not None and end.counted is not None and end.counted > step:
        said |= {"first": said["rate"], "rate": str(end.rungs[-1].rate), "step": _yen(step)}
        text = phrases.ladder.format(**said)
    else:
        text = phrases.rate.format(**said)
    if end.cost is not None and ladder_amount(end.cost, end.rungs) != end.counted:
        text += phrases.rounded
    if end.amount is None or end.amount == end.counted:
        return text
    by_function = end.amount == end.one_function_max
    limit = phrases.one_function if by_function else phrases.capped
    return f"{text}、{limit.format(limit=_yen(end.amount))}"


def _cost(frame: Frame, end: End, phrases: FormulaPhrases) -> str:
    said = {
        "monthly": _yen(end.monthly),
        "months": end.months,
        "fees": _yen(end.fees),
        "software": _yen(end.software),
        "cost": _yen(end.cost),
    }
    if frame.standalone:
        return phrases.fees.format(**said)
    return (phrases.software_and_fees if end.months else phrases.software).format(**said)


def _device(share: DeviceShare, name: str, phrases: FormulaPhrases) -> str:
    rule = share.rule
    if rule.rate is None:
        return phrases.device_unknown.format(name=name)
    if share.cost is None:
        return phrases.device_open.format(name=name, amount=_yen(share.amount))
    said = {"name": name, "cost": _yen(share.cost), "rate": str(rule.rate), "amount": _yen(share.amount)}
    capped = share.amount is not None and share.amount < int(share.cost * rule.rate)
    return (phrases.device_capped if capped else phrases.device).format(**said)


def _share_rounded(share: DeviceShare) -> bool:
    if share.cost is None or share.rule.rate is None:
        return False
    exact: Fraction = share.cost * share.rule.rate
    return exact.denominator != 1 and share.amount == int(exact)


def _yen(amount: int | None) -> str:
    return "（未定）" if amount is None else f"{amount:,}円"
