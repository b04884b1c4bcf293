"""What is kept between runs is the same rule base, for its owner alone, and anything doubtful about it is ignored."""

from __future__ import annotations

import json
import shutil
import stat
from hashlib import sha256
from pathlib import Path

import pytest

from knowledge import loading as facts
from knowledge.references import facts_of
from recommender import rulebase
from recommender.rulebase import Folders, RuleBase, load_rulebase


def fresh(folders: Folders) -> RuleBase:
    """Loads as a new run would."""
    rulebase._load.cache_clear()
    return load_rulebase(folders)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "cache"


def file_in(directory: Path) -> Path:
    (path,) = directory.iterdir()
    return path


def no_yaml(*_: object) -> None:
    raise AssertionError("the YAML is read again")


def test_a_second_run_has_the_same_rules_and_reads_no_yaml(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = fresh(Folders(cache=directory))
    monkeypatch.setattr(rulebase, "_read", no_yaml)
    second = fresh(Folders(cache=directory))
    assert second is not first
    for name in ("knowledge", "questionnaire", "caps", "decisions", "counsel", "digest"):
        assert getattr(second, name) == getattr(first, name), name
    assert list(second.vocabulary.derived) == list(first.vocabulary.derived)


def test_the_places_of_records_are_kept_too(directory: Path) -> None:
    first, second = fresh(Folders(cache=directory)).knowledge, fresh(Folders(cache=directory)).knowledge
    for name, clause in first.clauses.items():
        assert second.clauses[name].place == clause.place
    for name, service in first.services.items():
        assert [fact.place for fact in facts_of(second.services[name])] == [fact.place for fact in facts_of(service)]


def test_only_the_owner_can_read_it(directory: Path) -> None:
    fresh(Folders(cache=directory))
    assert stat.S_IMODE(file_in(directory).stat().st_mode) == 0o600
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700


def test_a_home_that_the_cache_is_the_first_to_need_is_its_owners_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    fresh(Folders(cache=home / "cache"))
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def sealed(body: str) -> str:
    return f"{sha256(body.encode()).hexdigest()}\n{body}"


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: "",
        lambda text: text[: len(text) // 2],
        lambda text: text.replace("ネットワーク", "ネットワ一ク", 1),
        lambda _: sealed("[]"),
        lambda _: sealed("{}"),
        lambda _: sealed("null"),
        lambda _: sealed("not json"),
        lambda _: sealed("[" * 100_000),
        lambda text: sealed(json.dumps([*json.loads(text.partition("\n")[2])[:3], 1])),
    ],
)
def test_what_is_damaged_is_ignored_and_written_anew(damage: object, directory: Path) -> None:
    first = fresh(Folders(cache=directory))
    path = file_in(directory)
    whole = path.read_text(encoding="utf-8")
    assert callable(damage)
    path.write_text(damage(whole), encoding="utf-8")
    assert fresh(Folders(cache=directory)).knowledge == first.knowledge
    assert file_in(directory).read_text(encoding="utf-8") == whole


def test_bytes_that_are_no_text_are_ignored(directory: Path) -> None:
    first = fresh(Folders(cache=directory))
    file_in(directory).write_bytes(b"\xff\xfe\x00")
    assert fresh(Folders(cache=directory)).knowledge == first.knowledge


def test_changed_data_is_read_anew_and_takes_the_place_of_the_old(directory: Path, tmp_path: Path) -> None:
    old = fresh(Folders(cache=directory))
    before = file_in(directory)
    data = tmp_path / "data"
    shutil.copytree(facts.DATA, data)
    text = (data / "version.yaml").read_text(encoding="utf-8")
    (data / "version.yaml").write_text(text.replace(old.knowledge.version, "2027-01-01"), encoding="utf-8")
    assert fresh(Folders(knowledge=data, cache=directory)).knowledge.version == "2027-01-01"
    assert file_in(directory) != before


def test_a_directory_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert fresh(Folders(cache=blocked / "cache")).knowledge.clauses
