"""The pages of the tagger's dictionary are handed back without a trace in what it says."""

import sys
from pathlib import Path

import pytest

from recommender.language import tokens
from tui.residency import DICTIONARY, MappedFiles, watch_memory


def resident_kilobytes() -> int:
    """What the dictionary holds in memory."""
    held, counts = 0, False
    for line in Path("/proc/self/smaps").read_text("utf-8", "replace").splitlines():
        if " " in line and "-" in line.split()[0]:
            counts = DICTIONARY in line
        elif counts and line.startswith("Rss:"):
            held += int(line.split()[1])
    return held


def test_words_are_cut_the_same_after_the_dictionary_was_handed_back() -> None:
    before = list(tokens.morphemes("料金はいくらですか"))
    MappedFiles(DICTIONARY).give_back()
    assert list(tokens.morphemes("料金はいくらですか")) == before


def test_files_that_are_not_mapped_are_nothing_to_hand_back() -> None:
    MappedFiles("/no/such/file").give_back()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what is mapped (/proc/self/smaps)")
def test_many_texts_keep_little_of_the_dictionary_in_memory() -> None:
    watch_memory()
    for number in range(200):
        list(tokens.morphemes(f"第{number}回の会議で、費用と期間と担当者について話し合いました"))
    assert resident_kilobytes() < 16 * 1024
