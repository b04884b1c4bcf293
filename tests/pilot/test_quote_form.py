"""Quotes on the screen: typed in field by field, checked at once, kept, opened from a file, compared side by side."""

from pathlib import Path

import pytest
import yaml
from driving import Driver, app_in, flat, shown, until, with_rules
from onward import to_the_result

from recommender.quotes.fields import Quote
from tui.app import NaviApp
from tui.desk.quotes import quote_text
from tui.layout import cells
from tui.screens.page import PageScreen
from tui.screens.quote_form import QuoteFormScreen
from tui.screens.quotes import QuotesScreen
from tui.screens.side_by_side import SideBySideScreen
from tui.widgets.tick_list import TickList

SIZES = [(60, 20), (120, 36)]
QUOTE = Quote(
    provider="例商会",
    service_class="class1",
    monitoring="network",
    devices=20,
    sites=1,
    monthly_network_yen=12_000,
    initial_total_yen=300_000,
    tax_included=False,
    helpdesk=("contents", "setup"),
)


async def to_the_quotes(pilot: Driver) -> NaviApp:
    app = await with_rules(pilot)
    app.screen.action_quotes()  # type: ignore[attr-defined]
    await until(pilot, lambda: isinstance(app.screen, QuotesScreen))
    return app


async def to_a_new_form(pilot: Driver) -> QuoteFormScreen:
    app = await to_the_quotes(pilot)
    await pilot.press("n")
    await until(pilot, lambda: isinstance(app.screen, QuoteFormScreen))
    screen = app.screen
    assert isinstance(screen, QuoteFormScreen)
    return screen


async def to_field(pilot: Driver, name: str) -> None:
    """Moves the cursor down to a field."""
    listed = pilot.app.screen.query_one(TickList)
    while listed.pointed != name:
        await pilot.press("down")


async def type_in(pilot: Driver, name: str, text: str) -> None:
    await to_field(pilot, name)
    await pilot.press("enter", *text, "enter")


@pytest.mark.parametrize("size", SIZES)
async def test_a_quote_is_typed_checked_and_kept(size: tuple[int, int], tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=size) as pilot:
        screen = await to_a_new_form(pilot)
        await type_in(pilot, "provider", "みらい商事[/b]")
        await to_field(pilot, "class")
        await pilot.press("1")
        await to_field(pilot, "monitoring")
        await pilot.press("enter")
        await to_field(pilot, "devices")
        await pilot.press("2", "0", "enter")
        await type_in(pilot, "monthly_network_yen", "３万円")
        await to_field(pilot, "tax_included")
        await pilot.press("2")
        await to_field(pilot, "helpdesk")
        await pilot.press("1", "3")
        await pilot.pause()
        assert screen.quote == Quote(
            provider="みらい商事[/b]",
            service_class="class1",
            monitoring="network",
            devices=20,
            monthly_network_yen=30_000,
            tax_included=False,
            helpdesk=("contents", "alerts"),
        )
        await until(pilot, lambda: "合わない" in flat(pilot))
        assert {cells(line) for line in shown(pilot).split("\n")} == {size[0]}
        await pilot.press("v")
        await until(pilot, lambda: isinstance(pilot.app.screen, PageScreen))
        assert "4種類の問合せをすべて受ける" in flat(pilot)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, QuotesScreen))
    async with app_in(tmp_path).run_test(size=size) as pilot:
        app = await to_the_quotes(pilot)
        assert "みらい商事[/b]" in flat(pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, QuoteFormScreen))
        assert app.screen.quote == screen.quote  # type: ignore[attr-defined]


