"""`otasuke clients` as a consultant meets it: the list, a company on its way to another machine, and off the desk."""

import io
import json
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pexpect
import pytest
from strategies import VOCABULARY

from knowledge.values import exactly
from questionnaires.interview import Interview
from recommender.quotes.fields import Quote
from tui.cli.main import main
from tui.desk import sealer, sealing
from tui.desk.clients import Client, Note
from tui.desk.quotes import QuoteShelf
from tui.desk.records import SavedInterview
from tui.desk.store import SqliteStore

DAY = date(2026, 11, 22)
PHRASE = "さくら いぬ かさ うみべ"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OTASUKE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.fixture
def store(home: Path) -> SqliteStore:
    return SqliteStore(home, VOCABULARY)


@pytest.fixture
def maruyama(store: SqliteStore) -> Client:
    """丸山製作所 with an interview, a note and a quote."""
    client = store.clients.add(store.clients.new("株式会社丸山製作所", "まるやませいさくしょ"))
    store.save(replace(store.new(), interview=Interview({"pcs": exactly(3)}), client=client.id))
    shelf = QuoteShelf(store.home, client.id)
    shelf.keep(shelf.new_place(), Quote(provider="例の会社"))
    note = Note("社長は\x1b[31m強気", DAY, None, "pcs")
    store.clients.change(client.id, lambda kept: replace(kept, notes=(note,), next_contact=DAY))
    return store.clients.load(client.id)


@pytest.fixture
def phrase(tmp_path: Path) -> str:
    path = tmp_path / "合言葉.txt"
    path.write_text(PHRASE + "\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the seconds that sealing takes."""

    def work(what: str, passphrase: str, content: bytes) -> tuple[int, bytes]:
        head = b"age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 1\n" + passphrase.encode()
        if what == sealer.SEAL:
            return sealer.DONE, head + content
        return (sealer.DONE, content.removeprefix(head)) if content.startswith(head) else (sealer.WRONG, b"")

    monkeypatch.setattr(sealing, "in_own_process", work)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["clients", *words])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def feed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))


# --- the list -----------------------------------------------------------------------------------------


def test_an_empty_desk_is_said_and_makes_no_file(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "list") == (0, "", "会社はまだありません。\n")
    assert not home.exists()


def test_a_company_is_added_listed_and_changed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capsys, "add", "丸山製作所", "--kana", "まるやま")
    assert (code, err) == (0, "")
    name = out[len("加えました（") : -len("）\n")]
    assert told(capsys, "list") == (0, f"{name}\t丸山製作所\t相談中\tなし\tなし\t診断0件\n", "")
    code, out, _ = told(
        capsys, "set", "まるやま", "--status", "検討中", "--contacted", "2026-11-20", "--next", "2026-12-05"
    )
    assert (code, out) == (
        0,
        f"変えました: 丸山製作所（{name}） 検討中、話した日 2026-11-20、次の連絡 2026-12-05\n",
    )
    assert told(capsys, "list", "--find", "ﾏﾙﾔﾏ", "--status", "検討中")[1].split("\t")[3:5] == [
        "2026-11-20",
        "2026-12-05",
    ]
    assert told(capsys, "set", name[:10], "--next", "なし", "--name", "丸山")[0] == 0
    (row,) = json.loads(told(capsys, "list", "--json")[1])
    assert (row["name"], row["kana"], row["status"], row["contacted"], row["due"]) == (
        "丸山",
        "まるやま",
        "deciding",
        "2026-11-20",
        None,
    )
    assert told(capsys, "list", "--status", "おわり") == (0, "", "当てはまる会社はありません。\n")
    assert (home / "interviews").exists()


