"""The faces of the result: every statement that claims something names a source that opens."""

import re
from datetime import date
from pathlib import Path

import pytest

from knowledge.loading import load_vocabulary
from questionnaires.profile import Profile, read_profile
from recommender.assessment import assess
from recommender.export.combining import NOT_COMPUTED, way_rows, way_text
from recommender.export.labels import YARDSTICK_PREFIX, changes_text, yen_text
from recommender.export.records import describe_record
from recommender.export.variants import rows
from recommender.results import Assessment
from recommender.rulebase import load_rulebase
from recommender.variants import SideBySide
from tui.desk.records import Mark
from tui.faces.money import money
from tui.layout import cells
from tui.result_pages import Page, result_pages
from tui.widgets.statements import lines_of

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
ROOM_FOR_ACTIONS = 6


def result_of(path: Path) -> Assessment:
    profile = read_profile(path.read_text(encoding="utf-8"), path.name, load_vocabulary())
    return assess(profile, load_rulebase(), date(2026, 11, 22), explain=False)


def pages_of(path: Path) -> dict[str, Page]:
    return {page.name: page for page in result_pages(result_of(path), load_rulebase())}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_source_of_every_statement_opens(path: Path) -> None:
    rules = load_rulebase()
    for page in pages_of(path).values():
        for statement in page.statements:
            for cite in statement.cites:
                assert describe_record(cite, rules)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_verdict_comes_first(path: Path) -> None:
    result, pages = result_of(path), pages_of(path)
    texts = [statement.text for statement in pages["結論"].statements]
    assert result.verdict in texts
    steps = texts[texts.index("次の一歩") + 1 :] if "次の一歩" in texts else []
    assert len([text for text in steps if "\n担当 " in text]) <= ROOM_FOR_ACTIONS


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_contract_face_shows_how_far_each_question_is(path: Path) -> None:
    rules, result = load_rulebase(), result_of(path)
    if not result.checklist:
        return
    first = result.checklist[0].clause
    marks = {f"check.{first}": Mark("doing", owner="佐藤", word="電話した")}
    pages = {page.name: page for page in result_pages(result, rules, marks=marks)}
    listed = [item for item in pages["契約の確認"].statements if item.cites == (first,)]
    assert [(item.label, "答え待ち、担当 佐藤、電話した" in item.text) for item in listed] == [("[~]", True)]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_amount_never_stands_without_the_state_of_its_window(path: Path) -> None:
    for route in result_of(path).subsidies:
        if route.frame == "security" and route.status != "open":
            labels = [statement.label.strip() for statement in pages_of(path)["費用と補助金"].statements]
            assert "補助の額" not in labels


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_verdict_face_gives_grounds_and_the_faces_behind_it_give_points_and_the_digest(path: Path) -> None:
    result, pages = result_of(path), pages_of(path)
    told = {name: "\n".join(item.text for item in page.statements) for name, page in pages.items()}
    assert not re.search(r"\d点", told["結論"])
    assert re.search(r"\d点", told["理由"])
    assert [name for name, text in told.items() if result.knowledge_digest in text] == ["根拠"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_name_of_a_line_is_cut(path: Path) -> None:
    labels = [item.label for page in pages_of(path).values() for item in page.statements]
    assert [label for label in labels if label.strip().endswith("..")] == []


@pytest.mark.parametrize("unasked", [(), ("main_tool",)], ids=["complete", "software not asked"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_the_company_pays_itself_is_said_alike_on_every_screen(path: Path, unasked: tuple[str, ...]) -> None:
    """The result, もしも and the comparison of ways. The comparison may add software, and then says so."""
    profile = read_profile(path.read_text(encoding="utf-8"), path.name, load_vocabulary())
    answers = {name: value for name, value in profile.answers.items() if name not in unasked}
    result = assess(Profile(answers, profile.plan), load_rulebase(), date(2026, 11, 22), explain=False)
    route = next(item for item in result.subsidies if item.frame == "security")
    own = yen_text(route.own_cost_24_months_yen, route.own_cost_24_months_range_yen)
    cash = yen_text(route.cash_needed_first_yen, route.cash_needed_first_range_yen)
    assert own
    told = {item.label.strip(): item.text for item in money(result, load_rulebase())}
    assert own in told["2年の自己負担"] or len(result.subsidies) > 1
    cells = [row.cells[0] for row in rows(SideBySide(result, ()), load_rulebase())]
    assert own in [cell.removeprefix(YARDSTICK_PREFIX) for cell in cells]
    alone = next(way for way in result.outlook.ways if way.kind == "alone")
    table = {name: said for name, said, *_ in way_rows((alone,))}
    if alone.to_confirm:
        assert "ソフト" in way_text(alone)
        assert table["先に払うお金"] != NOT_COMPUTED
    else:
        assert (table["2年の自己負担"], table["先に払うお金"]) == (own, cash)


def test_what_if_tells_what_it_does_and_what_would_turn_this_result() -> None:
    rules, path = load_rulebase(), next(item for item in EXAMPLES if item.stem == "machikoba")
    profile = read_profile(path.read_text(encoding="utf-8"), path.name, load_vocabulary())
    result = assess(profile, rules, date(2026, 11, 22))
    face = next(page for page in result_pages(result, rules) if page.name == "もしも")
    texts = "\n".join(item.text for item in face.statements)
    flip = changes_text(result.monitoring.why_not[0].flips_if[0], rules)
    assert "仮に変えて" in texts
    assert f"たとえば、{flip}と、端末監視に変わります。" in texts
    assert "2年の自己負担" in texts


@pytest.mark.parametrize("columns", [34, 54, 114])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_place_of_a_source_stays_on_one_line(path: Path, columns: int) -> None:
    for page in pages_of(path).values():
        for item in page.statements:
            drawn = lines_of(item, columns)
            assert max(map(cells, drawn)) <= columns
            # Where the label alone leaves less room than the place needs, nothing can keep it whole.
            room = columns - cells(item.label) - 4
            assert not item.place or cells(item.place) > room or drawn[-1].endswith(item.place)


def test_in_an_incident_telephones_come_before_everything_that_takes_writing() -> None:
    contacts = [item for item in load_rulebase().knowledge.contacts.values() if item.for_ == "incident"]
    has_phone = [bool(item.phone) for item in contacts]
    assert has_phone == sorted(has_phone, reverse=True)
    assert any(has_phone)


def test_candidates_say_for_every_group_that_areas_are_not_confirmed() -> None:
    page = pages_of(next(item for item in EXAMPLES if item.stem == "machikoba"))["候補"]
    texts = [item.text for item in page.statements]
    groups = [place for place, item in enumerate(page.statements) if item.heading and "件）" in item.text]
    assert groups
    assert all("地域は" in texts[place + 1] for place in groups)
    osaka = next(text for text in texts if text.startswith("大阪商工会議所"))
    assert "本拠は大阪府のようです" in osaka
