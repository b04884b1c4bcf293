"""What a quote can state. One table (`data/quote_fields.yaml`) serves the file reader and the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from knowledge.faults import NOWHERE, Place
from knowledge.fields import Choice
from knowledge.reading import read_record
from knowledge.records import ClassCode, Monitoring

FILE = Path(__file__).parents[1] / "data" / "quote_fields.yaml"
NOT_STATED = "書かれていません"
Extension = Literal["devices_50", "both_or_cloud", "function", "regular_service"]
QuoteValue = str | int | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuoteField:
    """One thing that a quote states. `ask` is put to the user, `request` to the provider.

    `classes` and `monitoring` say for which quotes a missing value counts as left out; `min` is the least integer.
    """

    id: str
    label: str
    kind: Literal["text", "choice", "list", "integer", "yen", "flag"]
    unit: str | None
    min: int | None
    choices: tuple[Choice, ...]
    yes: str | None
    no: str | None
    ask: str
    request: str | None
    classes: tuple[ClassCode, ...]
    monitoring: tuple[Monitoring, ...]
    clauses: tuple[str, ...]
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(choice.code for choice in self.choices)

    def label_of(self, code: str) -> str:
        """The Japanese label of a code; the code itself where it is none of the field's."""
        return next((choice.label for choice in self.choices if choice.code == code), code)


@dataclass(frozen=True, slots=True)
class QuoteFields:
    """The fields in the order of the file, and the rate of the consumption tax in percent."""

    tax_percent: int
    fields: tuple[QuoteField, ...]

    @property
    def by_id(self) -> Mapping[str, QuoteField]:
        return {item.id: item for item in self.fields}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One quote. None: the quote doesn't state it. Yen as written; `tax_included` says how to read them."""

    provider: str | None = None
    service_class: ClassCode | None = None
    monitoring: Monitoring | None = None
    devices: int | None = None
    sites: int | None = None
    monthly_network_yen: int | None = None
    monthly_endpoint_per_device_yen: int | None = None
    monthly_total_yen: int | None = None
    initial_total_yen: int | None = None
    tax_included: bool | None = None
    min_contract_months: int | None = None
    min_devices: int | None = None
    serious_alert_notice_minutes: int | None = None
    routine_report_interval_days: int | None = None
    helpdesk: tuple[str, ...] | None = None
    monitoring_24h: bool | None = None
    onsite_support: bool | None = None
    onsite_free_per_year: int | None = None
    insurance: bool | None = None
    insurance_terms_documented: bool | None = None
    single_contract: bool | None = None
    device_maker_model_in_contract: bool | None = None
    service_country_in_contract: bool | None = None
    initial_costs_in_contract: bool | None = None
    cancellation_terms_documented: bool | None = None
    comparison_table_on_request: bool | None = None
    class1_service_continues: bool | None = None
    extension: Extension | None = None
    option_changes_price: bool | None = None

    def stated(self, name: str) -> QuoteValue | None:
        """The value of a field by its id in the file."""
        if name == "class":
            return self.service_class and self.service_class.removeprefix("class")
        value: QuoteValue | None = getattr(self, name)
        return value


@cache
def load_quote_fields() -> QuoteFields:
    """The table of fields. Raises DataError with all faults."""
    return read_record(FILE, QuoteFields)


def show_quoted(value: QuoteValue | None, described: QuoteField) -> str:
    """A quote's value in words: 「12,000円」, 「24か月」, 「あり」, 「書かれていません」."""
    if value is None:
        return NOT_STATED
    if isinstance(value, bool):
        return (described.yes if value else described.no) or ("はい" if value else "いいえ")
    if isinstance(value, int):
        return f"{value:,}円" if described.kind == "yen" else f"{value:,}{described.unit or ''}"
    if isinstance(value, tuple):
        return "、".join(described.label_of(code) for code in described.codes if code in value) or "なし"
    return described.label_of(value)
