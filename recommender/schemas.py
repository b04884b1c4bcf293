"""Which record reads which YAML file, for the JSON Schemas under docs/schemas.

Every YAML file of our data has one, and so have the files that users write: a profile, a quote, knowledge of their own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from knowledge import files, vocabulary
from knowledge.fields import Field, Vocabulary
from knowledge.overlays import OverlayFile
from knowledge.schemas import DRAFT, Schema, schema_of
from questionnaires import profile
from questionnaires.records import Sheet
from recommender.export.letter_wording import LetterWording
from recommender.export.overview_wording import OverviewWording
from recommender.language.answering import OutsideRows, SearchRows
from recommender.language.card_questions import CardQuestionRows
from recommender.language.clauses import CueRows, HeadRows
from recommender.language.emergencies import EmergencyRows
from recommender.language.features import SynonymRows
from recommender.language.figures import CountingRows
from recommender.language.intents import IntentRows
from recommender.language.it_people import PeopleRows
from recommender.language.money import MoneyRows
from recommender.language.motives import MotiveRows
from recommender.language.naming import ProviderRows
from recommender.language.number_words import NumberRows
from recommender.language.places import PlaceRows
from recommender.language.pricing import PricingRows
from recommender.language.protection import ProtectionRows
from recommender.language.reply_rows import ReplyRows
from recommender.language.revisions import RevisionRows
from recommender.language.trade import TradeRows
from recommender.lint.limits import Limits
from recommender.posture_rules import PostureRules
from recommender.quotes import reading
from recommender.quotes.fields import QuoteField, QuoteFields, load_quote_fields
from recommender.quotes.wording import QuoteWording
from recommender.records import Counsel, DecisionRules, Onboarding
from recommender.rulebase import RuleBase
from recommender.subsidies.wording import SubsidyWording

WORDS: Mapping[str, type] = {
    "language/card_questions.yaml": CardQuestionRows,
    "language/counting.yaml": CountingRows,
    "language/cues.yaml": CueRows,
    "language/emergencies.yaml": EmergencyRows,
    "language/heads.yaml": HeadRows,
    "language/industries.yaml": TradeRows,
    "language/intents.yaml": IntentRows,
    "language/it_people.yaml": PeopleRows,
    "language/money.yaml": MoneyRows,
    "language/motives.yaml": MotiveRows,
    "language/numbers.yaml": NumberRows,
    "language/outside.yaml": OutsideRows,
    "language/places.yaml": PlaceRows,
    "language/pricing.yaml": PricingRows,
    "language/protections.yaml": ProtectionRows,
    "language/replies.yaml": ReplyRows,
    "language/revisions.yaml": RevisionRows,
    "language/search.yaml": SearchRows,
    "language/synonyms.yaml": SynonymRows,
    "language/trades.yaml": ProviderRows,
}
PHRASES: Mapping[str, type] = {
    "letters.yaml": LetterWording,
    "overview_sheet.yaml": OverviewWording,
    "posture_steps.yaml": PostureRules,
    "quote_fields.yaml": QuoteFields,
    "quote_wording.yaml": QuoteWording,
    "subsidy_wording.yaml": SubsidyWording,
}
FILES: Mapping[str, type] = {
    "knowledge/data/version.yaml": files.VersionFile,
    "knowledge/data/freshness.yaml": files.FreshnessFile,
    "knowledge/data/fields.yaml": vocabulary.FieldsFile,
    "knowledge/data/sources.yaml": files.SourcesFile,
    "knowledge/data/clauses.yaml": files.ClausesFile,
    "knowledge/data/terms.yaml": files.TermsFile,
    "knowledge/data/faq.yaml": files.FaqFile,
    "knowledge/data/statistics.yaml": files.StatisticsFile,
    "knowledge/data/services.yaml": files.ServicesFile,
    "knowledge/data/contacts.yaml": files.ContactsFile,
    "knowledge/data/subsidies.yaml": files.SubsidiesFile,
    "knowledge/data/sizes.yaml": files.SizesFile,
    "knowledge/data/routes.yaml": files.RoutesFile,
    "questionnaires/data/posture.yaml": Sheet,
    "questionnaires/data/profile.yaml": Sheet,
    "recommender/data/decisions.yaml": DecisionRules,
    "recommender/data/counsel.yaml": Counsel,
    "recommender/data/onboarding.yaml": Onboarding,
    "recommender/data/lint.yaml": Limits,
    **{f"recommender/data/{name}": record for name, record in {**PHRASES, **WORDS}.items()},
}
OVERLAY = "overlay.json"
PROFILE = "otasuke.profile.json"
QUOTE = "otasuke.quote.json"
# The readers of profiles and quotes take the words as well; an editor may see either kind.
_FLAGS = (True, False, "yes", "no")


def schema_name(file: str) -> str:
    """The name of the schema of a data file: knowledge/data/terms.yaml has terms.json."""
    return file.partition("/data/")[2].replace("/", "_").removesuffix(".yaml") + ".json"


def schema_texts(rules: RuleBase) -> dict[str, str]:
    """The text of every schema by its file name; those of FILES, and those of the files that users write."""
    made = {schema_name(file): schema_of(record, file, rules.vocabulary) for file, record in FILES.items()}
    made[OVERLAY] = schema_of(OverlayFile, "ご自分で加える知識", rules.vocabulary)
    made[PROFILE] = _profile_schema(rules.vocabulary)
    made[QUOTE] = _quote_schema(load_quote_fields())
    return {name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in made.items()}


def _profile_schema(known: Vocabulary) -> Schema:
    answers = {name: _answer_schema(field) for name, field in known.fields.items()}
    amount = {"type": "integer", "minimum": 0, "maximum": profile.MOST_PLANNED_YEN}
    plan = _object({"monthly_yen": amount, "initial_yen": amount}, ())
    properties = {"schema": {"const": profile.SCHEMA}, "answers": _object(answers, ()), "plan": plan}
    return {"$schema": DRAFT, "title": "会社のプロフィール", **_object(properties, ("schema", "answers"))}


def _answer_schema(field: Field) -> Schema:
    unknown: Schema = {"const": "unknown"}
    whole: Schema = {"type": "integer", "minimum": field.min or 0}
    if field.max is not None:
        whole["maximum"] = field.max
    span = {"low": {"anyOf": [whole, {"type": "null"}]}, "high": {"anyOf": [whole, {"type": "null"}]}}
    codes: Schema = {"enum": list(field.codes)}
    by_kind: Mapping[str, Schema] = {
        "integer": {"anyOf": [whole, _object({**span, "approx": {"type": "boolean"}}, ()), unknown]},
        "choice": {"anyOf": [codes, unknown]},
        "multi": {"anyOf": [{"type": "array", "items": codes}, unknown]},
        "yes_no": {"enum": [*_FLAGS, "unknown"]},
        "text": {"type": "string", "maxLength": profile.MAX_WORDS},
    }
    return {"description": field.label, **by_kind[field.kind]}


def _quote_schema(fields: QuoteFields) -> Schema:
    stated = {field.id: {"description": field.label, **_quoted_schema(field)} for field in fields.fields}
    properties = {"schema": {"const": reading.SCHEMA}, **stated}
    return {"$schema": DRAFT, "title": "見積書", **_object(properties, ("schema",))}


def _quoted_schema(field: QuoteField) -> Schema:
    # 1類 and 2類 are written as plain numbers (class: 1), which is what an editor sees.
    codes: Schema = {"enum": [int(code) if code.isdecimal() else code for code in field.codes]}
    number: Schema = {"type": "integer", "minimum": field.min or 0}
    by_kind: Mapping[str, Schema] = {
        "text": {"type": "string", "maxLength": reading.MAX_TEXT},
        "choice": codes,
        "list": {"type": "array", "items": codes},
        "integer": number,
        "yen": number,
        "flag": {"enum": [*_FLAGS]},
    }
    return by_kind[field.kind]


def _object(properties: Mapping[str, Schema], required: tuple[str, ...]) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }
