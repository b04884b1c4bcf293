"""The outcomes that comparisons of open numbers can have together, against trying every answer of a small world."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import chance_of
from small_world import MOST, every_answer, small_profile, small_rules

from knowledge.conditions import Compare, evaluate
from knowledge.values import UNKNOWN, Number, exactly
from recommender.cells import Domain, variables
from recommender.rulebase import load_rulebase

SUBJECTS = (
    *MOST,
    "devices",
    "devices_per_site",
    "network_left_yen",
    "endpoint_left_yen",
    "both_left_yen",
)


@settings(max_examples=300)
@given(seed=st.integers(0, 2**32), ranges=st.booleans())
def test_cells_have_exactly_the_outcomes_that_some_answers_bring_about(seed: int, *, ranges: bool) -> None:
    """Counts that are known as a range, as 約 or as 20以上 stay vague beside open ones."""
    chance = chance_of(seed)
    rules = small_rules(chance)
    vocabulary = rules.vocabulary
    known = {name: value for name, value in small_profile(chance, rules).items() if name in MOST}
    compared = [
        Compare(chance.choice(SUBJECTS), chance.choice(("at_least", "at_most")), chance.randint(-2, 6))
        for _ in range(chance.randint(2, 5))
    ]
    read = {part for item in compared for part in vocabulary.parts_of(item.subject)}
    names = [name for name in MOST if name not in known and name in read]
    if len(names) > (2 if ranges else 3):
        return
    answers = {
        name: [
            value
            for value in every_answer(name, rules)
            if ranges or value is UNKNOWN or (isinstance(value, Number) and value.is_exact)
        ]
        for name in names
    }
    possible = set()
    for given_now in product(*answers.values()):
        profile = {**known, **dict(zip(names, given_now, strict=True))}
        possible.add(tuple(evaluate(item, profile, vocabulary) for item in compared))
    found = variables([Domain(vocabulary.fields[name]) for name in names], compared, known, vocabulary, ranges=ranges)
    outcomes = set()
    for cells in product(*(range(len(item.cells)) for item in found)):
        says = {
            comparison: column[cell]
            for variable, cell in zip(found, cells, strict=True)
            for comparison, column in variable.says.items()
        }
        outcomes.add(tuple(says.get(item, evaluate(item, known, vocabulary)) for item in compared))
    assert outcomes == possible


def test_a_vague_count_meets_thresholds_of_sites_that_are_still_open() -> None:
    """PC 20〜21台: with 33 servers at 9 sites there are 53 or 54 devices, 5 or 6 a site (54 / 9 = 6)."""
    vocabulary = load_rulebase().vocabulary
    compared = [
        Compare("devices_per_site", "at_least", 6),
        Compare("devices", "at_least", 54),
        Compare("sites", "at_least", 9),
        Compare("sites", "at_most", 9),
        Compare("devices", "at_most", 54),
    ]
    known = {"pcs": Number(20, 21)}
    profile = {**known, "servers": exactly(33), "sites": exactly(9)}
    wanted = tuple(evaluate(item, profile, vocabulary) for item in compared)
    assert wanted == (None, None, True, True, True)
    (numbers,) = variables(
        [Domain(vocabulary.fields[name]) for name in ("servers", "sites")], compared, known, vocabulary
    )
    assert wanted in set(zip(*(numbers.says[item] for item in compared), strict=True))
