"""The documents that are kept as golden files under tests/golden: Markdown and JSON of two examples."""

from __future__ import annotations

import json
from pathlib import Path

from document_samples import RULES, result_of

from recommender.export.content import summary
from recommender.export.json import to_json
from recommender.export.letters import reply_blocks, ringi_blocks
from recommender.export.markdown import markdown_of
from recommender.export.redact import redacted

FOLDER = Path(__file__).parent / "golden"
_NAMES = ("machikoba", "it_zaitaku")


def golden_texts() -> dict[str, str]:
    """The text of every golden file by its name. The digest, which any edit of the data changes, is masked."""
    texts: dict[str, str] = {}
    for name in _NAMES:
        result = result_of(name)
        texts[f"{name}.md"] = markdown_of(summary(result, RULES), RULES)
        texts[f"{name}.json"] = json.dumps(to_json(result), ensure_ascii=False, indent=1) + "\n"
    machikoba = result_of("machikoba")
    texts["machikoba_ringi.md"] = markdown_of(ringi_blocks(machikoba, RULES), RULES)
    texts["machikoba_reply.md"] = markdown_of(reply_blocks(machikoba, RULES), RULES)
    texts["machikoba_redacted.md"] = markdown_of(summary(redacted(machikoba, RULES), RULES), RULES)
    return {name: text.replace(machikoba.knowledge_digest, "0" * 12) for name, text in texts.items()}
