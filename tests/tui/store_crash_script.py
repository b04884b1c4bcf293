"""A scripted interview that is killed again and again; what was accepted must be on the desk each time.

Run as a program: HOME, number of kills. One process forks for each run, so that everything is loaded once. The child
writes a letter to a pipe whenever the conversation has returned from an answer, which is when the next question is
drawn; the parent kills it somewhere between or within two answers.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from knowledge.values import Number
from questionnaires.loading import load_questionnaire
from tui.desk.store import SqliteStore
from tui.talk.conversation import Conversation

DAY = date(2026, 11, 22)
FIELDS = ("employees", "pcs", "servers", "sites")
ROUNDS, WARM, PLACES = 200, 2, 20
LONGEST_ANSWER = 0.01
"""Seconds within which a kill comes after the last answer that was waited for."""


def talk_on(home: Path, rounds: int, told: Callable[[], object]) -> None:
    # Without rules the order is the sheet's: a turn takes a few milliseconds, most of them the saving.
    talk = Conversation(SqliteStore(home, load_questionnaire().vocabulary), DAY)
    talk.start()
    for number in range(1, rounds + 1):
        for field in FIELDS:
            talk.jump(field)
            talk.reply(str(number))
            told()


def killed_at(home: Path, random_source: random.Random) -> int:
    """Runs a child and kills it; gives the number of answers that it had told of."""
    read, written = os.pipe()
    pid = os.fork()
    if pid == 0:
        talk_on(home, ROUNDS, lambda: os.write(written, b"."))
        os._exit(0)
    os.close(written)
    told = b""
    for _ in range(random_source.randrange(12)):
        told += os.read(read, 1)
    time.sleep(random_source.uniform(0, LONGEST_ANSWER))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    while rest := os.read(read, 4096):
        told += rest
    os.close(read)
    return len(told)


def check(home: Path, told: int) -> None:
    """Whether the desk opens, and holds every answer that was told of, and at most the next one besides."""
    store = SqliteStore(home, load_questionnaire().vocabulary)
    newest = store.latest_unfinished()
    assert store.notices() == ()
    for index, field in enumerate(FIELDS) if told else ():
        at_least = (told - index - 1) // len(FIELDS) + 1
        value = newest.interview.answers.get(field) if newest else None
        kept = value.low if isinstance(value, Number) else 0
        assert kept in (at_least, at_least + 1), (field, told, kept)
    store.close()


def main() -> None:
    home, kills = Path(sys.argv[1]), int(sys.argv[2])
    # What later turns reuse is loaded once, here.
    talk_on(home / "warm", WARM, lambda: None)
    random_source = random.Random(8)  # noqa: S311  the same points each time
    seen = set()
    for number in range(kills):
        place = home / str(number % PLACES)
        told = killed_at(place, random_source)
        check(place, told)
        seen.add(told)
    sys.stdout.write(f"{kills} {len(seen)}\n")


if __name__ == "__main__":
    main()
