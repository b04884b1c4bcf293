"""Which record reads which YAML file, for the JSON Schemas under docs/schemas."""

from __future__ import annotations

import json
from collections.abc import Mapping

from knowledge import files, vocabulary
from knowledge.overlays import OverlayFile
from knowledge.schemas import schema_of
from questionnaires.records import Sheet
from recommender.lint.limits import Limits
from recommender.records import Counsel, DecisionRules
from recommender.rulebase import RuleBase
from recommender.subsidy_wording import SubsidyWording

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
    "questionnaires/data/profile.yaml": Sheet,
    "recommender/data/decisions.yaml": DecisionRules,
    "recommender/data/counsel.yaml": Counsel,
    "recommender/data/subsidy_wording.yaml": SubsidyWording,
    "recommender/data/lint.yaml": Limits,
}
OVERLAY = "overlay.json"


def schema_name(file: str) -> str:
    """The name of the schema of a data file: knowledge/data/terms.yaml has terms.json."""
    return file.rsplit("/", 1)[-1].removesuffix(".yaml") + ".json"


def schema_texts(rules: RuleBase) -> dict[str, str]:
    """The text of every schema by its file name; overlay.json is for the user's own additions."""
    made = {schema_name(file): schema_of(record, file, rules.vocabulary) for file, record in FILES.items()}
    made[OVERLAY] = schema_of(OverlayFile, "ご自分で加える知識", rules.vocabulary)
    return {name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in made.items()}
