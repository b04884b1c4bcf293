"""ユーザー概況 profiles: reading `otasuke.profile/1` strictly, and writing the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from knowledge.decoding import whole_number
from knowledge.faults import Faults, suggest, suggest_code
from knowledge.fields import Field, Vocabulary
from knowledge.values import UNKNOWN, Chosen, Number, Value, exactly
from knowledge.yamltree import Mapping as MappingNode
from knowledge.yamltree import Node, Scalar, Sequence, parse

SCHEMA = "otasuke.profile/1"
_HELD, _MISSING = "has", "has_not"
MOST_PLANNED_YEN = 10**12
"""The largest fee of a plan, as large as any money that the profile's fields can have."""
Plain: TypeAlias = "str | int | bool | list[str] | dict[str, Plain] | None"


@dataclass(frozen=True, slots=True)
class Plan:
    """The fees that the user means to pay, in yen without tax. None: not stated."""

    monthly_yen: int | None = None
    initial_yen: int | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a company. An absent field was not asked yet; UNKNOWN was asked."""

    answers: Mapping[str, Value] = field(default_factory=dict)
    plan: Plan | None = None


def read_profile(text: str, shown: str, vocabulary: Vocabulary) -> Profile:
    """The profile that a file's text states. Raises DataError with every fault; nothing is guessed."""
    faults = Faults()
    tree = parse(text, shown)
    profile = profile_of(tree, vocabulary, faults)
    _check_opposites(profile.answers, tree, faults)
    faults.raise_if_any()
    return profile


def profile_of(tree: Node, vocabulary: Vocabulary, faults: Faults) -> Profile:
    """The profile that a part of a file states. What is wrong goes to `faults` and is left out."""
    if not isinstance(tree, MappingNode):
        faults.add(tree.place, "プロフィールの形ではありません", f"先頭に「schema: {SCHEMA}」と書いてください")
        return Profile()
    for key, place in tree.key_places.items():
        if key not in ("schema", "answers", "plan"):
            faults.add(place, f"「{key}」という項目はありません", suggest(key, ("schema", "answers", "plan")))
    _check_schema(tree, faults)
    answers = _read_answers(tree.entries.get("answers"), tree, vocabulary, faults)
    return Profile(answers, _read_plan(tree.entries.get("plan"), faults))


def _check_opposites(answers: Mapping[str, Value], tree: Node, faults: Faults) -> None:
    """What a file says to be there can't be missing as well."""
    held, missing = answers.get(_HELD), answers.get(_MISSING)
    if isinstance(held, Chosen) and isinstance(missing, Chosen) and isinstance(tree, MappingNode):
        node = tree.entries["answers"]
        place = node.key_places[_MISSING] if isinstance(node, MappingNode) else node.place
        for code in sorted(held.codes & missing.codes):
            faults.add(place, f"「{code}」が「{_HELD}」と「{_MISSING}」の両方にあります", "どちらか1つを消してください")


def _check_schema(tree: MappingNode, faults: Faults) -> None:
    schema = tree.entries.get("schema")
    if schema is None:
        faults.add(tree.place, "「schema」がありません", f"「schema: {SCHEMA}」と書いてください")
    elif not isinstance(schema, Scalar) or schema.text != SCHEMA:
        faults.add(schema.place, "schema が違います", f"このファイルには「{SCHEMA}」と書いてください")


def _read_answers(node: Node | None, tree: MappingNode, vocabulary: Vocabulary, faults: Faults) -> dict[str, Value]:
    if not isinstance(node, MappingNode):
        where = node.place if node else tree.place
        faults.add(where, "「answers」がありません", "「answers:」の下に「項目: 答え」を並べてください")
        return {}
    answers: dict[str, Value] = {}
    for name, value in node.entries.items():
        described = vocabulary.fields.get(name)
        if described is None:
            faults.add(node.key_places[name], f"「{name}」という項目はありません", suggest(name, vocabulary.fields))
            continue
        read = read_value(value, described, faults)
        if read is not None:
            answers[name] = read
    return answers


def _read_plan(node: Node | None, faults: Faults) -> Plan | None:
    if node is None:
        return None
    if not isinstance(node, MappingNode):
        faults.add(node.place, "「plan」の形が違います", "{monthly_yen: 36000, initial_yen: 0} の形に直してください")
        return None
    amounts: dict[str, int] = {}
    names = ("monthly_yen", "initial_yen")
    for name, value in node.entries.items():
        if name not in names:
            faults.add(node.key_places[name], f"「{name}」という項目はありません", suggest(name, names))
            continue
        amount = whole_number(value)
        if amount is None or amount < 0:
            faults.add(value.place, f"「{name}」が0以上の整数ではありません", "円（税抜）を整数で書いてください")
            continue
        if amount > MOST_PLANNED_YEN:
            faults.add(value.place, f"「{name}」の数が大きすぎます", "桁を確かめてください")
            continue
        amounts[name] = amount
    return Plan(amounts.get("monthly_yen"), amounts.get("initial_yen"))


def read_value(node: Node, described: Field, faults: Faults) -> Value | None:
    """The answer to one field that a node states; None after a fault."""
    if isinstance(node, Scalar) and node.text == "unknown":
        return UNKNOWN
    if isinstance(node, Scalar) and node.is_null:
        mend = "答えを書くか、わからなければ unknown と書いてください"
        faults.add(node.place, f"「{described.id}」の答えがありません", mend)
        return None
    reader = _READERS[described.kind]
    return reader(node, described, faults)


def _read_number(node: Node, described: Field, faults: Faults) -> Value | None:
    if isinstance(node, MappingNode):
        number = _read_range(node, described, faults)
    else:
        value = whole_number(node)
        if value is None:
            what = f"「{described.id}」が整数ではありません（{_written(node)}）"
            faults.add(node.place, what, "30 のような整数で書いてください")
            return None
        number = exactly(value)
    if number is None:
        return None
    for bound in {number.low, number.high} - {None}:
        if not within(bound, described):
            low, high = described.min or 0, described.max
            span = f"{low:,}から{high:,}まで" if high is not None else f"{low:,}以上"
            mend = f"{span}の数で書いてください"
            faults.add(node.place, f"「{described.id}」の{bound}は範囲の外です", mend)
            return None
    return number


def within(amount: int | None, described: Field) -> bool:
    """Whether the amount is one that the field can have."""
    if amount is None:
        return True
    low, high = described.min or 0, described.max
    return amount >= low and (high is None or amount <= high)


def _read_range(node: MappingNode, described: Field, faults: Faults) -> Number | None:
    ends: dict[str, int | None] = {"low": None, "high": None}
    approx = False
    for name, value in node.entries.items():
        if name in ends:
            is_open = isinstance(value, Scalar) and value.is_null
            ends[name] = None if is_open else whole_number(value)
            if not is_open and ends[name] is None:
                what = f"「{described.id}」の{name}が整数ではありません"
                faults.add(value.place, what, "整数か null を書いてください")
                return None
        elif name == "approx":
            if not isinstance(value, Scalar) or value.text not in ("true", "false"):
                what = f"「{described.id}」の approx に「{_written(value)}」は使えません"
                faults.add(value.place, what, "true か false を書いてください")
                return None
            approx = value.text == "true"
        else:
            faults.add(node.key_places[name], f"「{name}」は使えません", suggest(name, ("low", "high", "approx")))
            return None
    low, high = ends["low"], ends["high"]
    if low is None and high is None:
        faults.add(node.place, f"「{described.id}」の範囲に数がありません", "わからなければ unknown と書いてください")
        return None
    if low is not None and high is not None and low > high:
        faults.add(node.place, f"「{described.id}」の範囲が逆です", "low を小さいほうにしてください")
        return None
    return Number(low, high, approx)


def _written(node: Node) -> str:
    """What stands there, short enough for a fault."""
    return node.text[:40] if isinstance(node, Scalar) else "一覧"


def _read_choice(node: Node, described: Field, faults: Faults) -> Value | None:
    if not isinstance(node, Scalar):
        faults.add(node.place, f"「{described.id}」に書けるのは値1つです", f"「{described.id}: 値」の形にしてください")
        return None
    return _read_code(node, described, faults)


def _read_code(node: Node, described: Field, faults: Faults) -> str | None:
    if isinstance(node, Scalar) and node.text in described.codes:
        return node.text
    shown = _written(node)
    mend = suggest_code(shown, {choice.code: choice.label for choice in described.choices})
    faults.add(node.place, f"「{described.id}」に「{shown}」という選択肢はありません", mend)
    return None


def _read_multi(node: Node, described: Field, faults: Faults) -> Value | None:
    if not isinstance(node, Sequence):
        faults.add(node.place, f"「{described.id}」は一覧で書きます", "[a, b] の形に直してください")
        return None
    codes = [_read_code(item, described, faults) for item in node.items]
    chosen = [code for code in codes if code is not None]
    if len(chosen) != len(codes):
        return None
    twice = next((at for at, code in enumerate(chosen) if code in chosen[:at]), None)
    if twice is not None:
        what = f"「{described.id}」に「{chosen[twice]}」が2回あります"
        faults.add(node.items[twice].place, what, "どちらか1つを消してください")
        return None
    if len(set(chosen)) > 1 and set(chosen) & set(described.exclusive):
        alone = next(code for code in chosen if code in described.exclusive)
        faults.add(node.place, f"「{alone}」はほかの選択肢と一緒に選べません", "どちらかを消してください")
        return None
    return Chosen(frozenset(chosen))


def _read_flag(node: Node, described: Field, faults: Faults) -> Value | None:
    words = {"true": True, "false": False, "yes": True, "no": False}
    if isinstance(node, Scalar) and node.text in words:
        return words[node.text]
    mend = "true、false、unknown のどれかにしてください"
    faults.add(node.place, f"「{described.id}」は true か false で書きます", mend)
    return None


def _read_words(node: Node, described: Field, faults: Faults) -> Value | None:
    if isinstance(node, Scalar) and len(node.text) <= MAX_WORDS:
        return node.text
    what = f"「{described.id}」が長すぎるか、文字ではありません"
    faults.add(node.place, what, f"{MAX_WORDS}文字までの文字で書いてください")
    return None


MAX_WORDS = 200
_READERS = {
    "integer": _read_number,
    "choice": _read_choice,
    "multi": _read_multi,
    "yes_no": _read_flag,
    "text": _read_words,
}


def plain_value(value: Value) -> Plain:
    """The value as JSON and YAML write it (CONTRACT, Files)."""
    if isinstance(value, Number):
        if value.is_exact:
            return value.low
        ends: dict[str, Plain] = {"low": value.low, "high": value.high}
        return {**ends, "approx": True} if value.approx else ends
    if isinstance(value, Chosen):
        return sorted(value.codes)
    return value if isinstance(value, str | bool) else "unknown"


def plain_profile(profile: Profile) -> dict[str, Plain]:
    """The profile as an `otasuke.profile/1` document."""
    document: dict[str, Plain] = {
        "schema": SCHEMA,
        "answers": {name: plain_value(value) for name, value in profile.answers.items()},
    }
    if profile.plan:
        amounts = {"monthly_yen": profile.plan.monthly_yen, "initial_yen": profile.plan.initial_yen}
        document["plan"] = {name: amount for name, amount in amounts.items() if amount is not None}
    return document
