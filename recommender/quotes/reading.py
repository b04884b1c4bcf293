"""Reads `otasuke.quote/1` strictly: nothing is guessed, and every fault is told with its line and its mend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from knowledge.decoding import whole_number
from knowledge.faults import Faults, suggest, suggest_code
from knowledge.yamltree import Mapping, Node, Scalar, Sequence, parse
from questionnaires.showing import clean
from recommender.quotes.fields import Quote, QuoteField, QuoteFields, load_quote_fields

SCHEMA = "otasuke.quote/1"
MAX_TEXT = 200
MAX_DIGITS = 12
_FLAGS = {"true": True, "false": False, "yes": True, "no": False}


def read_quote(text: str, shown: str) -> Quote:
    """The quote that a file's text states. Raises DataError with every fault."""
    faults = Faults()
    tree = parse(text, shown)
    if not isinstance(tree, Mapping):
        faults.add(tree.place, "見積書の形ではありません", f"先頭に「schema: {SCHEMA}」と書いてください")
        faults.raise_if_any()
        return Quote()
    _check_schema(tree, faults)
    values = _read_fields(tree, load_quote_fields(), faults)
    faults.raise_if_any()
    return Quote(**values)


def _check_schema(tree: Mapping, faults: Faults) -> None:
    schema = tree.entries.get("schema")
    if schema is None:
        faults.add(tree.place, "「schema」がありません", f"「schema: {SCHEMA}」と書いてください")
    elif not isinstance(schema, Scalar) or schema.text != SCHEMA:
        faults.add(schema.place, "schema が違います", f"このファイルには「{SCHEMA}」と書いてください")


def _read_fields(tree: Mapping, fields: QuoteFields, faults: Faults) -> dict[str, Any]:
    known = fields.by_id
    values: dict[str, Any] = {}
    for name, node in tree.entries.items():
        if name == "schema":
            continue
        described = known.get(name)
        if described is None:
            mend = suggest(name, (*known, "schema"))
            faults.add(tree.key_places[name], f"「{name}」という項目はありません", mend)
            continue
        value = read_quoted(node, described, faults)
        if name == "class":
            values["service_class"] = value and f"class{value}"
        else:
            values[name] = value
    return values


def read_quoted(node: Node, described: QuoteField, faults: Faults) -> Any:
    """The value of one field that a node states; None after a fault."""
    if described.kind == "list":
        return _list(node, described, faults)
    if not isinstance(node, Scalar):
        faults.add(node.place, f"「{described.id}」に書けるのは値1つです", f"「{described.id}: 値」の形にしてください")
        return None
    if node.is_null:
        mend = "値を書くか、見積書に書かれていなければ行ごと消してください"
        faults.add(node.place, f"「{described.id}」の値がありません", mend)
        return None
    return _READERS[described.kind](node, described, faults)


def _whole(node: Scalar, described: QuoteField, faults: Faults) -> int | None:
    kind = "金額（円）" if described.kind == "yen" else "整数"
    amount, least = whole_number(node), described.min or 0
    if amount is None:
        what = f"「{described.id}」が整数ではありません（{node.text[:40]}）"
        faults.add(node.place, what, f"{kind}を、10000 のように数字だけで書いてください")
        return None
    if too_large(amount):
        faults.add(node.place, f"「{described.id}」の数が大きすぎます", "桁を確かめてください")
        return None
    if too_small(amount, described):
        faults.add(node.place, f"「{described.id}」の{amount:,}は範囲の外です", f"{least}以上の{kind}で書いてください")
        return None
    return amount


def too_large(amount: int) -> bool:
    """Whether a quote can't state the number for want of digits."""
    return len(str(abs(amount))) > MAX_DIGITS


def too_small(amount: int, described: QuoteField) -> bool:
    """Whether the number is below what the field can state."""
    return amount < (described.min or 0)


def _flag(node: Scalar, described: QuoteField, faults: Faults) -> bool | None:
    if node.plain and node.text in _FLAGS:
        return _FLAGS[node.text]
    what = f"「{described.id}」は true か false で書きます"
    faults.add(node.place, what, "どちらかに直すか、見積書に書かれていなければ行ごと消してください")
    return None


def _choice(node: Scalar, described: QuoteField, faults: Faults) -> str | None:
    whole = described.id == "class"
    if node.text in described.codes and (node.plain or not whole):
        return node.text
    what = f"「{described.id}」に「{node.text[:40]}」という選択肢はありません"
    mend = "1 か 2 を、引用符を付けずに書いてください" if whole else suggest_code(node.text[:40], _labels(described))
    faults.add(node.place, what, mend)
    return None


def _list(node: Node, described: QuoteField, faults: Faults) -> tuple[str, ...] | None:
    if not isinstance(node, Sequence):
        mend = f"[{', '.join(described.codes)}] のように並べてください"
        faults.add(node.place, f"「{described.id}」は一覧で書きます", mend)
        return None
    chosen = []
    for item in node.items:
        code = item.text if isinstance(item, Scalar) else "一覧"
        if not isinstance(item, Scalar) or code not in described.codes:
            what = f"「{described.id}」に「{code[:40]}」という選択肢はありません"
            faults.add(item.place, what, suggest_code(code[:40], _labels(described)))
        elif code in chosen:
            faults.add(item.place, f"「{described.id}」に「{code}」が2回あります", "どちらか1つを消してください")
        else:
            chosen.append(code)
    return tuple(chosen)


def _labels(described: QuoteField) -> dict[str, str]:
    return {choice.code: choice.label for choice in described.choices}


def _text(node: Scalar, described: QuoteField, faults: Faults) -> str | None:
    """One line of text, as the form takes it: without control characters; blank is the same as not stated."""
    line = clean(node.text).strip()
    if len(line) <= MAX_TEXT:
        return line or None
    faults.add(node.place, f"「{described.id}」が長すぎます", f"{MAX_TEXT}文字までにしてください")
    return None


_READERS: dict[str, Callable[[Scalar, QuoteField, Faults], str | int | bool | None]] = {
    "integer": _whole,
    "yen": _whole,
    "flag": _flag,
    "choice": _choice,
    "text": _text,
}


def plain_quote(quote: Quote) -> dict[str, Any]:
    """The quote as an `otasuke.quote/1` document, with what it states alone."""
    document: dict[str, Any] = {"schema": SCHEMA}
    for described in load_quote_fields().fields:
        value = quote.stated(described.id)
        if value is None:
            continue
        if described.id == "class":
            document["class"] = int(str(value))
        else:
            document[described.id] = list(value) if isinstance(value, tuple) else value
    return document
