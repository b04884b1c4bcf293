"""One record of the knowledge base in plain words, for `otasuke kb show` and the screen's source view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from knowledge.base import OWN_MARK
from knowledge.fields import Field
from knowledge.freshness import as_of_text, month_text, review_of
from knowledge.records import Clause, Contact, Fact, Faq, Service, Source, Statistic, Term
from knowledge.references import facts_of
from knowledge.subsidy_records import Frame, Route, SubsidyRule, Window
from questionnaires.showing import show_yen
from recommender.lists import list_of
from recommender.rulebase import RuleBase
from recommender.subsidies.standing import standing_of

DUTY = {
    "must": "必ず守る決まり",
    "target": "目標や努力",
    "recommended": "おすすめ（推奨）",
    "definition": "言葉の決まり",
    "system": "制度の動き",
}
BASIS = {"stated": "資料にある", "inferred": "推しはかったもの", "unknown": "わかっていない"}
_CLASSES = {"class1": "1類", "class2": "2類"}
_FACT_NAMES = {
    "monitoring": "監視の型",
    "service_class": "1類・2類",
    "class2": "2類の登録",
    "region": "対応地域",
    "base": "事業者の場所",
    "monthly_price_yen": "月額",
    "initial_cost_yen": "初期費用",
    "device_limit": "台数",
    "min_contract_months": "最低契約期間",
    "equipment": "機器",
    "insurance": "保険",
    "onsite_support": "駆付け",
    "url": "ページ",
    "still_registered": "いまの登録",
}


def describe_record(record_id: str, rules: RuleBase, as_of: date | None = None) -> str:
    """Everything that is known of a record, as lines of text. Raises StopIteration for an id of nothing.

    With a day it also says how the windows of what it tells of stand, and where it wants checking by then.
    """
    lines = list(_lines(record_id, rules))
    if as_of:
        # Beside the text with its amounts, which in a clause comes after what binds whom.
        beside = 4 if record_id in rules.knowledge.clauses else 2
        lines[beside:beside] = _standing(record_id, lines, rules, as_of)
        lines += _on_day(record_id, rules, as_of)
    origin = rules.knowledge.origins.get(record_id)
    if origin:
        lines.append(f"{OWN_MARK}{origin}")
    return "\n".join(lines)


def _standing(record_id: str, lines: list[str], rules: RuleBase, as_of: date) -> list[str]:
    faq = rules.knowledge.faq.get(record_id)
    records, told = (faq.cites, faq.answer) if faq else ((record_id,), "\n".join(lines))
    standing = standing_of(records, told, rules.knowledge, as_of)
    return [standing] if standing else []


def _on_day(record_id: str, rules: RuleBase, as_of: date) -> list[str]:
    review = review_of(record_id, rules.knowledge)
    if review is None or not review.is_stale(as_of):
        return []
    return [f"{month_text(review.checked)}の情報です。{review.due}で確かめ直す時期を過ぎました。"]


def _lines(record_id: str, rules: RuleBase) -> list[str]:
    knowledge = rules.knowledge
    kinds: tuple[tuple[Mapping[str, Any], Callable[[Any, RuleBase], list[str]]], ...] = (
        (knowledge.clauses, clause_lines),
        (knowledge.terms, _term_lines),
        (knowledge.faq, _faq_lines),
        (knowledge.statistics, _statistic_lines),
        (knowledge.services, _service_lines),
        (knowledge.frames, _frame_lines),
        (knowledge.subsidy_rules, _rule_lines),
        (knowledge.routes, _route_lines),
        (knowledge.sources, lambda source, _: source_lines(source)),
        (knowledge.contacts, _contact_lines),
        (knowledge.vocabulary.fields, lambda field, _: _field_lines(field)),
    )
    return next(lines(records[record_id], rules) for records, lines in kinds if record_id in records)


def _field_lines(field: Field) -> list[str]:
    lines = [f"{field.label}（{field.id}）", f"ユーザー概況の「{field.part}」"]
    return [*lines, *(f"  {choice.code}: {choice.label}" for choice in field.choices)]


def clause_lines(clause: Clause, rules: RuleBase) -> list[str]:
    """A clause in plain words: what it gives, what to ask and check, its figures, readings and source."""
    applies = "・".join(_CLASSES[code] for code in clause.applies_to)
    duty = f"{DUTY[clause.duty]}{f'（{applies}）' if applies else ''}"
    lines = [rules.knowledge.title(clause.id), duty, "", clause.plain]
    if clause.gives:
        lines.append(clause.gives)
    if clause.ask:
        lines += ["", f"事業者への質問: {clause.ask}"]
    if clause.check:
        lines.append(f"確かめ方: {clause.check}")
    for figure in clause.figures:
        tax = "（税抜）" if figure.tax == "excluded" else ""
        lines.append(f"数字: {figure.meaning} {figure.value:,}{figure.unit}{tax}")
    for reading in clause.readings:
        where = rules.knowledge.title(reading.source)
        lines.append(f"読み方（{where}）: {reading.reading}{f' {reading.note}' if reading.note else ''}")
    return [*lines, "", f"出典: {_source_text(clause.source, rules)}"]


def _term_lines(term: Term, rules: RuleBase) -> list[str]:
    lines = [f"{term.term}（{term.reading}）", term.definition]
    lines += [f"ほかの言い方: {'、'.join(term.aliases)}"] if term.aliases else []
    lines += [f"関係する条項: {rules.knowledge.title(clause)}" for clause in term.clauses]
    return [*lines, "", *(f"出典: {_source_text(source, rules)}" for source in term.sources)]


def _faq_lines(entry: Faq, rules: RuleBase) -> list[str]:
    return [entry.question, entry.answer, "", *(f"根拠: {rules.knowledge.title(cite)}" for cite in entry.cites)]


def _statistic_lines(statistic: Statistic, rules: RuleBase) -> list[str]:
    lines = [statistic.title, statistic.text, *([statistic.note] if statistic.note else [])]
    return [*lines, "", *(f"出典: {_source_text(source, rules)}" for source in statistic.sources)]


def _source_text(source_id: str, rules: RuleBase) -> str:
    source = rules.knowledge.sources[source_id]
    # Several sources may bear the same title: the publisher tells them apart.
    publisher = f"（{source.publisher}）" if source.publisher else ""
    as_of = as_of_text(source.as_of) if source.as_of else "日付の記載なし"
    return f"{rules.knowledge.title(source_id)}{publisher}、{as_of}、最終確認 {source.checked}"


def source_lines(source: Source) -> list[str]:
    """A source with its publisher, address and dates."""
    kinds = {"official": "公式", "press": "報道", "third_party": "民間の解説"}
    lines = [source.title, f"{kinds[source.kind]}{f'、{source.publisher}' if source.publisher else ''}"]
    lines += [source.url] if source.url else []
    lines.append(f"資料の日付: {source.as_of or '記載なし'}、最終確認 {source.checked}")
    return [*lines, *([source.note] if source.note else [])]


def _fact_text(name: str, fact: Fact[object], rules: RuleBase) -> str:
    if fact.value is None:
        return f"{_FACT_NAMES[name]}: わかっていません{f'（{fact.note}）' if fact.note else ''}"
    value = fact.value
    if name == "monitoring":
        value = next(option.name for option in rules.decisions.options if option.option == value)
    elif name == "service_class":
        value = _CLASSES[str(value)]
    elif isinstance(value, bool):
        value = "はい" if value else "いいえ"
    elif name.endswith("_yen") and isinstance(value, int):
        value = show_yen(value)
    as_of = f"、{as_of_text(fact.as_of)}" if fact.as_of else ""
    return f"{_FACT_NAMES[name]}: {value}（{BASIS[fact.basis]}{as_of}）{fact.note or ''}"


def _caution(service: Service, rules: RuleBase) -> str:
    named = list_of(service, rules.knowledge)
    found = "には載っていません" if service.still_registered.value is False else "からの手がかりです"
    return f"{named}{found}。いまの登録はIPAの一覧で確かめてください。"


def _service_lines(service: Service, rules: RuleBase) -> list[str]:
    names = [name for name in _FACT_NAMES if isinstance(getattr(service, name), Fact)]
    lines = [f"{service.provider}「{service.name}」", _caution(service, rules)]
    lines += [_fact_text(name, getattr(service, name), rules) for name in names]
    lines += [service.notes] if service.notes else []
    cited = dict.fromkeys(source for fact in facts_of(service) for source in fact.sources)
    cited |= dict.fromkeys(service.notes_sources)
    return [*lines, "", *(f"出典: {_source_text(source, rules)}" for source in cited)]


def _frame_lines(frame: Frame, rules: RuleBase) -> list[str]:
    edition = rules.knowledge.editions[frame.edition]
    lines = [rules.knowledge.title(frame.id), frame.summary, edition.schedule_note]
    for step in frame.ladder:
        small = f"（小規模事業者 {step.rate_small}）" if step.rate_small else ""
        upto = f"補助額{show_yen(step.up_to_subsidy_yen)}まで " if step.up_to_subsidy_yen else ""
        lines.append(f"補助率: {upto}{step.rate}{small}")
    if frame.subsidy_max_yen is not None:
        floor = show_yen(frame.subsidy_min_yen) if frame.subsidy_min_yen is not None else "下限は未確認"
        lines.append(f"補助額: {floor}〜{show_yen(frame.subsidy_max_yen)}{'未満' if frame.max_exclusive else ''}")
    lines += [f"要るもの: {item.text}" for item in frame.requirements if item.status == "required"]
    lines += [f"注記: {note.text}" for note in frame.notes]
    return [*lines, "", *(f"出典: {_source_text(source, rules)}" for source in frame.sources)]


def _rule_lines(rule: SubsidyRule, rules: RuleBase) -> list[str]:
    figures = [f"数字: {item.name} {item.value}{item.unit or ''}" for item in rule.figures]
    cited = [f"出典: {_source_text(source, rules)}" for source in rule.sources]
    return [rule.title, rule.text, *figures, "", *cited]


def _route_lines(route: Route, rules: RuleBase) -> list[str]:
    lines = [rules.knowledge.title(route.id), route.text]
    high, low = route.amount_max_yen, route.amount_min_yen
    floor = f"{show_yen(low)}から" if low is not None else ""
    lines += [f"補助率: {route.rate}"] if route.rate is not None else []
    lines += [f"補助額: {floor}{show_yen(high)}まで"] if high is not None else []
    lines += [_window_line(window) for window in route.windows]
    lines += [route.note] if route.note else []
    return [*lines, "", *(f"出典: {_source_text(source, rules)}" for source in route.sources)]


def _window_line(window: Window) -> str:
    first, last = (str(day) if day else "未確認" for day in (window.from_, window.to))
    return f"期間: {first}から{last}まで{f'（{window.note}）' if window.note else ''}"


def _contact_lines(contact: Contact, rules: RuleBase) -> list[str]:
    lines = [contact.name, contact.what]
    lines += [f"電話 {contact.phone}"] if contact.phone else []
    lines += [contact.hours] if contact.hours else []
    lines += [contact.url, *([contact.note] if contact.note else [])]
    sources = (contact.source, *contact.also)
    return [*lines, "", *(f"出典: {_source_text(source, rules)}" for source in sources)]
