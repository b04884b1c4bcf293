"""The reading（読み）of a company's name in hiragana: a proposal, which the user sees before it is kept."""

from __future__ import annotations

import re
import unicodedata

from tui.layout import one_line

_FORM = re.compile(
    "特例有限会社|株式会社|有限会社|合同会社|合資会社|合名会社|特定非営利活動法人|NPO法人|医療法人社団|医療法人財団|医療法人|"
    "社会福祉法人|学校法人|宗教法人|(?:一般|公益)(?:社団|財団)法人|弁護士法人|税理士法人|行政書士法人|社会保険労務士法人|"
    r"\((?:株|有|同|資|名|医|福|学|特非|一社|一財|公社|公財)\)"
)
"""The form of the company, which nobody looks a company up by. Compared after NFKC, so ㈱ is (株)."""
_KATAKANA = re.compile("[ァ-ヶ]")
_KANJI = re.compile("[\u3400-\u9fff\uf900-\ufaff々〆ヶ]")
_BLANKS = re.compile(r"\s+")


def propose_reading(name: str) -> str:
    """The reading as the dictionary has it, without the form of the company; empty where nothing is left of the name.

    Kana, Latin letters and figures stay. Kanji that the dictionary can't read stay too, so that they are seen.
    """
    from recommender.language.tokens import readings

    bare = _BLANKS.sub(" ", _FORM.sub(" ", unicodedata.normalize("NFKC", one_line(name)))).strip()
    read = "".join(before + _read(surface, kana) for surface, kana, before in readings(bare)) if bare else ""
    return _KATAKANA.sub(lambda found: chr(ord(found.group()) - 0x60), read).strip()


def _read(surface: str, kana: str) -> str:
    """What is written in kana or Latin letters is its own reading."""
    return kana if _KANJI.search(surface) and kana else surface
