"""Quotes belong to a company: those of one aren't seen while another's interview is open."""

from dataclasses import replace
from pathlib import Path

import pytest
from driving import Driver, app_in, flat, until, with_rules

from questionnaires.interview import Interview
from recommender.quotes.fields import Quote
from tui.desk.quotes import QuoteShelf
from tui.screens.interview import InterviewScreen
from tui.screens.quotes import QuotesScreen


async def quotes_shown(pilot: Driver) -> str:
    app = await with_rules(pilot)
    app.screen.action_quotes()  # type: ignore[attr-defined]
    await until(pilot, lambda: isinstance(app.screen, QuotesScreen))
    told = flat(pilot)
    await pilot.press("escape")
    return told


async def test_the_quotes_of_one_company_are_not_seen_beside_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = app_in(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await with_rules(pilot)
        store = app.store
        companies = [store.clients.add(store.clients.new(name)) for name in ("丸山", "川田")]
        owners = [*(client.id for client in companies), None]
        for number, owner in enumerate(owners):
            shelf = QuoteShelf(tmp_path, owner)
            shelf.keep(shelf.new_place(), Quote(provider=f"事業者{number}"))
        for number, owner in enumerate(owners):
            record = replace(store.new(), interview=Interview({"industry": "retail"}), client=owner)
            app.open_interview(store.save(record))
            await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
            told = await quotes_shown(pilot)
            assert [f"事業者{other}" in told for other in range(3)] == [other == number for other in range(3)]
