"""Faults of the files of words (`data/language/`) and phrases (quotes, subsidies): shape, patterns, codes, citations.

These files hold words rather than records, so they are judged as trees, where every text knows its own line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from knowledge import codes
from knowledge.decoding import Decoder
from knowledge.faults import DataError, Faults, suggest
from knowledge.reading import read_tree
from knowledge.yamltree import Mapping as MappingNode
from knowledge.yamltree import Node, Scalar, Sequence
from recommender.language.fold import fold_word
from recommender.lint.facts import check_text_width
from recommender.rulebase import RuleBase
from recommender.schemas import PHRASES, WORDS

# The keys whose values are codes of a field of the profile, by file.
_CODES: Mapping[str, Mapping[str, str]] = {
    "language/industries.yaml": {"code": "industry"},
    "language/places.yaml": {"code": "prefecture"},
    "language/protections.yaml": {"code": "has"},
    "language/motives.yaml": {"code": "concerns", "driver": "drivers", "alone": "concerns"},
}
# The files in which a word stands for one code alone: the reader takes whichever comes first.
_ONE_MEANING = ("language/industries.yaml", "language/places.yaml", "language/protections.yaml")
# Rules whose reader checks the citations of some of their records; here every citation is checked.
_RULES = ("decisions.yaml", "counsel.yaml", "onboarding.yaml")
_ID = re.compile(r"(?:std|ovw|src|svc|subsidy|route|term|faq|stat)\.[a-z0-9_.]+")
_FIGURE = re.compile(r"\{((?:std|ovw)\.[a-z0-9_.]+):([a-z0-9_]+)\}")


def check_words(rules: RuleBase, directory: Path, faults: Faults) -> tuple[int, frozenset[str]]:
    """Adds the faults of every file of words and phrases below the directory.

    Gives how many files were judged, and every id that they and the rules name.
    """
    named: set[str] = set()
    for name in _RULES:
        for _, scalar in _scalars(read_tree(directory / name, name)):
            named.update(_ID.findall(scalar.text))
            _check_citation(name, scalar, rules, faults)
    for name, shape in {**WORDS, **PHRASES}.items():
        try:
            tree = read_tree(directory / name, name)
        except DataError as error:
            faults.extend(error.faults)
            continue
        Decoder(faults).read(tree, shape)
        for key, scalar in _scalars(tree):
            named.update(_ID.findall(scalar.text))
            _check_citation(name, scalar, rules, faults)
            if name in WORDS:
                _check_pattern(scalar, faults)
            else:
                # What people type may hold any sign; only what is shown to them must not.
                check_text_width(scalar.text, scalar.place, faults)
            _check_code(name, key, scalar, rules, faults)
        if name in _ONE_MEANING:
            _check_meanings(tree, faults)
    return len(WORDS) + len(PHRASES), frozenset(named)


def _check_citation(name: str, scalar: Scalar, rules: RuleBase, faults: Faults) -> None:
    known = rules.knowledge
    if name == "language/trades.yaml" and scalar.text in {item.rpartition(".")[0] for item in known.services}:
        # A provider with several services (svc.23.a, svc.23.b) is named as a whole.
        return
    if _ID.fullmatch(scalar.text) and not known.knows(scalar.text) and scalar.text not in known.faq:
        ids = (*known.clauses, *known.sources, *known.services, *known.subsidy_rules, *known.frames)
        what = f"「{scalar.text}」がどこにもありません"
        faults.add(scalar.place, what, suggest(scalar.text, ids), codes.DEAD)
    for clause, figure in _FIGURE.findall(scalar.text):
        figures = [item.name for item in known.clauses[clause].figures] if clause in known.clauses else []
        if figure not in figures:
            what = f"条項「{clause}」に「{figure}」という数字はありません"
            faults.add(scalar.place, what, suggest(figure, figures), codes.DEAD)


def _check_pattern(scalar: Scalar, faults: Faults) -> None:
    # A plain word is a pattern too, so words and patterns needn't be told apart here.
    try:
        re.compile(scalar.text)
    except re.error as error:
        what = f"「{scalar.text[:40]}」を正規表現として読めません（{(error.pos or 0) + 1}文字目）"
        faults.add(scalar.place, what, "かっこの閉じ忘れや、余った記号を直してください", codes.PATTERN)


def _check_code(name: str, key: str, scalar: Scalar, rules: RuleBase, faults: Faults) -> None:
    fields = rules.vocabulary.fields
    field = _CODES.get(name, {}).get(key)
    known = fields[field].codes if field else None
    if name == "language/money.yaml" and key == "field":
        known = tuple(fields)
    if known is not None and scalar.text not in known:
        what = f"「{scalar.text}」という答えや項目はありません"
        faults.add(scalar.place, what, suggest(scalar.text, known), codes.DEAD)


def _check_meanings(tree: Node, faults: Faults) -> None:
    owners: dict[str, str] = {}
    for row in _rows(tree):
        code, words = row.entries.get("code"), row.entries.get("words")
        if not isinstance(code, Scalar) or not isinstance(words, Sequence):
            continue
        for word in words.items:
            if not isinstance(word, Scalar):
                continue
            owner = owners.setdefault(fold_word(word.text), code.text)
            if owner != code.text:
                what = f"「{word.text}」は「{owner}」の言い方でもあります"
                faults.add(word.place, what, "どちらかから消してください", codes.SHARED_ALIAS)


def _rows(tree: Node) -> Iterator[MappingNode]:
    """The mappings that stand in a list at the top of the file."""
    for listed in tree.entries.values() if isinstance(tree, MappingNode) else ():
        for item in listed.items if isinstance(listed, Sequence) else ():
            if isinstance(item, MappingNode):
                yield item


def _scalars(node: Node, key: str = "") -> Iterator[tuple[str, Scalar]]:
    """Every single value of the tree with the key under which it stands."""
    if isinstance(node, Scalar):
        yield key, node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item, key)
    else:
        for name, item in node.entries.items():
            yield from _scalars(item, name)
