"""Conditions on a profile: one mechanism for skip logic, evidence, exclusion and eligibility.

A condition is three-valued: true, false, or None while an answer that decides it is unknown or absent. It renders
itself in Japanese, so that every explanation comes from the rule that fired and never from a second text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from knowledge.faults import Faults, suggest
from knowledge.fields import Answers, Field, Vocabulary
from knowledge.values import Chosen
from knowledge.yamltree import Mapping, Node, Scalar, Sequence

Operator = Literal["in", "is", "has_any", "has_all", "at_least", "at_most"]


@dataclass(frozen=True, slots=True)
class Compare:
    """A field or derived quantity against a constant."""

    subject: str
    operator: Operator
    operand: int | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    """True when every part is."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when at least one part is."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of its part; unknown stays unknown."""

    part: Condition


Condition: TypeAlias = Compare | All | AnyOf | Not
ALWAYS = All(())


def evaluate(condition: Condition, answers: Answers, vocabulary: Vocabulary) -> bool | None:
    """True, false, or None where the answers don't settle it (Kleene's three-valued logic)."""
    if isinstance(condition, Compare):
        return _compare(condition, answers, vocabulary)
    return judged(condition, lambda item: _compare(item, answers, vocabulary))


def judged(condition: Condition, says: Callable[[Compare], bool | None]) -> bool | None:
    """As `evaluate`, by what `says` makes of each comparison."""
    if isinstance(condition, Compare):
        return says(condition)
    if isinstance(condition, Not):
        inner = judged(condition.part, says)
        return None if inner is None else not inner
    decisive = isinstance(condition, AnyOf)
    unknown = False
    for part in condition.parts:
        value = judged(part, says)
        if value is decisive:
            return decisive
        unknown = unknown or value is None
    return None if unknown else not decisive


def _compare(condition: Compare, answers: Answers, vocabulary: Vocabulary) -> bool | None:
    operand = condition.operand
    if condition.operator in ("at_least", "at_most"):
        assert isinstance(operand, int)  # noqa: S101  the reader lets nothing else through; narrows the type
        bounds = vocabulary.bounds(condition.subject, answers)
        if condition.operator == "at_least":
            return _reaches(bounds.low, bounds.high, operand)
        above = _reaches(bounds.low, bounds.high, operand + 1)
        return None if above is None else not above
    value = answers.get(condition.subject)
    if isinstance(value, bool):
        return value is operand
    if isinstance(value, str) and isinstance(operand, tuple):
        return value in operand
    if isinstance(value, Chosen) and isinstance(operand, tuple):
        wanted = frozenset(operand)
        held = bool(wanted & value.codes) if condition.operator == "has_any" else wanted <= value.codes
        return True if held else (False if value.complete else None)
    return None


def _reaches(low: int, high: int | None, threshold: int) -> bool | None:
    if low >= threshold:
        return True
    if high is not None and high < threshold:
        return False
    return None


def comparisons(condition: Condition) -> Iterator[Compare]:
    """Every comparison in the condition, left to right."""
    if isinstance(condition, Compare):
        yield condition
    elif isinstance(condition, Not):
        yield from comparisons(condition.part)
    else:
        for part in condition.parts:
            yield from comparisons(part)


def fields_of(condition: Condition, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The fields that the condition reads, each once, in its order."""
    names = (part for item in comparisons(condition) for part in vocabulary.parts_of(item.subject))
    return tuple(dict.fromkeys(names))


def describe(condition: Condition, vocabulary: Vocabulary, *, holds: bool = True) -> str:
    """The condition in Japanese, e.g. 「PCとサーバーの合計が50台以上」; with holds=False its opposite."""
    if isinstance(condition, Compare):
        return _describe_comparison(condition, vocabulary, holds)
    if isinstance(condition, Not):
        return describe(condition.part, vocabulary, holds=not holds)
    if not condition.parts:
        return "いつでも" if isinstance(condition, All) is holds else "どんなときも当てはまらない"
    joiner = "、かつ" if isinstance(condition, All) is holds else "、または"
    return joiner.join(_grouped(part, vocabulary, holds) for part in condition.parts)


def _grouped(part: Condition, vocabulary: Vocabulary, holds: bool) -> str:  # noqa: FBT001  internal recursion
    text = describe(part, vocabulary, holds=holds)
    inner = part
    while isinstance(inner, Not):
        inner = inner.part
    nested = isinstance(inner, All | AnyOf) and len(inner.parts) > 1
    return f"（{text}）" if nested else text


def _describe_comparison(condition: Compare, vocabulary: Vocabulary, holds: bool) -> str:  # noqa: FBT001  as above
    label = vocabulary.label(condition.subject)
    operand = condition.operand
    if condition.operator in ("at_least", "at_most"):
        return _describe_amount(label, vocabulary.unit(condition.subject), condition, holds)
    field = vocabulary.fields[condition.subject]
    if isinstance(operand, bool):
        word = field.yes if operand is holds else field.no
        return f"{label}が「{word}」"
    if not isinstance(operand, tuple):
        return label
    words = _CODE_WORDS[condition.operator, holds]
    joiner, before, after = words if len(operand) > 1 or holds else _CODE_WORDS["one", condition.operator == "in"]
    return f"{label}{before}{joiner.join(f'「{field.choice_label(code)}」' for code in operand)}{after}"


