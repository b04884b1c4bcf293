from recommender.language import tokens
from recommender.language.residency import MappedFiles


def test_words_are_cut_the_same_after_the_dictionary_was_handed_back() -> None:
    before = list(tokens.morphemes("料金はいくらですか"))
    tokens._tagger()[1].give_back()
    assert list(tokens.morphemes("料金はいくらですか")) == before


def test_a_folder_that_is_not_mapped_is_nothing_to_hand_back() -> None:
    MappedFiles("/no/such/folder").give_back()
