"""`otasuke assess`: formats, views, letters and hiding, with one Japanese line and exit code 2 where it can't be."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from document_samples import ROOT
from tools import needs

PROFILE = ROOT / "examples" / "machikoba.yaml"


def run(*arguments: str, home: Path, code: int = 0) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "OTASUKE_HOME": str(home), "LOGNAME": "himitsu-user", "USER": "himitsu-user"}
    command = [sys.executable, "-m", "tui.cli.main", "assess", *arguments, "--as-of", "2026-11-22"]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == code, done.stderr.decode()
    return done


def text_of(*arguments: str, home: Path) -> str:
    return run(*arguments, home=home).stdout.decode()


@pytest.mark.parametrize("shape", ["text", "md", "html", "json", "csv"])
def test_every_text_format_goes_to_the_screen(shape: str, tmp_path: Path) -> None:
    text = text_of(str(PROFILE), "--format", shape, home=tmp_path)
    assert "GビズIDプライムを申し込む" in text


def test_json_is_the_same_by_both_options(tmp_path: Path) -> None:
    first = text_of(str(PROFILE), "--json", home=tmp_path)
    assert first == text_of(str(PROFILE), "--format", "json", home=tmp_path)
    assert json.loads(first)["schema"] == "otasuke.recommendation/1"


def test_word_and_pdf_go_to_files_for_their_owner_alone(tmp_path: Path) -> None:
    target = tmp_path / "まとめ.docx"
    run(str(PROFILE), "--format", "docx", "-o", str(target), home=tmp_path)
    document = docx.Document(str(target))
    assert document.paragraphs[0].text == "お助け隊ナビ 診断のまとめ"
    assert len(document.tables) > 3
    if sys.platform != "win32":  # Windows keeps no POSIX modes
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_no_file_tells_who_made_it_and_where(tmp_path: Path) -> None:
    private = [b"himitsu-user", str(tmp_path).encode(), str(ROOT).encode(), Path.home().name.encode() + b"/"]
    for shape in ("md", "html", "json", "csv", "text", "docx"):
        target = tmp_path / f"x.{shape}"
        run(str(PROFILE), "--format", shape, "-o", str(target), home=tmp_path)
        content = target.read_bytes()
        if shape == "docx":
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                content = b"".join(parts.read(name) for name in parts.namelist())
        assert [word for word in private if word in content] == []


def test_the_trace_comes_as_a_document_and_as_data(tmp_path: Path) -> None:
    assert "## 決め手" in text_of(str(PROFILE), "--view", "trace", "--format", "md", home=tmp_path)
    data = json.loads(text_of(str(PROFILE), "--view", "trace", "--json", home=tmp_path))
    assert {"questions", "rules"} == set(data["trace"])
    assert all(item["condition"] for item in data["trace"]["rules"])


@pytest.mark.parametrize(
    ("letter", "title"), [("ringi", "稟議書（案）"), ("reply", "情報セキュリティ対策についてのご返答（案）")]
)
def test_letters(letter: str, title: str, tmp_path: Path) -> None:
    text = text_of(str(PROFILE), "--letter", letter, "--format", "md", home=tmp_path)
    assert text.startswith(f"# {title}\n")


def test_the_sheet_of_questions_needs_no_profile(tmp_path: Path) -> None:
    assert "どんなお仕事の会社ですか" in text_of("--letter", "questions", "--format", "html", home=tmp_path)


def test_hiding_reaches_every_format(tmp_path: Path) -> None:
    named = tmp_path / "named.yaml"
    named.write_text(
        PROFILE.read_text(encoding="utf-8").replace("answers:\n", "answers:\n  company_name: 秘密産業\n"),
        encoding="utf-8",
    )
    assert "秘密産業" in text_of(str(named), "--format", "md", home=tmp_path)
    for shape in ("text", "md", "html", "json", "csv"):
        for more in ((), ("--view", "trace")):
            if shape == "csv" and more:
                continue
            text = text_of(str(named), "--format", shape, "--redact", *more, home=tmp_path)
            assert "秘密産業" not in text
            assert "15,000円" not in text


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        (str(PROFILE), "--format", "odt"),
        (str(PROFILE), "--letter", "love"),
        (str(PROFILE), "--view", "trace", "--letter", "ringi"),
        (str(PROFILE), "--letter", "ringi", "--format", "csv"),
        (str(PROFILE), "--view", "trace", "--format", "csv"),
        (str(PROFILE), "--format", "md", "-o", "/nowhere/at/all.md"),
    ],
)
def test_what_cannot_be_is_refused_in_one_japanese_line(arguments: tuple[str, ...], tmp_path: Path) -> None:
    said = run(*arguments, home=tmp_path, code=2).stderr.decode()
    assert len(said.strip().splitlines()) == 1
    assert "Traceback" not in said
    assert any("ぁ" <= sign <= "ん" for sign in said)


def test_the_list_of_steps_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    raw = run(str(PROFILE), "--format", "csv", home=tmp_path).stdout
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [row["番号"] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]


def test_text_and_markdown_load_no_machinery_of_documents(tmp_path: Path) -> None:
    code = (
        f"import sys; from tui.cli.main import main; main(['assess', {str(PROFILE)!r}]);"
        "print([name for name in ('docx', 'jinja2', 'typst', 'lxml', 'textual') if name in sys.modules])"
    )
    environment = {**os.environ, "OTASUKE_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.splitlines()[-1] == "[]"


def test_libreoffice_opens_the_word_file(tmp_path: Path) -> None:
    libreoffice = needs("soffice", "libreoffice")
    source = tmp_path / "a.docx"
    run(str(PROFILE), "--format", "docx", "-o", str(source), home=tmp_path)
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [libreoffice, home, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True, timeout=180)
    text = (tmp_path / "a.txt").read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == "お助け隊ナビ 診断のまとめ"
    assert "ネットワーク監視（1類）から始めるのが合っています。" in text
