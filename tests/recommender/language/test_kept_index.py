"""An index kept between runs answers as the one that was built, and anything doubtful about it is ignored."""

from __future__ import annotations

import json
import stat
from base64 import b64decode, b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from recommender import rulebase
from recommender.language import answering, tokens
from recommender.language.answering import Answer, ask
from recommender.rulebase import Folders, RuleBase, load_rulebase

QUESTIONS = ("UTMって何？", "解約したらどうなる", "補助金はいつまで", "ラーメンのおいしい店は？", "EDRとの違い", "")


def fresh(rules: RuleBase) -> list[Answer]:
    """Answers as a new run would."""
    answering._built.cache_clear()
    return [ask(question, rules) for question in QUESTIONS]


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def rules(directory: Path) -> RuleBase:
    rulebase._load.cache_clear()  # another test may have loaded them with another cache
    return load_rulebase(Folders(cache=directory))


@pytest.fixture(scope="module")
def built(rules: RuleBase) -> list[Answer]:
    return fresh(rules)


def file_in(directory: Path) -> Path:
    (path,) = directory.glob("searchindex-*.json")
    return path


def test_a_second_run_answers_the_same_and_cuts_no_text_but_the_question(
    rules: RuleBase, built: list[Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    cut: list[str] = []
    morphemes = tokens.morphemes
    monkeypatch.setattr(tokens, "morphemes", lambda text: (cut.append(text), morphemes(text))[1])
    assert fresh(rules) == built
    assert len(cut) < 100


def test_only_the_owner_can_read_it(directory: Path, built: list[Answer]) -> None:
    assert built
    assert stat.S_IMODE(file_in(directory).stat().st_mode) == 0o600


def sealed(body: str) -> str:
    return f"{sha256(body.encode()).hexdigest()}\n{body}"


def without_a_feature(text: str) -> str:
    features, *rest = json.loads(text.partition("\n")[2])
    fewer = json.dumps(json.loads(b64decode(features))[1:]).encode()
    return sealed(json.dumps([b64encode(fewer).decode(), *rest]))


def with_a_broken_array(text: str) -> str:
    features, rarities, *rest = json.loads(text.partition("\n")[2])
    return sealed(json.dumps([features, rarities[:-9], *rest]))


@pytest.mark.parametrize(
    "damage", [lambda _: "", lambda text: text[: len(text) // 2], without_a_feature, with_a_broken_array]
)
def test_what_is_damaged_is_built_anew(
    damage: Callable[[str], str], directory: Path, rules: RuleBase, built: list[Answer]
) -> None:
    path = file_in(directory)
    whole = path.read_text("utf-8")
    path.write_text(damage(whole), "utf-8")
    assert fresh(rules) == built
    assert file_in(directory).read_text("utf-8") == whole
