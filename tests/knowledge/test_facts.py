"""What the facts say: figures of the documents, the list of services, the subsidy's tables, and their sources."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.loading import DATA, load_knowledge
from knowledge.records import Fact, Service
from knowledge.references import facts_of
from knowledge.subsidy_records import Frame, SizeRow

HERE = Path(__file__).parent
KNOWLEDGE = load_knowledge()
SERVICES = list(KNOWLEDGE.services.values())
FACTS = [(service, fact) for service in SERVICES for fact in facts_of(service)]
OWN_WORDING = sorted(DATA.glob("*.yaml"))


def table(name: str) -> Any:
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


@pytest.mark.parametrize("row", table("figures.yaml"), ids=lambda row: f"{row['clause']}-{row['name']}")
def test_a_figure_of_a_clause_has_the_value_of_the_document(row: dict[str, Any]) -> None:
    figures = {item.name: item for item in KNOWLEDGE.clauses[row["clause"]].figures}
    found = figures[row["name"]]
    assert (found.value, found.unit, found.tax) == (row["value"], row["unit"], row["tax"])
    assert KNOWLEDGE.figure(row["clause"], row["name"]) == row["value"]


def test_no_clause_names_a_figure_twice() -> None:
    for clause in KNOWLEDGE.clauses.values():
        names = [item.name for item in clause.figures]
        assert len(names) == len(set(names)), clause.id


def test_both_readings_of_a_disputed_price_cap_stand_each_with_its_document() -> None:
    readings = KNOWLEDGE.clauses["std.2.1.7.i"].readings
    assert {"src.standard", "src.overview"} <= {reading.source for reading in readings}
    assert len({reading.reading for reading in readings}) == len(readings) >= 2


def test_the_extension_clause_tells_that_its_count_of_kinds_is_read_in_more_than_one_way() -> None:
    assert len(KNOWLEDGE.clauses["std.3.1.5"].readings) >= 2


def test_the_list_has_35_providers_with_41_services_in_the_overviews_numbers() -> None:
    numbers = [service.id.split(".")[1] for service in SERVICES]
    assert numbers == sorted(numbers)
    assert set(numbers) == {f"{number:02}" for number in range(1, 36)}
    assert len({service.provider for service in SERVICES}) == 35
    assert len(SERVICES) == 41


def test_a_letter_marks_a_provider_with_several_services_and_only_those() -> None:
    for service in SERVICES:
        siblings = [other.id for other in SERVICES if other.provider == service.provider]
        number = service.id[:6]
        expected = [number] if len(siblings) == 1 else [f"{number}.{letter}" for letter in "abcdef"[: len(siblings)]]
        assert siblings == expected


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.id)
def test_a_value_has_a_source_and_an_unknown_stays_null(service: Service) -> None:
    for fact in facts_of(service):
        assert (fact.value is None) == (fact.basis == "unknown")
        assert bool(fact.sources) or fact.value is None
        assert all(source in KNOWLEDGE.sources for source in fact.sources)


def test_what_is_inferred_says_so_in_a_note() -> None:
    silent = [service.id for service, fact in FACTS if fact.basis == "inferred" and not fact.note]
    assert silent == []


def test_nothing_is_claimed_about_whether_a_service_of_2023_is_still_registered() -> None:
    assert {service.still_registered.value for service in SERVICES} == {None}


def test_a_service_of_the_list_of_2023_is_class_1_by_inference_only() -> None:
    stated: list[Fact[Any]] = [service.service_class for service in SERVICES if service.service_class.basis == "stated"]
    assert stated == []
    assert {service.service_class.value for service in SERVICES} <= {"class1", None}


@pytest.mark.parametrize("edition", list(KNOWLEDGE.editions))
def test_every_edition_has_a_security_frame_and_names_its_successor(edition: str) -> None:
    editions = list(KNOWLEDGE.editions)
    following = editions[editions.index(edition) + 1 :]
    assert KNOWLEDGE.editions[edition].successor == (following[0] if following else None)
    assert f"subsidy.{edition}.security" in KNOWLEDGE.frames


def test_the_editions_are_those_from_2022_to_2026() -> None:
    assert list(KNOWLEDGE.editions) == ["it2022", "it2023", "it2024", "it2025", "da2026"]


def test_the_rounds_of_a_frame_follow_one_another_and_are_decided_after_their_deadline() -> None:
    schedules = [edition.rounds for edition in KNOWLEDGE.editions.values()]
    schedules += [schedule.rounds for schedule in KNOWLEDGE.own_schedules.values()]
    for rounds in schedules:
        numbers = [item.round for item in rounds]
        deadlines = [item.deadline for item in rounds if item.deadline]
        assert numbers == sorted(set(numbers))
        assert deadlines == sorted(set(deadlines))
        for item in rounds:
            days = [day for day in (item.deadline, item.decision, item.report_due) if day]
            assert days == sorted(days)


def check_money(frame: Frame, money: dict[str, Any]) -> None:
    assert (frame.subsidy_min_yen, frame.subsidy_max_yen) == (money["floor"], money["ceiling"])
    assert frame.max_exclusive is money["below_ceiling"]


@pytest.mark.parametrize("row", table("subsidies_2023.yaml"), ids=lambda row: row["frame"])
def test_a_frame_of_2023_carries_every_figure_of_the_overviews_table(row: dict[str, Any]) -> None:
    frame = KNOWLEDGE.frames[f"subsidy.it2023.{row['frame']}"]
    check_money(frame, row["money"])
    assert [(step.up_to_subsidy_yen, step.rate) for step in frame.ladder] == [
        (step["up_to"], fraction(step["rate"])) for step in row["ladder"]
    ]
    assert {step.rate_small for step in frame.ladder} <= {None}
    assert [(item.main_tool, item.rate, item.subsidy_max_yen) for item in frame.hardware] == [
        (item["tool"], fraction(item["rate"]), item["ceiling"]) for item in row.get("hardware", [])
    ]
    option = {"allowed": frame.option.allowed, "months": frame.option.months, "bonus": frame.option.bonus}
    assert option == row["option"]
    assert frame.standalone is row.get("standalone", False)
    assert frame.fee_months == row.get("fee_months")
    assert frame.one_function_max_yen == row.get("one_function")
    assert list(frame.costs) == row.get("costs", list(frame.costs))
    for words in row.get("costs_say", []):
        assert any(words in cost for cost in frame.costs)


def test_the_frames_of_2023_are_those_of_the_overviews_table() -> None:
    ours = [frame.frame for frame in KNOWLEDGE.frames.values() if frame.edition == "it2023"]
    assert ours == [row["frame"] for row in table("subsidies_2023.yaml")]


def test_the_overviews_clauses_and_the_frames_of_2023_give_the_same_money() -> None:
    security = KNOWLEDGE.frames["subsidy.it2023.security"]
    assert KNOWLEDGE.figure("ovw.subsidy", "security_subsidy_min") == security.subsidy_min_yen
    assert KNOWLEDGE.figure("ovw.subsidy", "security_subsidy_max") == security.subsidy_max_yen
    assert KNOWLEDGE.figure("ovw.subsidy", "security_covered_months_max") == security.fee_months
    regular = KNOWLEDGE.frames["subsidy.it2023.regular_a"]
    assert KNOWLEDGE.figure("ovw.subsidy_option", "regular_a_subsidy_min") == regular.subsidy_min_yen
    assert KNOWLEDGE.figure("ovw.subsidy_option", "option_covered_months") == regular.option.months


@pytest.mark.parametrize("row", table("frames.yaml"), ids=lambda row: row["frame"])
def test_a_frame_of_any_edition_has_its_floor_ceiling_and_ladder(row: dict[str, Any]) -> None:
    frame = KNOWLEDGE.frames[f"subsidy.{row['frame']}"]
    check_money(frame, {**row, "below_ceiling": row.get("below", False)})
    assert [(step.up_to_subsidy_yen, step.rate, step.rate_small) for step in frame.ladder] == [
        (up_to, Fraction(rate), fraction(small)) for up_to, rate, small in row["ladder"]
    ]


def test_the_table_of_frames_leaves_none_out() -> None:
    assert list(KNOWLEDGE.frames) == [f"subsidy.{row['frame']}" for row in table("frames.yaml")]


@pytest.mark.parametrize("edition", list(KNOWLEDGE.editions))
def test_the_security_frame_pays_for_two_years_of_the_service_by_itself(edition: str) -> None:
    frame = KNOWLEDGE.frames[f"subsidy.{edition}.security"]
    assert (frame.fee_months, frame.standalone, frame.computed, frame.covers) == (24, True, True, ())


@pytest.mark.parametrize("frame", list(KNOWLEDGE.frames.values()), ids=lambda frame: frame.id)
def test_a_frame_is_named_by_its_edition_and_its_money_is_in_order(frame: Frame) -> None:
    assert frame.id == f"subsidy.{frame.edition}.{frame.frame}"
    if frame.subsidy_min_yen is not None and frame.subsidy_max_yen is not None:
        assert frame.subsidy_min_yen < frame.subsidy_max_yen
    cuts = [step.up_to_subsidy_yen for step in frame.ladder]
    assert cuts[-1:] in ([], [None])
    assert None not in cuts[:-1]
    assert all(0 < step.rate <= (step.rate_small or 1) <= 1 for step in frame.ladder)
    assert frame.sources


def size_rows(name: str) -> dict[str, SizeRow]:
    rows = KNOWLEDGE.sme_rows if name == "sme" else KNOWLEDGE.small_rows
    return {row.id: row for row in rows}


@pytest.mark.parametrize("name", ["sme", "small"])
def test_the_size_table_has_the_rows_and_limits_of_the_subsidys_own(name: str) -> None:
    assert {row.id: (row.capital_max_yen, row.employees_max) for row in size_rows(name).values()} == {
        row["row"]: (row["capital"], row["employees"]) for row in table("sizes.yaml")[name]
    }


@pytest.mark.parametrize("row", table("sizes.yaml")["judged"], ids=lambda row: row["code"])
def test_an_industry_that_the_table_does_not_name_is_put_where_the_contract_says(row: dict[str, str]) -> None:
    assert row["code"] in size_rows("sme")[row["row"]].industries


@pytest.mark.parametrize("name", ["sme", "small"])
def test_every_industry_and_detail_has_exactly_one_row(name: str) -> None:
    rows = size_rows(name).values()
    used = sorted(code for row in rows for code in row.industries)
    details = sorted(code for row in rows for code in row.details)
    fields = KNOWLEDGE.vocabulary.fields
    assert used == sorted(fields["industry"].codes)
    assert details == sorted(code for code in fields["industry_detail"].codes if code != "none")


def test_a_row_without_limits_follows_the_main_industry() -> None:
    open_rows = [row.id for row in size_rows("sme").values() if row.employees_max is None]
    assert open_rows == [row.id for row in size_rows("sme").values() if row.by_industry] != []


def test_a_company_in_an_incident_has_somebody_to_turn_to_with_a_source() -> None:
    contacts = [contact for contact in KNOWLEDGE.contacts.values() if contact.for_ == "incident"]
    assert len(contacts) >= 3
    assert any(contact.phone for contact in contacts)
    assert all(contact.source in KNOWLEDGE.sources and contact.url.startswith("https://") for contact in contacts)


def test_what_can_be_cited_is_known_and_has_a_name_that_people_read() -> None:
    for record in (*KNOWLEDGE.clauses, *KNOWLEDGE.sources, *KNOWLEDGE.frames, *KNOWLEDGE.subsidy_rules):
        assert KNOWLEDGE.knows(record)
        assert re.search(r"[^\x00-\x7f]|[A-Za-z]{2}", KNOWLEDGE.title(record).replace(record, "")), record


def test_what_is_not_there_is_not_known_and_keeps_its_id_as_name() -> None:
    assert not KNOWLEDGE.knows("std.9.9.9")
    assert KNOWLEDGE.title("std.9.9.9") == "std.9.9.9"


@pytest.mark.parametrize("path", OWN_WORDING, ids=lambda path: path.name)
def test_no_character_of_ambiguous_width_stands_in_the_facts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert {char for char in text if unicodedata.east_asian_width(char) == "A"} == set()


def test_there_are_enough_answers_and_each_is_found_by_several_ways_of_asking() -> None:
    assert len(KNOWLEDGE.faq) >= 80
    for entry in KNOWLEDGE.faq.values():
        asked = {entry.question, *entry.phrasings}
        assert len(asked) == len(entry.phrasings) + 1 >= 4, entry.id


def test_what_a_note_of_a_service_or_contact_adds_has_its_source() -> None:
    for contact in KNOWLEDGE.contacts.values():
        assert contact.source not in contact.also
    told = [service for service in SERVICES if service.notes and "による" in service.notes]
    assert told
    assert all(service.notes_sources for service in told)