async def test_what_is_not_stated_stays_out(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        screen = await to_a_new_form(pilot)
        await type_in(pilot, "devices", "わからない")
        assert screen.quote == Quote()
        await to_field(pilot, "insurance")
        await pilot.press("1")
        assert screen.quote == Quote(insurance=True)
        await pilot.press("u")
        assert screen.quote == Quote()
        await pilot.press("enter", "enter")
        assert screen.quote == Quote(insurance=False)
        await pilot.press("enter")
        assert screen.quote == Quote()


async def test_a_row_takes_what_is_typed_on_it_at_once(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        screen = await to_a_new_form(pilot)
        await pilot.press(*"みらい商事", "enter")
        await to_field(pilot, "devices")
        await pilot.press(*"２０台", "enter")
        await to_field(pilot, "insurance")
        await pilot.press("２")
        await pilot.pause()
        assert screen.quote == Quote(provider="みらい商事", devices=20, insurance=False)


async def test_a_text_that_is_no_amount_is_said_so_and_nothing_is_stated(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        screen = await to_a_new_form(pilot)
        await type_in(pilot, "monthly_total_yen", "3")
        await until(pilot, lambda: "3円でしょうか" in flat(pilot))
        assert screen.quote == Quote()
        await pilot.press("escape")
        await type_in(pilot, "monthly_total_yen", "11000円税込")
        assert screen.quote == Quote(monthly_total_yen=11_000, tax_included=True)


@pytest.mark.parametrize("size", SIZES)
async def test_quotes_of_the_folder_are_compared_side_by_side_and_written(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(3):
        path = tmp_path / f"q{number}.yaml"
        path.write_text(quote_text(Quote(provider=f"会社{number}", monitoring="network", monthly_total_yen=9_000)))
    (tmp_path / "other.yaml").write_text("a: 1\n")
    app = app_in(tmp_path / "home")
    async with app.run_test(size=size) as pilot:
        await to_the_result(pilot)
        app.screen.action_quotes()  # type: ignore[attr-defined]
        await until(pilot, lambda: isinstance(app.screen, QuotesScreen))
        assert "other" not in flat(pilot)
        await pilot.press("down", "space", "down", "space", "down", "space", "c")
        await until(pilot, lambda: isinstance(app.screen, SideBySideScreen))
        await until(pilot, lambda: "会社2" in flat(pilot))
        assert {cells(line) for line in shown(pilot).split("\n")} == {size[0]}
        await pilot.press("e")
        await until(pilot, lambda: "見積りの比較.docx" in flat(pilot))
        text = (tmp_path / "見積りの比較.md").read_text(encoding="utf-8")
        assert "| 2年の合計" in text
        assert "金額ではわからないこと" in text
        assert "補助金: " in text


async def test_a_file_with_faults_tells_them_with_their_lines(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("schema: otasuke.quote/1\ndevises: 3\n", encoding="utf-8")
    async with app_in(tmp_path / "home").run_test(size=(60, 20)) as pilot:
        app = await to_the_quotes(pilot)
        await pilot.press("o", *str(wrong), "enter")
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        assert "wrong.yaml:2:" in flat(pilot)
        assert "devices" in flat(pilot)


async def test_the_form_writes_a_file_and_the_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "q.yaml"
    source.write_text(quote_text(QUOTE), encoding="utf-8")
    async with app_in(tmp_path / "home").run_test(size=(120, 36)) as pilot:
        app = await to_the_quotes(pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, QuoteFormScreen))
        await pilot.press("e")
        await until(pilot, lambda: "見積り_例商会.yaml" in flat(pilot))
        written = (tmp_path / "見積り_例商会.yaml").read_text(encoding="utf-8")
        assert yaml.safe_load(written)["monthly_network_yen"] == 12_000
        await pilot.press("l")
        await until(pilot, lambda: "お尋ね_例商会.docx" in flat(pilot))
        letter = (tmp_path / "お尋ね_例商会.md").read_text(encoding="utf-8")
        assert "例商会 御中" in letter
        assert "12,000円" in letter
        assert source.read_text(encoding="utf-8") == quote_text(QUOTE)


async def test_a_kept_quote_is_deleted_only_when_asked_twice(tmp_path: Path) -> None:
    async with app_in(tmp_path).run_test(size=(60, 20)) as pilot:
        await to_a_new_form(pilot)
        await type_in(pilot, "provider", "abc")
        await pilot.press("escape")
        await until(pilot, lambda: "abc" in flat(pilot))
        await pilot.press("down", "x")
        await until(pilot, lambda: "もう一度" in flat(pilot))
        await pilot.press("x")
        await until(pilot, lambda: "消しました" in flat(pilot))
        assert "abc" not in flat(pilot)


async def test_the_classes_are_compared_for_the_company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = app_in(tmp_path / "home")
    async with app.run_test(size=(60, 20)) as pilot:
        await to_the_result(pilot, "seizo_80dai")
        app.screen.action_classes()  # type: ignore[attr-defined]
        await until(pilot, lambda: isinstance(app.screen, SideBySideScreen))
        await pilot.press("e")
        await until(pilot, lambda: "比較表.docx" in flat(pilot))
        text = (tmp_path / "1類と2類の比較表.md").read_text(encoding="utf-8")
        assert "288万円" in text
        assert "（事業者が記入）" in text
