"""The search index between runs: building it cuts thousands of texts into words, reading it back takes a moment.

What is kept goes by a key over the data, the code that makes an index of it, and the dictionary in use.
"""

from __future__ import annotations

import json
import sys
from array import array
from base64 import b64decode, b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from knowledge.caching import keep, kept
from recommender.language.features import Phrase
from recommender.language.postings import Rows
from recommender.language.search import Built
from recommender.rulebase import RuleBase


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that comes of cutting texts: the index, and the phrases of synonyms and of other offices' topics."""

    index: Built
    synonyms: tuple[Phrase, ...]
    outside: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class _Layer:
    counts: str
    units: str
    weights: str


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """`Prepared` as it is written: words as JSON, arrays in this machine's byte order, both as base64.

    Reading it back takes the least memory so: text without Japanese needs a byte a character.
    """

    features: str
    rarities: str
    owners: str
    layers: tuple[_Layer, ...]
    synonyms: str
    outside: str


def prepared(rules: RuleBase, prepare: Callable[[], Prepared]) -> Prepared:
    """What an earlier run kept, or what `prepare` gives, which is then kept for the next run."""
    directory = rules.folders.cache
    if directory is None:
        return prepare()
    digest = f"{rules.digest}-{_making()}"
    found = kept(directory, digest, SearchIndex)
    if found is not None:
        with suppress(ValueError):
            return _read(found)
    made = prepare()
    keep(directory, digest, _written(made))
    return made


def _release(package: str) -> str:
    """Which release of a package is installed, by the name of the folder of its particulars.

    `importlib.metadata` says it too, at more than a megabyte: it reads them with the mail library.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return ""
    return " ".join(sorted(path.name for path in Path(spec.origin).parent.parent.glob(f"{package}-*-info")))


@cache
def _making() -> str:
    """Twelve digits over what makes an index out of data."""
    total = sha256(f"{sys.byteorder} {_release('fugashi')} {_release('unidic_lite')}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        total.update(path.read_bytes())
    return total.hexdigest()[:12]


def _written(made: Prepared) -> SearchIndex:
    index = made.index
    return SearchIndex(
        _words(index.features),
        _text(index.rarities),
        _text(index.owners),
        tuple(
            _Layer(_text(rows.counts), _text(rows.units), _text(rows.weights))
            for rows in (index.passages, index.pools, index.sums)
        ),
        _words(made.synonyms),
        _words(made.outside),
    )


def _read(found: SearchIndex) -> Prepared:
    """Raises ValueError where the parts don't fit together."""
    features = tuple(json.loads(b64decode(found.features)))
    passages, pools, sums = (_rows(layer, len(features)) for layer in found.layers)
    rarities = _array("d", found.rarities)
    if len(rarities) != len(features):
        raise ValueError
    index = Built(features, rarities, _array("H", found.owners), passages, pools, sums)
    return Prepared(index, _phrases(found.synonyms), _phrases(found.outside))


def _rows(layer: _Layer, features: int) -> Rows:
    rows = Rows(_array("H", layer.counts), _array("H", layer.units), _array("f", layer.weights))
    if len(rows.counts) != features or not sum(rows.counts) == len(rows.units) == len(rows.weights):
        raise ValueError
    return rows


def _words(items: tuple[str, ...] | tuple[Phrase, ...]) -> str:
    return b64encode(json.dumps(items, ensure_ascii=False).encode()).decode("ascii")


def _phrases(text: str) -> tuple[Phrase, ...]:
    return tuple((tuple(words), meaning) for words, meaning in json.loads(b64decode(text)))


def _text(items: array[Any]) -> str:
    return b64encode(items.tobytes()).decode("ascii")


def _array(kind: str, text: str) -> array[Any]:
    return array(kind, b64decode(text))
