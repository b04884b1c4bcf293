"""An incident is heard wherever it stands in a text; which sentences tell of one is held by tests/cases/talk."""

from recommender.language.emergencies import speaks_of_emergency


def test_an_incident_told_late_in_a_long_text_is_heard() -> None:
    company = "従業員は10人で、パソコンは8台あります。" * 150
    assert not speaks_of_emergency(company)
    assert speaks_of_emergency(f"{company}いま画面が動かなくなりました。")