# What joins the codes, what stands before them and what after: by operator and whether it holds; then for one code.
_CODE_WORDS = {
    ("in", True): ("か", "が", ""),
    ("in", False): ("でも", "が", "でもない"),
    ("has_any", True): ("か", "に", "がある"),
    ("has_any", False): ("も", "に", "もない"),
    ("has_all", True): ("と", "に", "がある"),
    ("has_all", False): ("か", "に", "のどれかがない"),
    ("one", True): ("", "が", "ではない"),
    ("one", False): ("", "に", "がない"),
}


def _describe_amount(label: str, unit: str, condition: Compare, holds: bool) -> str:  # noqa: FBT001  as above
    amount = int(condition.operand) if isinstance(condition.operand, int) else 0
    at_least = (condition.operator == "at_least") is holds
    if not holds:
        amount += 1 if condition.operator == "at_most" else -1
    if at_least and amount == 0 and unit == "円":
        return f"{label}が足りている"
    if not at_least and amount == -1 and unit == "円":
        return f"{label}が足りない"
    if not at_least and amount == 0:
        return f"{label}が0{unit}"
    return f"{label}が{amount:,}{unit}{'以上' if at_least else '以下'}"


_COMPOUND = ("all", "any", "not")


def read_condition(node: Node, vocabulary: Vocabulary, faults: Faults) -> Condition:
    """The condition that a YAML node states. Faults are collected; a stand-in is returned for what is wrong."""
    if isinstance(node, Scalar) and node.text == "always":
        return ALWAYS
    if not isinstance(node, Mapping) or len(node.entries) != 1:
        faults.add(node.place, "条件の形が違います", "「項目: {演算: 値}」を1つだけ書いてください")
        return ALWAYS
    (name, body), *_ = node.entries.items()
    if name == "not":
        return Not(read_condition(body, vocabulary, faults))
    if name in _COMPOUND:
        if not isinstance(body, Sequence) or not body.items:
            faults.add(body.place, f"「{name}」の中身がありません", "条件を「- 」で並べてください")
            return ALWAYS
        parts = tuple(read_condition(item, vocabulary, faults) for item in body.items)
        return All(parts) if name == "all" else AnyOf(parts)
    return _read_comparison(name, body, vocabulary, faults)


def _read_comparison(name: str, body: Node, vocabulary: Vocabulary, faults: Faults) -> Condition:
    known = {**vocabulary.fields, **vocabulary.derived}
    if name not in known:
        faults.add(body.place, f"「{name}」という項目はありません", suggest(name, (*known, *_COMPOUND)))
        return ALWAYS
    if not isinstance(body, Mapping) or len(body.entries) != 1:
        faults.add(body.place, f"「{name}」の条件の形が違います", "{is: 値} のように演算を1つ書いてください")
        return ALWAYS
    (operator, operand), *_ = body.entries.items()
    field = vocabulary.fields.get(name)
    allowed = operators_of(field)
    if operator not in allowed:
        faults.add(operand.place, f"「{name}」に「{operator}」は使えません", suggest(operator, allowed))
        return ALWAYS
    if operator in ("at_least", "at_most"):
        return _read_amount(name, operator, operand, faults)
    assert field is not None  # noqa: S101  derived quantities have amounts only
    if field.kind == "yes_no":
        return _read_flag(name, operand, faults)
    return _read_codes(field, operator, operand, faults)


def operators_of(field: Field | None) -> tuple[str, ...]:
    """The operators that a condition may use on a field; None stands for a derived quantity."""
    if field is None or field.kind == "integer":
        return ("at_least", "at_most")
    return {"choice": ("is", "in"), "multi": ("has_any", "has_all"), "yes_no": ("is",)}.get(field.kind, ())


def _read_amount(name: str, operator: str, operand: Node, faults: Faults) -> Condition:
    text = operand.text if isinstance(operand, Scalar) else ""
    try:
        amount = int(text.replace("_", ""))
    except ValueError:
        faults.add(operand.place, f"「{name}」と比べる値が整数ではありません", "整数を書いてください")
        return ALWAYS
    return Compare(name, "at_least" if operator == "at_least" else "at_most", amount)


def _read_flag(name: str, operand: Node, faults: Faults) -> Condition:
    if isinstance(operand, Scalar) and operand.text in ("true", "false"):
        return Compare(name, "is", operand.text == "true")
    faults.add(operand.place, f"「{name}」と比べる値が違います", "true か false を書いてください")
    return ALWAYS


def _read_codes(field: Field, operator: str, operand: Node, faults: Faults) -> Condition:
    items = operand.items if isinstance(operand, Sequence) else (operand,)
    codes = []
    for item in items:
        code = item.text if isinstance(item, Scalar) else ""
        if code not in field.codes:
            faults.add(item.place, f"「{field.id}」に「{code}」という選択肢はありません", suggest(code, field.codes))
        codes.append(code)
    if operator == "is" and len(codes) != 1:
        faults.add(operand.place, "「is」には値を1つだけ書けます", "いくつもあるときは in を使ってください")
    if not codes:
        faults.add(operand.place, "比べる値がありません", "選択肢の名前を書いてください")
    if operator == "has_all":
        return Compare(field.id, "has_all", tuple(codes))
    if operator == "has_any":
        return Compare(field.id, "has_any", tuple(codes))
    return Compare(field.id, "in", tuple(codes))
