"""A provider list (CSV) becomes an overlay; what is new, changed and gone is told, and no formula comes to life."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.faults import DataError
from knowledge.importing import import_services
from knowledge.loading import load_knowledge
from knowledge.overlays import read_overlay

KNOWN = load_knowledge()
DAY = date(2026, 12, 1)
HEAD = "事業者,サービス名,監視の型,月額\n"
FIRST = next(iter(KNOWN.services.values()))


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_new_changed_and_gone_services_are_told_apart(encoding: str, tmp_path: Path) -> None:
    rows = f'{HEAD}{FIRST.provider},{FIRST.name},ネットワーク監視,"7,000円"\n例の会社,例の守り,併用,\n'
    found = import_services(written(tmp_path, rows, encoding), KNOWN, DAY)
    assert [item[0] for item in found.new] == ["svc.own.001"]
    assert [(item.id, item.fields) for item in found.changed] == [(FIRST.id, ("monthly_price_yen",))]
    assert {item[0] for item in found.gone} == set(KNOWN.services) - {FIRST.id}
    assert found.unchanged == 0


def test_what_is_written_is_an_overlay_that_loads_with_the_values_of_the_list(tmp_path: Path) -> None:
    rows = f"{HEAD}{FIRST.provider},{FIRST.name},,7000\n例の会社,例の守り,併用,\n"
    text = import_services(written(tmp_path, rows), KNOWN, DAY).text
    overlay = tmp_path / "own"
    overlay.mkdir()
    (overlay / "services.yaml").write_text(text, encoding="utf-8")
    merged, _ = read_overlay(KNOWN, overlay)
    first, new = merged.services[FIRST.id], merged.services["svc.own.001"]
    assert first.monthly_price_yen.value == 7000
    assert first.monitoring == FIRST.monitoring
    assert (new.provider, new.monitoring.value, new.monthly_price_yen.value) == ("例の会社", "both", None)
    assert new.still_registered.value is True
    assert all(merged.services[name].still_registered.value is False for name in KNOWN.services if name != FIRST.id)
    assert new.id in merged.origins


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "=cmd|calc", "+81", "-1", "@SUM(1)"])
@pytest.mark.parametrize("mark", ["", "'"])
def test_a_formula_is_told_and_stays_the_text_that_it_is_without_a_spreadsheets_mark(
    mark: str, cell: str, tmp_path: Path
) -> None:
    found = import_services(written(tmp_path, f"{HEAD}例の会社,{mark}{cell},,\n"), KNOWN, DAY)
    assert found.new[0][2] == cell
    assert found.neutralised == 1
    (tmp_path / "services.yaml").write_text(found.text, encoding="utf-8")
    assert read_overlay(KNOWN, tmp_path)[0].services["svc.own.001"].name == cell


@pytest.mark.parametrize(
    ("rows", "line", "says"),
    [
        ("事業者,値段\n", 1, "「値段」という見出しはありません"),
        (f"{HEAD}例の会社,例の守り,何でも,\n", 2, "使えない値"),
        (f"{HEAD}例の会社,例の守り,,ただ\n", 2, "金額ではありません"),
        (f"{HEAD}例の会社,例の守り\n", 2, "列が2個"),
        (f"{HEAD}例の会社,,,\n", 2, "「サービス名」が空です"),
        (f"{HEAD}a,b,,\na,b,,\n", 3, "2回あります"),
        (f"{HEAD}a,b\x1b[31m,,\n", 2, "制御文字"),
        (f'{HEAD}"a,b,,\n', 2, "CSVとして読めません"),
        ("", 1, "中身がありません"),
    ],
)
def test_a_wrong_list_is_refused_with_file_and_line(rows: str, line: int, says: str, tmp_path: Path) -> None:
    path = written(tmp_path, rows)
    with pytest.raises(DataError) as refused:
        import_services(path, KNOWN, DAY)
    assert any(str(fault).startswith(f"{path}:{line}: ") and says in fault.what for fault in refused.value.faults)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="ファイルを読めません"):
        import_services(tmp_path / "none.csv", KNOWN, DAY)