def test_a_second_company_of_the_same_name_is_added_and_said(
    maruyama: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = told(capsys, "add", maruyama.name)
    assert (code, err) == (0, f"同じ名前の会社がもうあります（{maruyama.id}）\n")


def test_show_keeps_the_notes_to_itself_until_they_are_asked_for(
    maruyama: Client, store: SqliteStore, capsys: pytest.CaptureFixture[str]
) -> None:
    (record,) = store.of_client(maruyama.id)
    code, out, err = told(capsys, "show", "丸山")
    assert (code, err) == (0, "")
    assert out.startswith(f"【株式会社丸山製作所】（まるやませいさくしょ） {maruyama.id}\n相談中、最後に話した日 ")
    assert f"  {record.id}\t" in out
    assert "次の期限 2026-11-22" in out
    assert "見積り 1件\n  例の会社\n" in out
    assert "ひかえ 1件（--notes を付けると出ます）" in out
    assert "強気" not in out
    _, out, _ = told(capsys, "show", "丸山", "--notes")
    assert "2026-11-22\tPC\t社長は強気" in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("山", "「山」に当てはまる会社が2社あります（"),
        ("2", "「2」に当てはまる会社が2社あります（"),
        ("川田", "「川田」という会社はありません"),
        ("", "という会社はありません"),
        ("\x1b[31m", "という会社はありません"),
        ("%", "という会社はありません"),
    ],
)
@pytest.mark.parametrize("command", ["show", "set", "delete", "export"])
def test_a_name_that_is_no_single_company_is_one_line_and_2(
    command: str,
    typed: str,
    says: str,
    maruyama: Client,
    store: SqliteStore,
    capsys: pytest.CaptureFixture[str],
) -> None:
    store.clients.add(store.clients.new("横山"))
    options = {"set": ("--kana", "x"), "delete": ("--yes",)}.get(command, ())
    code, out, err = told(capsys, command, typed, *options)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert says in err
    assert store.clients.count() == 2
    assert store.clients.load(maruyama.id) == maruyama


def test_a_whole_name_goes_before_a_part_of_one(store: SqliteStore, capsys: pytest.CaptureFixture[str]) -> None:
    store.clients.add(store.clients.new("丸山工業"))
    short = store.clients.add(store.clients.new("株式会社丸山"))
    assert short.id in told(capsys, "show", "丸山")[1]


