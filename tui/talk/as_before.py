"""What a line says of answers from the interview before: this one is the same, all are, or it is another now."""

from __future__ import annotations

from knowledge.fields import Field
from knowledge.values import Value
from recommender.language.fold import fold
from tui import wording
from tui.talk.heard import Kept, Setting
from tui.talk.understanding import Answered, NotUnderstood, read_answer


def as_before(text: str, setting: Setting) -> Kept | Answered | NotUnderstood | None:
    """What the line says of the carried answers; None where it says nothing of them.

    A yes or a no to a question that takes one (「いいえ」 where the answer is no) may answer the question, or be about
    whether the answer stands: where these differ, it is asked back.
    """
    from recommender.language.replies import agrees, bare, is_plain_no, says_all_same, says_changed, says_same

    card, field = setting.card, setting.field
    folded, plain = fold(text).text.strip(), bare(text).text
    if not setting.carried or card.kind == "confirm" or not (card.keeps or field is None) or folded.endswith("?"):
        return None
    if says_all_same(folded) or says_all_same(plain):
        return Kept(everything=True)
    if field is None or not card.keeps:
        return None
    value = setting.answers.get(field.id)
    if any(says_same(line) or agrees(line) for line in (folded, plain)):
        other = _answer_read(text, setting, field)
        return Kept() if other in (None, value) else NotUnderstood(_which(field))
    if says_changed(plain):
        return NotUnderstood(wording.CARRIED_CHANGED)
    return _on_no(field, value) if is_plain_no(plain) else None


def _on_no(field: Field, value: Value | None) -> Answered | NotUnderstood:
    if field.kind == "yes_no":
        return Answered(value=False) if value is True else NotUnderstood(_which(field))
    return NotUnderstood(wording.CARRIED_CHANGED)


def _which(field: Field) -> str:
    return wording.SAME_OR_NUMBER if field.kind in ("yes_no", "choice", "multi") else wording.CARRIED_CHANGED


def _answer_read(text: str, setting: Setting, field: Field) -> Value | None:
    """What the line answers, read as one of the choices of the question itself; a number is no word of this kind."""
    if field.kind == "integer":
        return None
    read = read_answer(text, setting.card, field)
    return read.value if isinstance(read, Answered) else None
