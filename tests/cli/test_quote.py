"""`otasuke quote`, `compare` and `request` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from tui.cli.main import main

EXAMPLES = Path(__file__).parents[2] / "examples"
QUOTE = """schema: otasuke.quote/1
provider: 例株式会社
class: 1
monitoring: network
sites: 1
monthly_network_yen: 12000
tax_included: false
"""


@pytest.fixture
def quote(tmp_path: Path) -> str:
    path = tmp_path / "mitsumori.yaml"
    path.write_text(QUOTE, encoding="utf-8")
    return str(path)


def run(*words: str) -> int:
    return main(words)


def test_a_quote_is_given_in_the_shape_of_the_contract(quote: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("quote", quote, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["verdict"] == "fail"
    price = next(item for item in said["checks"] if item["clause"] == "std.2.1.7.i")
    assert set(price) == {"clause", "result", "found", "limit", "message", "ask"}
    assert (price["result"], price["found"], price["limit"]) == ("violation", "12,000円", "10,000円以下（税抜）")
    assert "12,000円" in price["ask"]


def test_a_quote_is_told_with_the_sentence_for_the_provider(quote: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("quote", quote) == 0
    said = capsys.readouterr().out
    assert "基準に合わないところがあります" in said
    assert "事業者へ: お助け隊サービス基準の第2章1(7)イ" in said


def test_several_quotes_are_compared(quote: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cheap = tmp_path / "b.yaml"
    cheap.write_text(QUOTE.replace("12000", "9000"), encoding="utf-8")
    assert run("quote", quote, str(cheap), "--json", "--as-of", "2026-11-22") == 0
    said = json.loads(capsys.readouterr().out)
    assert [item["two_years_yen"]["low"] for item in said["quotes"]] == [288_000, 216_000]
    assert said["notes"]
    profile = str(EXAMPLES / "machikoba.yaml")
    assert run("quote", quote, str(cheap), "--profile", profile, "--as-of", "2026-11-22") == 0
    assert "セキュリティ対策推進枠" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("quote",), "QUOTE"),
        (("quote", "nai.yaml"), "nai.yaml:1: ファイルが見つかりません"),
        (("quote", *["a.yaml"] * 6), "5つまで"),
        (("request", str(EXAMPLES / "machikoba.yaml"), "--service", "svc.99"), "svc.99"),
        (("request", str(EXAMPLES / "machikoba.yaml"), "--omit", "employes"), "employees"),
        (("compare", "nai.yaml"), "nai.yaml:1:"),
    ],
)
def test_bad_input_is_one_line_in_japanese_and_exit_code_2(
    words: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert says in captured.err


def test_the_faults_of_all_files_are_told_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("schema: otasuke.quote/1\ndevices: -1\n", encoding="utf-8")
    assert run("quote", str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"{tmp_path / name}:2" for name in ("a.yaml", "b.yaml")]


def test_the_classes_are_compared_for_a_company(capsys: pytest.CaptureFixture[str]) -> None:
    profile = str(EXAMPLES / "seizo_80dai.yaml")
    assert run("compare", profile, "--json", "--as-of", "2026-11-22") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["service_class"] == "class2"
    assert said["adds"]
    assert {"topic", "class1", "class2", "differs", "offer", "cites"} == set(said["rows"][0])
    assert run("compare", profile) == 0
    assert "1類と2類" in capsys.readouterr().out


def test_a_request_is_written_to_a_file_of_its_owner_alone(tmp_path: Path) -> None:
    out = tmp_path / "irai.md"
    assert run("request", str(EXAMPLES / "machikoba.yaml"), "-o", str(out), "--as-of", "2026-11-22") == 0
    text = out.read_text(encoding="utf-8")
    assert text.startswith("# 見積りのお願い\n")
    assert "2026年11月22日" in text
    assert out.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        (("request", str(EXAMPLES / "machikoba.yaml")), "見積りのお願い"),
        (("compare", str(EXAMPLES / "seizo_80dai.yaml")), "1類と2類の比べ方"),
        (("quote", "{quote}"), "お見積りについてのお尋ね"),
        (("quote", "{quote}", "{quote}"), "見積りの比べ方"),
    ],
)
def test_each_document_is_made_for_word_and_as_markdown(
    words: tuple[str, ...], heading: str, quote: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = tuple(word.format(quote=quote) for word in words)
    out = tmp_path / "a.docx"
    assert run(*said, "--format", "docx", "-o", str(out), "--as-of", "2026-11-22") == 0
    first = docx.Document(str(out)).paragraphs[0]
    assert first.style is not None
    assert (first.style.name, first.text) == ("Heading 1", heading)
    assert out.stat().st_mode & 0o777 == 0o600
    assert run(*said, "--format", "md", "--as-of", "2026-11-22") == 0
    assert capsys.readouterr().out.startswith(f"# {heading}\n")
    assert run(*said, "--format", "docx") == 2
    assert "-o" in capsys.readouterr().err


def test_terminal_escapes_in_a_quote_do_not_reach_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text('schema: otasuke.quote/1\nprovider: "\\e[31m悪\\u202e"\n', encoding="utf-8")
    assert run("quote", str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")) == 0
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "\u202e" not in said