@pytest.mark.parametrize(
    "words",
    [
        ("set", "丸山"),
        ("set", "丸山", "--next", "きのう"),
        ("set", "丸山", "--status", "たぶん"),
        ("set", "丸山", "--name", "　"),
        ("set", "丸山", "--kana", "か" * 101),
        ("add", ""),
        ("add",),
        ("export",),
        ("export", "丸山", "--all"),
        ("list", "--status", "open"),
    ],
)
@pytest.mark.usefixtures("maruyama")
def test_what_cannot_be_done_is_one_line_and_2(
    words: tuple[str, ...], store: SqliteStore, capsys: pytest.CaptureFixture[str]
) -> None:
    before = store.clients.all()
    code, out, err = told(capsys, *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert store.clients.all() == before


# --- moving -------------------------------------------------------------------------------------------


def test_companies_move_to_another_machine(
    maruyama: Client,
    store: SqliteStore,
    phrase: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """With the real sealing, as the next one."""
    code, out, err = told(capsys, "export", "丸山", "--passphrase-file", phrase)
    assert code == 0, err
    (made,) = tmp_path.glob("*.age")
    assert made.name.startswith("お助け隊_持ち出し_20")
    assert out == f"書き出しました（{made.name}、会社1社、診断1件、見積り1件）\n"
    assert PHRASE not in out + err
    assert sys.platform == "win32" or stat.S_IMODE(made.stat().st_mode) == 0o600
    monkeypatch.setenv("OTASUKE_HOME", str(tmp_path / "there"))
    code, out, err = told(capsys, "import", str(made), "--passphrase-file", phrase)
    assert (code, out, err) == (0, f"取り込みました: 株式会社丸山製作所（{maruyama.id}）、診断1件、見積り1件\n", "")
    there = SqliteStore(tmp_path / "there", VOCABULARY)
    assert there.clients.load(maruyama.id).notes == maruyama.notes
    assert there.of_client(maruyama.id)[0].interview == store.of_client(maruyama.id)[0].interview


@pytest.mark.usefixtures("_quickly", "maruyama")
def test_the_same_file_twice_changes_nothing(
    store: SqliteStore, phrase: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, "export", "--all", "-o", "a.age", "--passphrase-file", phrase)[0] == 0
    before = (store.clients.all(), store.list())
    code, out, _ = told(capsys, "import", "a.age", "--passphrase-file", phrase)
    assert code == 0
    assert out.startswith("同じものがもうあるので、飛ばしました: 株式会社丸山製作所（")
    assert (store.clients.all(), store.list()) == before


@pytest.mark.usefixtures("_quickly", "maruyama")
def test_another_content_of_the_same_id_is_taken_in_beside_it(
    store: SqliteStore, maruyama: Client, phrase: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, "export", "--all", "-o", "a.age", "--passphrase-file", phrase)[0] == 0
    assert told(capsys, "set", "丸山", "--status", "おわり")[0] == 0
    _, out, _ = told(capsys, "import", "a.age", "--passphrase-file", phrase)
    assert f"{maruyama.id} には別の内容があるので、新しいIDにしました" in out
    assert [client.status for client in store.clients.all()] == ["closed", "talking"]


@pytest.mark.usefixtures("_quickly", "maruyama")
def test_no_file_is_ever_overwritten(phrase: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.age").write_text("mine", encoding="utf-8")
    for words in (("export", "--all", "--passphrase-file", phrase), ("delete", "丸山", "--yes")):
        code, _, err = told(capsys, *words, "-o", "a.age")
        assert (code, err.count("\n")) == (2, 1)
        assert "同じ名前のファイルがあります" in err
    assert told(capsys, "export", "--all", "-o", "none/a.age", "--passphrase-file", phrase)[0] == 2
    assert (tmp_path / "a.age").read_text(encoding="utf-8") == "mine"


@pytest.mark.usefixtures("_quickly", "maruyama")
@pytest.mark.parametrize(
    ("content", "says"), [("みじかい", "12文字以上"), ("", "12文字以上"), (f"{PHRASE}\n{PHRASE}", "使えない文字")]
)
def test_a_weak_passphrase_in_a_file_is_refused(
    content: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "p").write_text(content, encoding="utf-8")
    code, out, err = told(capsys, "export", "--all", "--passphrase-file", "p")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert says in err
    assert list(tmp_path.glob("*.age")) == []


@pytest.mark.usefixtures("_quickly")
def test_what_does_not_open_is_one_line_and_imports_nothing(
    maruyama: Client, phrase: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, "export", maruyama.id, "-o", "a.age", "--passphrase-file", phrase)[0] == 0
    (tmp_path / "other").write_text("たぬき きつね うさぎ", encoding="utf-8")
    (tmp_path / "none.age").write_text("{}", encoding="utf-8")
    monkeypatch.setenv("OTASUKE_HOME", str(tmp_path / "there"))
    for file, words, says in (
        ("a.age", "other", "合言葉が違うか、ファイルがこわれています"),
        ("none.age", phrase, "持ち出しファイルではありません"),
        ("nothing.age", phrase, "ファイルが見つかりません"),
        (".", phrase, "ファイルを読めません"),
        ("a.age", "nothing", "ファイルが見つかりません"),
    ):
        code, out, err = told(capsys, "import", file, "--passphrase-file", words)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert says in err
    assert not (tmp_path / "there").exists()


@pytest.mark.usefixtures("_quickly", "maruyama")
def test_without_a_terminal_nobody_waits_for_a_passphrase(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, f"{PHRASE}\n{PHRASE}\n")
    code, _, err = told(capsys, "export", "--all")
    assert (code, err.count("\n")) == (2, 1)
    assert "--passphrase-file" in err


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
@pytest.mark.usefixtures("maruyama")
def test_a_person_types_it_twice_and_never_sees_it(tmp_path: Path) -> None:
    words = ["-m", "tui.cli.main", "clients", "export", "--all", "-o", "a.age"]
    seen = io.StringIO()
    child = pexpect.spawn(sys.executable, words, encoding="utf-8", timeout=60, logfile=seen)
    child.logfile, child.logfile_read = None, seen
    for typed in ("みじかい", PHRASE, "ちがう ちがう ちがう ちがう", PHRASE, PHRASE):
        child.expect("合言葉（12|もう一度")
        child.expect(": ")
        child.sendline(typed)
    child.expect("書き出しました")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert "12文字以上にしてください" in seen.getvalue()
    assert "2回の合言葉が違います" in seen.getvalue()
    assert "さくら" not in seen.getvalue()
    assert (tmp_path / "a.age").exists()


# --- interviews without a company, and long lists ------------------------------------------------------


def test_an_interview_without_a_company_is_told_and_put_into_one(
    maruyama: Client, store: SqliteStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(capsys, "loose") == (0, "", "どの診断も、会社に入っています。\n")
    record = store.save(replace(store.new(), interview=Interview({"company_name": "丸山\x1b[31m"})))
    code, out, err = told(capsys, "list")
    assert (code, out.count("\n")) == (0, 1)
    assert "会社に入れていない診断が1件あります" in err
    code, out, err = told(capsys, "loose")
    assert (code, err) == (0, "")
    assert out.split("\t")[0] == record.id
    assert out.endswith("\t丸山\t1問\n")
    code, out, _ = told(capsys, "put", record.id[:2], "まるやま")
    assert code == 2  # another interview begins with the same letters
    code, out, _ = told(capsys, "put", record.id, "まるやま")
    assert (code, out) == (0, f"入れました: {record.id} 株式会社丸山製作所（{maruyama.id}）\n")
    assert {item.id for item in store.of_client(maruyama.id)} > {record.id}
    assert told(capsys, "put", "nothing", "まるやま")[0] == 2


def test_a_thousand_companies_are_one_json_document_and_a_pipe_may_close(
    home: Path, store: SqliteStore, capsys: pytest.CaptureFixture[str]
) -> None:
    store.clients.take_in([store.clients.new(f"会社{number:04}" + "長" * 80) for number in range(1_000)], [])
    store.close()
    code, out, err = told(capsys, "list", "--find", "会社", "--status", "相談中", "--json")
    assert (code, err, len(json.loads(out))) == (0, "", 1_000)
    words = [sys.executable, "-m", "tui.cli.main", "clients", "list"]
    child = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={"OTASUKE_HOME": str(home)})
    assert child.stdout
    assert child.stderr
    assert child.stdout.readline().startswith(b"20")
    child.stdout.close()
    assert child.stderr.read() == b""
    child.stderr.close()
    assert child.wait() == 0


# --- deleting -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "left"), [("はい\n", 0), ("いいえ\n", 1), ("", 1)])
def test_deleting_takes_a_yes_and_gives_a_receipt(
    typed: str,
    left: int,
    maruyama: Client,
    store: SqliteStore,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    feed(monkeypatch, typed)
    code, out, err = told(capsys, "delete", "丸山")
    assert store.clients.count() == left
    assert code == (2 if left else 0)
    assert f"株式会社丸山製作所（{maruyama.id}、診断1件）を消します。もとには戻せません。" in err
    assert ("会社: 株式会社丸山製作所\n" in out) is not left
    assert ("  見積り 1件\n" in out) is not left


def test_the_receipt_goes_to_a_file_too(
    maruyama: Client, store: SqliteStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loose: SavedInterview = store.save(store.new())
    code, out, err = told(capsys, "delete", maruyama.id, "--yes", "-o", "控え.txt")
    assert (code, err) == (0, "")
    assert (tmp_path / "控え.txt").read_text(encoding="utf-8") == out
    assert [record.id for record in store.list()] == [loose.id]
    assert told(capsys, "list")[1] == ""
