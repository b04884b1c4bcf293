"""A quote against the standard, clause by clause (CONTRACT, `quote`).

The figures come from the clauses of the knowledge base, the words from `data/quote_wording.yaml`. A clause that no
field of a quote speaks of gets no check; one clause gets one check, its gravest result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from recommender.quotes.fields import NOT_STATED, Quote, QuoteFields, load_quote_fields, show_quoted
from recommender.quotes.pricing import Pricing
from recommender.quotes.results import Check, Judgement, QuoteResult, Result, verdict_of, worst
from recommender.quotes.wording import QuoteWording, load_quote_wording
from recommender.rulebase import RuleBase

HELPDESK = {
    "std.2.1.1.a": "contents",
    "std.2.1.1.i": "setup",
    "std.2.1.1.u": "alerts",
    "std.2.1.1.e": "commercial",
}
EXTENSIONS = {
    "devices_50": "std.3.1.5.a",
    "both_or_cloud": "std.3.1.5.i",
    "function": "std.3.1.5.u",
    "regular_service": "std.3.1.5.e",
}
# Statements that must all be true; one that is false breaks the clause.
PROMISES = {
    "std.2.1.3": ("onsite_support",),
    "std.2.1.5": ("insurance", "insurance_terms_documented"),
    "std.2.1.6.disclosure": ("device_maker_model_in_contract", "service_country_in_contract"),
    "std.2.1.7.ka": ("cancellation_terms_documented",),
}
PROMISES_OF_CLASS2 = {
    "std.3.1.6": ("class1_service_continues",),
    "std.3.2.3": ("comparison_table_on_request",),
}
# The figure that a stated number may not exceed.
MOST = {
    "std.2.1.7.u": ("min_devices_max", "min_devices"),
    "std.2.1.7.e": ("min_contract_months_max", "min_contract_months"),
}
CONTRACT_TERMS = ("std.2.1.7.u", "std.2.1.7.e", "std.2.1.7.o", "std.2.1.7.ka")


def check_quote(quote: Quote, rules: RuleBase) -> QuoteResult:
    """Every check of the quote, in the order of the standard, and the verdict over them."""
    checker = _Checker(quote, rules, load_quote_fields(), load_quote_wording())
    order = list(rules.knowledge.clauses)
    checks = tuple(sorted(checker.checks(), key=lambda check: order.index(check.clause)))
    return QuoteResult(verdict_of(checks), checks)


@dataclass(frozen=True, slots=True)
class _Checker:
    quote: Quote
    rules: RuleBase
    fields: QuoteFields
    wording: QuoteWording

    def checks(self) -> Iterator[Check]:
        yield from self._helpdesk()
        yield from self._monitoring()
        yield self._notice()
        terms = [*self._figures(), *self._promises(PROMISES), *self._agreed()]
        yield from terms
        yield self._annual()
        yield self._single_contract()
        yield self._initial()
        yield self._monthly()
        yield from self._class2(terms)

    def _helpdesk(self) -> Iterator[Check]:
        topics, labels = self.quote.helpdesk, self.fields.by_id["helpdesk"]
        results: list[Result] = []
        for clause, topic in HELPDESK.items():
            result: Result = "unknown" if topics is None else "ok" if topic in topics else "violation"
            results.append(result)
            words = self.wording.topic_in if result == "ok" else self.wording.topic_out
            found = NOT_STATED if topics is None else words.format(topic=labels.label_of(topic))
            yield self._check(clause, result, found)
        yield self._check("std.2.1.1", worst(results), self._shown("helpdesk"))

    def _monitoring(self) -> Iterator[Check]:
        option, always = self.quote.monitoring, self.quote.monitoring_24h
        yield self._check("std.2.1.2", "ok" if option else "unknown", self._shown("monitoring"))
        for clause, without in (("std.2.1.2.a", "endpoint"), ("std.2.1.2.i", "network")):
            found = self._shown("monitoring_24h")
            if option == without:
                yield self._check(clause, "not_applicable", found, self.wording.other_monitoring)
            elif option is None and always is not False:
                yield self._check(clause, "unknown", found, self.wording.monitoring_not_stated)
            else:
                yield self._check(clause, _kept(always), found)

    def _notice(self) -> Check:
        clause = "std.2.1.2.notice"
        pairs = (
            ("serious_notice_minutes_target", "serious_alert_notice_minutes"),
            ("report_interval_days", "routine_report_interval_days"),
        )
        results: list[Result] = []
        for figure, name in pairs:
            stated = self.quote.stated(name)
            within = isinstance(stated, int) and stated <= self.rules.knowledge.figure(clause, figure)
            results.append("unknown" if stated is None else "ok" if within else "disputed")
        return self._check(clause, worst(results), self._all_shown(tuple(name for _, name in pairs)))

    def _figures(self) -> Iterator[Check]:
        for clause, (figure, name) in MOST.items():
            stated = self.quote.stated(name)
            within = isinstance(stated, int) and stated <= self.rules.knowledge.figure(clause, figure)
            result: Result = "unknown" if stated is None else "ok" if within else "violation"
            yield self._check(clause, result, self._shown(name))

    def _annual(self) -> Check:
        clause, stated = "std.2.1.3.annual", self.quote.onsite_free_per_year
        least = self.rules.knowledge.figure(clause, "onsite_per_year_min")
        result: Result = "unknown" if stated is None else "ok" if stated >= least else "violation"
        return self._check(clause, result, self._shown("onsite_free_per_year"))

    def _promises(self, promises: Mapping[str, tuple[str, ...]]) -> Iterator[Check]:
        for clause, names in promises.items():
            result = worst([_kept(self.quote.stated(name)) for name in names])
            yield self._check(clause, result, self._all_shown(names))

    def _agreed(self) -> Iterator[Check]:
        # In 1類 the contract must state the initial costs by ア, which also caps them (CONTRACT, `quote`).
        if self.quote.service_class != "class1":
            stated = self.quote.initial_costs_in_contract
            yield self._check("std.2.1.7.o", _kept(stated), self._shown("initial_costs_in_contract"))

    def _single_contract(self) -> Check:
        stated = self.quote.single_contract
        why = self.wording.single_contract if stated is False else ""
        return self._check("std.2.1.6", "ok" if stated else "unknown", self._shown("single_contract"), why)

    def _pricing(self) -> Pricing:
        return Pricing(self.quote, self.rules.caps, self.fields.tax_percent, self.wording.price)

    def _initial(self) -> Check:
        clause, judged, price = "std.2.1.7.a", self._pricing().initial(), self.wording.price
        written = self.quote.initial_costs_in_contract
        if written is False:
            judged = replace(judged, found=price.written_no.format(amount=judged.found))
        outside = self._outside_class1(clause, judged)
        if outside:
            return outside
        why = judged.why or self._missing_type()
        results = [judged.result, _kept(written)]
        if written is False:
            why = price.initial_unwritten + (judged.why if judged.result == "violation" else "")
        elif written is None and judged.result == "ok":
            why = price.initial_unstated
        return self._check(clause, worst(results), judged.found, why, judged.limit)

    def _monthly(self) -> Check:
        clause, pricing = "std.2.1.7.i", self._pricing()
        if self.quote.monitoring is None:
            judged = Judgement("unknown", pricing.found(), "", self.wording.monitoring_not_stated)
        else:
            judged = pricing.monthly()
        outside = self._outside_class1(clause, judged)
        return outside or self._check(clause, judged.result, judged.found, judged.why, judged.limit)

    def _missing_type(self) -> str:
        return self.wording.monitoring_not_stated if self.quote.monitoring is None else ""

    def _outside_class1(self, clause: str, judged: Judgement) -> Check | None:
        if self.quote.service_class == "class2":
            return self._check(clause, "not_applicable", judged.found, self.wording.class1_only, judged.limit)
        if self.quote.service_class is None:
            return self._check(clause, "unknown", judged.found, self.wording.class_not_stated, judged.limit)
        return None

    def _class2(self, terms: list[Check]) -> Iterator[Check]:
        for check in self._chapter3(terms):
            if self.quote.service_class == "class2":
                yield check
            elif self.quote.service_class == "class1":
                yield replace(check, result="not_applicable", message=self.wording.class2_only, ask="")
            else:
                why = self.wording.class_not_stated
                yield replace(self._check(check.clause, "unknown", check.found, why), limit=check.limit)

    def _chapter3(self, terms: list[Check]) -> Iterator[Check]:
        pricing = self._pricing()
        generic = self._limit("std.2.1.7.i")
        limit = pricing.monthly_limit() if self.quote.monitoring else generic
        price = self.wording.price.class2.format(limit=limit)
        yield self._check("std.3.1.2.a", "unknown", pricing.found(), price)
        bound = [check for check in terms if check.clause in CONTRACT_TERMS]
        yield self._check("std.3.1.2.i", worst([check.result for check in bound]), self._terms_found(bound))
        yield from self._extension()
        yield from self._promises(PROMISES_OF_CLASS2)
        changes = self.quote.option_changes_price
        result = _kept(None if changes is None else not changes)
        yield self._check("std.3.2.4", result, self._shown("option_changes_price"))

    def _terms_found(self, bound: list[Check]) -> str:
        said = []
        for result, template in (("violation", self.wording.terms_broken), ("unknown", self.wording.terms_open)):
            titles = [self.rules.knowledge.clauses[check.clause].title for check in bound if check.result == result]
            if titles:
                said.append(template.format(titles="、".join(titles)))
        return "。".join(said) or self.wording.terms_ok

    def _extension(self) -> Iterator[Check]:
        code, found = self.quote.extension, self._shown("extension")
        result: Result = "unknown" if code is None else "disputed" if code == "regular_service" else "ok"
        why = ""
        if code == "devices_50" and self.quote.monitoring == "endpoint":
            result, why = "unknown", self.wording.devices_50_endpoint
        yield self._check("std.3.1.5", result, found, why)
        if code is not None and self.quote.service_class != "class1":
            yield self._check(EXTENSIONS[code], result, found, why)

    def _check(self, clause: str, result: Result, found: str, why: str = "", limit: str = "") -> Check:
        """The check in words; `why` and `limit` stand in for the clause's own phrases."""
        limit = limit or self._limit(clause)
        message = why or self._message(clause, result)
        return Check(clause, result, found, limit, message, self._ask(clause, result, found, limit))

    def _limit(self, clause: str) -> str:
        return self._filled(clause, self.wording.of(clause).limit)

    def _message(self, clause: str, result: Result) -> str:
        phrases = self.wording.of(clause)
        said = {"ok": phrases.ok, "violation": phrases.violation, "disputed": phrases.disputed}.get(result)
        return self._filled(clause, said) if said else self.wording.not_stated

    def _filled(self, clause: str, template: str) -> str:
        figures = {item.name: f"{item.value:,}" for item in self.rules.knowledge.clauses[clause].figures}
        return template.format(**figures)

    def _ask(self, clause: str, result: Result, found: str, limit: str) -> str:
        record = self.rules.knowledge.clauses[clause]
        if result in ("ok", "not_applicable"):
            return ""
        if result == "unknown":
            return record.ask or ""
        template = self.wording.send.violation if result == "violation" else self.wording.send.disputed
        return template.format(title=record.title, where=record.where, found=found, limit=limit)

    def _shown(self, name: str) -> str:
        return show_quoted(self.quote.stated(name), self.fields.by_id[name])

    def _all_shown(self, names: tuple[str, ...]) -> str:
        if len(names) == 1 or all(self.quote.stated(name) is None for name in names):
            return self._shown(names[0])
        return "、".join(f"{self.fields.by_id[name].label}は{self._shown(name)}" for name in names)


def _kept(stated: object) -> Result:
    """`ok` for true, a violation for false, unknown for what isn't stated."""
    return "unknown" if stated is None else "ok" if stated else "violation"
