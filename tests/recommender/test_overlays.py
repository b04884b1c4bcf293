"""The user's own knowledge: it adds and replaces, is marked everywhere, and can't break what is built in."""

from __future__ import annotations

from pathlib import Path

import pytest
from overlay_samples import FAULTY, GOOD, write_overlay

from knowledge import loading as facts
from knowledge.base import OWN_MARK
from knowledge.faults import DataError
from knowledge.loading import digest_of
from questionnaires import loading as questions
from questionnaires.profile import Profile
from recommender.assessment import assess
from recommender.export.records import describe_record
from recommender.rulebase import DATA, Folders, load_rulebase

BUILT_IN = load_rulebase()


def built_in_digest() -> str:
    return digest_of(facts.DATA, questions.DATA, DATA)


def test_records_are_added_and_replaced_and_every_mention_is_marked(tmp_path: Path) -> None:
    write_overlay(tmp_path, "mine.yaml", GOOD)
    rules = load_rulebase(Folders(named=tmp_path))
    known = rules.knowledge
    assert known.routes["route.my_city"].name == "例市の助成金"
    assert known.terms["term.utm"].plain == "入口の見張り役"
    assert len(known.terms) == len(BUILT_IN.knowledge.terms)
    for name in ("route.my_city", "term.utm", "src.my_city"):
        assert known.title(name).endswith(OWN_MARK)
        assert BUILT_IN.knowledge.title(name) != known.title(name)
        assert OWN_MARK in describe_record(name, rules)
    assert OWN_MARK not in known.title("std.2.1.7.i")


def test_the_digest_covers_the_users_own_records(tmp_path: Path) -> None:
    write_overlay(tmp_path, "mine.yaml", GOOD)
    mine = load_rulebase(Folders(named=tmp_path)).digest
    assert mine != BUILT_IN.digest
    other = tmp_path / "other"
    write_overlay(other, "mine.yaml", GOOD.replace("入口の見張り役", "入口の見はり役"))
    assert load_rulebase(Folders(named=other)).digest != mine
    assert load_rulebase(Folders(own=tmp_path / "empty")).digest == built_in_digest()


@pytest.mark.parametrize(("text", "line", "says"), FAULTY)
def test_a_faulty_overlay_is_refused_with_file_and_line(text: str, line: int, says: str, tmp_path: Path) -> None:
    path = write_overlay(tmp_path, "mine.yaml", text)
    with pytest.raises(DataError) as refused:
        load_rulebase(Folders(named=tmp_path))
    (fault,) = refused.value.faults
    assert str(fault).startswith(f"{path}:{line}: ")
    assert says in fault.what


def test_faulty_standing_additions_leave_the_built_in_data_and_are_told(tmp_path: Path) -> None:
    write_overlay(tmp_path, "mine.yaml", FAULTY[0][0])
    rules = load_rulebase(Folders(own=tmp_path))
    assert rules.knowledge.routes == BUILT_IN.knowledge.routes
    assert rules.digest == built_in_digest()
    assert len(rules.refused) == 1
    result = assess(Profile({}), rules, BUILT_IN.knowledge.sources["src.standard"].checked, explain=False)
    assert "own_refused" in [item.code for item in result.warnings]


def test_an_id_may_stand_once_in_all_files_of_an_overlay(tmp_path: Path) -> None:
    write_overlay(tmp_path, "a.yaml", GOOD)
    write_overlay(tmp_path, "b.yaml", GOOD)
    with pytest.raises(DataError, match="2回あります"):
        load_rulebase(Folders(named=tmp_path))


@pytest.mark.parametrize("name", ["clauses", "fields"])
def test_clauses_and_the_profile_are_not_the_users_to_change_and_the_fault_says_so(name: str, tmp_path: Path) -> None:
    path = write_overlay(tmp_path, "mine.yaml", f"terms: []\n{name}: []\n")
    with pytest.raises(DataError) as refused:
        load_rulebase(Folders(named=tmp_path))
    (fault,) = refused.value.faults
    assert str(fault).startswith(f"{path}:2: ")
    assert "変えたりできません" in fault.what
    assert "faq か terms" in fault.mend
