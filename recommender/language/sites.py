"""Sites (拠点): all places of the company. Branches counted beside a 本社 don't hold it; 「3拠点」 does."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.values import Number
from recommender.language.clauses import Reading
from recommender.language.figures import BETWEEN_NAMES, PLACE_ROLES, Figure, counting_rows, distinct, figure_of, plus
from recommender.language.fold import Span
from recommender.language.lexicon import any_of, compiled
from recommender.language.roles import Fact

# 「本社と処分場」: another place is what the number counts.
_BESIDE_IT = re.compile(
    r"(?:本社工場|本社|本店|本院|本園|本校|本部)"
    r"(?:(?:と|、|・|\+|プラス|に加え)[^、。0-9]{1,8}|(?:の?ほか|の?他)(?:に|、|の)?[^、。0-9]{0,12})$"
)


def sites(reading: Reading, facts: tuple[Fact, ...]) -> Figure | None:
    """拠点: a stated total, else all places that are counted, else those that are named."""
    mine = [fact for fact in facts if fact.role in PLACE_ROLES and fact.standing != "subset"]
    totals = [fact for fact in mine if fact.standing == "sum"]
    if totals:
        return figure_of(totals[:1])
    if not mine:
        return _one_place(reading) or _places_by_name(reading) or _listed_places(reading)
    figure = figure_of(distinct(mine))
    if all(fact.role == "branch" and not _holds_head_office(fact) for fact in mine) and has_head_office(reading):
        return replace(figure, number=plus(figure.number, Number(1, 1)))
    named = any(_names_head_office(fact) for fact in mine)
    if named or not any(_stands_beside_head_office(reading, fact) for fact in mine):
        return figure
    return replace(figure, number=plus(figure.number, Number(1, 1)))


def branches(reading: Reading, facts: tuple[Fact, ...]) -> Figure | None:
    """The places beside a head office; None where none is told apart from it."""
    mine = [fact for fact in facts if fact.role == "branch" and fact.standing != "subset"]
    if mine:
        return figure_of(distinct(mine))
    named = None if any(fact.role in PLACE_ROLES for fact in facts) else _places_by_name(reading)
    if named and has_head_office(reading):
        return replace(named, number=plus(named.number, Number(-1, -1)))
    return named


def has_head_office(reading: Reading) -> bool:
    """Whether the text speaks of a head office of the company's own, and the branches are counted without it."""
    return any_of(counting_rows().own_head_office).search(reading.text) is not None


def _one_place(reading: Reading) -> Figure | None:
    only = compiled(counting_rows().only_here).search(reading.text)
    return Figure(Number(1, 1), Span(*only.span())) if only else None


def _listed_places(reading: Reading) -> Figure | None:
    """「工場と店舗と事務所があります」: places that are named one by one."""
    name = any_of(counting_rows().place_names).pattern
    listed = compiled(
        rf"(?:{name})(?:(?:と|、|・|や|および)[^、。と]{{0,5}}?(?:{name})){{1,4}}"
        r"(?:(?:が|の)(?:あ[りる]|ござい|分かれ)|で(?:営業|構成)|の体制)"
    ).search(reading.text)
    if listed is None:
        return None
    count = len(compiled(name).findall(listed.group()))
    return Figure(Number(count, count), Span(*listed.span()))


def _places_by_name(reading: Reading) -> Figure | None:
    """「支店が盛岡と秋田にあり」「本社のほかに熊本と鹿児島に営業所がございます」: branches told by where they are."""
    rows = counting_rows()
    told = any_of(rows.branches_by_name).search(reading.text)
    if told is None:
        return None
    names = next(group for group in told.groups() if group)
    count = len(BETWEEN_NAMES.split(names))
    if any_of((*rows.own_head_office, rows.with_head_office)).search(reading.text):
        count += 1
    return Figure(Number(count, count), Span(*told.span()))


def _names_head_office(fact: Fact) -> bool:
    """「本社1か所」 counts the head office itself, 「本社と処分場1か所」 another place."""
    if _BESIDE_IT.search(fact.phrase):
        return False
    itself = compiled(counting_rows().head_office_itself).search(fact.phrase)
    return fact.role == "headquarters" or itself is not None


def _stands_beside_head_office(reading: Reading, fact: Fact) -> bool:
    rows = counting_rows()
    place = reading.sentence(fact.amount.span.start)
    sentence = reading.of(place)
    if any_of(rows.beside_head_office).search(sentence):
        return True
    if _holds_head_office(fact) and not compiled(rows.otherwise).search(fact.phrase):
        return False
    # 「2つ（本院・分院）」 says only what the two are.
    return compiled(rows.with_head_office).search(sentence, 0, fact.amount.span.start - place.start) is not None


def _holds_head_office(fact: Fact) -> bool:
    """「本社と工場の2拠点」 holds the head office."""
    return fact.phrase.endswith(("の", "で")) or "拠点" in (fact.amount.unit, fact.noun)
