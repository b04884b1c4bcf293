"""What a typed line is (聞き取り): an answer, a wish, a statement of facts, a question, or something to ask back about.

What stands open is known by its card alone. Nothing that is heard here is in the profile yet: an answer is the open
question's, everything else becomes facts that wait for the user's yes (`gathered`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.fields import Field
from knowledge.values import UNKNOWN, Chosen, Number, Value
from questionnaires.records import Questionnaire
from recommender.language.fold import READ_AT_MOST, fold
from tui import wording
from tui.layout import one_line
from tui.talk.as_before import as_before
from tui.talk.cards import question_card
from tui.talk.gathered import Fact, against, facts_from, merged
from tui.talk.heard import AboutCard, Heard, Removed, Setting, Stated, What
from tui.talk.readings import unclear
from tui.talk.understanding import (
    LONGEST_REPLY,
    Answered,
    NotUnderstood,
    Picked,
    Understood,
    Wished,
    is_plain_answer,
    read_answer,
    understand,
    wish_of,
)

if TYPE_CHECKING:
    from recommender.language.slots import Slot

_SENTENCE = re.compile(r"(?<=[。!?！？\n])")
_MOST_SENTENCES = 200
"""So many sentences are looked at one by one for questions; what follows is read as a statement."""
_TOGETHER = {"has": "has_not"}
"""Said along with the answer to a question, these add nothing that the answer doesn't hold."""


def read_beforehand(questionnaire: Questionnaire) -> None:
    """Loads the words that lines are read with, so that the first line needn't wait for them."""
    question = next(iter(questionnaire.questions.values()))
    field = questionnaire.vocabulary.fields[question.field]
    hear(wording.OPENING_EXAMPLE, Setting(question_card(question, field, None), field, {}, questionnaire))


def hear(text: str, setting: Setting) -> Heard:
    """What the line is. Only its first READ_AT_MOST characters are read."""
    text = text[:READ_AT_MOST]
    wish = wish_of(text, setting.card)
    about = _about_card(text, setting) if wish in (None, "unknown") else None
    if about:
        return Heard(about if about.topic != "why" else Wished("why"))
    if wish:
        if wish == "unknown" and setting.field:
            return Heard(understand(text, setting.card, setting.field))
        return Heard(Wished(wish))
    kept = as_before(text, setting)
    if kept:
        return Heard(kept)
    said, asked = _parted(text, setting)
    if not asked:
        return Heard(_said(text, setting))
    what = _said(said, setting) if said.strip() else None
    return Heard(None if isinstance(what, NotUnderstood) else what, asked)


def _about_card(text: str, setting: Setting) -> AboutCard | None:
    from recommender.language.card_questions import card_topic

    field = setting.field
    if field and field.kind == "text":
        return None
    topic = card_topic(text, field.id if field else None)
    return AboutCard(topic, one_line(text)) if topic else None


def _parted(text: str, setting: Setting) -> tuple[str, tuple[str, ...]]:
    """What is stated and what is asked: sentences that ask, and the part of one behind 「〜なんですが、」."""
    from recommender.language.replies import statement_end

    said: list[str] = []
    asked: list[str] = []
    for index, sentence in enumerate(_SENTENCE.split(text)):
        if index >= _MOST_SENTENCES or not _asks(sentence, setting):
            said.append(sentence)
            continue
        folded = fold(sentence)
        end = statement_end(folded.text)
        at = folded.span(0, end).end if end else 0
        said.append(sentence[:at])
        asked.append(sentence[at:])
    return "".join(said), tuple(line for line in map(one_line, asked) if line)


def _asks(sentence: str, setting: Setting) -> bool:
    """Whether a sentence is a question rather than an answer. 「25台ですかね」 and 「25台？」 answer."""
    from recommender.language.intents import intent_of
    from recommender.language.replies import asks_for_certain, bare

    folded = fold(sentence).text.strip()
    if not folded:
        return False
    if setting.field and setting.field.kind != "text" and is_plain_answer(sentence, setting.card, setting.field):
        return False
    if asks_for_certain(folded):
        return True
    if intent_of(sentence).kind not in ("define", "cost", "question"):
        return False
    return not (bare(sentence).doubtful and _says_something(sentence, setting))


def _says_something(sentence: str, setting: Setting) -> bool:
    from recommender.language.replies import bare
    from recommender.language.reply_fields import only_number
    from recommender.language.slots import understand as read_text

    if read_text(sentence).slots or only_number(bare(sentence).text):
        return True
    return setting.field is not None and isinstance(read_answer(sentence, setting.card, setting.field), Answered)


def _said(text: str, setting: Setting) -> What:
    """What a line without a question says."""
    from recommender.language.replies import corrects

    folded = fold(text).text.strip()
    if not folded:
        return NotUnderstood(wording.EMPTY)
    if setting.card.kind == "confirm":
        return _of_the_list(text, folded, setting)
    field = setting.field
    if field is None:
        return _in_a_menu(text, setting)
    if field.kind == "text":
        stated = _stated(text, setting) if corrects(folded) else None
        return stated or read_answer(text, setting.card, field)
    return _at_a_question(text, setting, field)


# --- over a list of facts, and in menus ---


def _of_the_list(text: str, folded: str, setting: Setting) -> What:
    from recommender.language.replies import agrees, bare, declines, disagrees, removed
    from tui.talk.asides import DROP, RIGHT

    plain = bare(text).text
    if agrees(folded) or agrees(plain):
        return Picked(RIGHT)
    gone = removed(folded)
    if gone is not None:
        named = understand(gone, setting.card, None) if gone else None
        if gone == "" or isinstance(named, Picked):
            return Removed(named.code if isinstance(named, Picked) else None)
    if declines(plain):
        return Picked(DROP)
    if disagrees(plain):
        return NotUnderstood(wording.WHICH_LINE)
    picked = understand(text, setting.card, None)
    if isinstance(picked, Picked):
        return picked
    return _stated(text, setting) or unclear(text, setting) or NotUnderstood(wording.LIST_IS_OPEN)


def _in_a_menu(text: str, setting: Setting) -> What:
    plain = _yes_or_no(text, setting)
    if plain:
        return plain
    picked = understand(text, setting.card, None)
    if isinstance(picked, Picked):
        return picked
    found = _stated(text, setting) or unclear(text, setting)
    return found or (NotUnderstood(wording.NOTHING_READ) if setting.card.kind == "free" else picked)


def _yes_or_no(text: str, setting: Setting) -> Picked | None:
    """A yes or no in the user's own words, on a card of those two."""
    from recommender.language.replies import agrees, bare, disagrees
    from tui.talk.asides import NO, YES

    if {option.code for option in setting.card.options} != {YES, NO}:
        return None
    plain = bare(text).text
    if disagrees(plain):
        return Picked(NO)
    return Picked(YES) if agrees(plain) else None


# --- at an open question ---


def _at_a_question(text: str, setting: Setting, field: Field) -> What:
    from recommender.language.reply_fields import framed
    from recommender.language.slots import understand as read_text

    card = setting.card
    if field.kind != "integer" and is_plain_answer(text, card, field):
        return read_answer(text, card, field)
    slots = read_text(text).slots
    if not slots and field.kind == "integer" and len(text) <= LONGEST_REPLY:
        slots = framed(text, field.id)
    others = [slot for slot in slots if not _is_about(slot, field) or slot.tax_included]
    if others:
        return _with_others(text, setting, field)
    if any(slot.slot == "unknown" for slot in slots):
        return Answered(UNKNOWN)
    return unclear(text, setting) or _without_tax(text, setting, field, read_answer(text, card, field))


def _without_tax(text: str, setting: Setting, field: Field, read: Understood) -> What:
    """What was read; a sum that was said with tax isn't the answer, so what is left without it is shown first."""
    fact = _fact_said(text, read.value, setting, field) if isinstance(read, Answered) else None
    if fact is None or fact.note is None:
        return read
    new = against(setting.answers.get(field.id), fact, carried=field.id in setting.carried)
    return Stated((new,)) if new else NotUnderstood(wording.SAME_AS_BEFORE)


def _fact_said(text: str, value: Value, setting: Setting, field: Field) -> Fact:
    """What a line answers, as a fact; of a sum that was said with tax what is left without it."""
    from recommender.language.fold import Span
    from recommender.language.slots import Slot

    if not isinstance(value, Number):
        return Fact(field.id, value, (one_line(text),))
    slot = Slot(field.id, value, text, Span(0, len(text)))
    (fact,) = facts_from((slot,), {}, setting.questionnaire.vocabulary)
    return fact


def _is_about(slot: Slot, field: Field) -> bool:
    """Whether the slot belongs to the open question's answer."""
    if slot.slot == "unknown":
        return isinstance(slot.value, tuple) and field.id in slot.value
    return slot.slot in (field.id, _TOGETHER.get(field.id))


def _with_others(text: str, setting: Setting, field: Field) -> What:
    """The open question's answer, if there is one, among facts of other fields."""
    from recommender.language.reply_fields import framed
    from recommender.language.slots import understand as read_text

    slots = read_text(text).slots
    if len(text) <= LONGEST_REPLY and not any(slot.slot == field.id for slot in slots):
        within_frame = framed(text, field.id)
        if any(slot.slot == field.id for slot in within_frame):
            slots = within_frame
    vocabulary = setting.questionnaire.vocabulary
    facts = facts_from(slots, setting.answers, vocabulary, setting.carried)
    mine = next((fact for fact in facts if fact.field == field.id), None) or _direct_part(text, setting, field)
    if mine:
        whole = replace(mine.value, complete=True) if isinstance(mine.value, Chosen) else mine.value
        facts = merged((replace(mine, value=whole),), (fact for fact in facts if fact.field != field.id))
        if len(facts) == 1 and mine.note is None:
            return Answered(whole)
    return Stated(facts) if facts else NotUnderstood(wording.SAME_AS_BEFORE)


def _direct_part(text: str, setting: Setting, field: Field) -> Fact | None:
    """The part of a line that answers the open question in itself (「ほとんどの人です。あとサーバーは1台」)."""
    from recommender.language.slots import understand as read_text

    if len(text) > LONGEST_REPLY:
        return None
    for part in re.split(r"[。、\n]", text):
        if not part.strip() or any(slot.slot != field.id for slot in read_text(part).slots):
            continue
        answered = read_answer(part, setting.card, field)
        if isinstance(answered, Answered) and answered.value is not UNKNOWN:
            fact = _fact_said(part, answered.value, setting, field)
            return against(setting.answers.get(field.id), fact, carried=field.id in setting.carried)
    return None


def _stated(text: str, setting: Setting) -> Stated | NotUnderstood | None:
    """The facts of a text; None where it states none."""
    from recommender.language.slots import understand as read_text

    slots = read_text(text).slots
    facts = facts_from(slots, setting.answers, setting.questionnaire.vocabulary, setting.carried)
    if slots and not facts:
        return NotUnderstood(wording.SAME_AS_BEFORE)
    return Stated(facts) if facts else None
