"""One registry of what can be done, from which bindings, key line, help and command palette all derive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Where = Literal["anywhere", "start", "interview", "review", "result", "page", "reading"]


@dataclass(frozen=True, slots=True)
class Action:
    """Something the user can do: Textual's action of that id, on the screens named.

    `keys` are in Textual's spelling; single letters work on the interview only while nothing is typed. `shown` puts
    it on the key line.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    where: tuple[Where, ...]
    shown: bool = True

    @property
    def key_name(self) -> str:
        return key_name(self.keys[0]) if self.keys else ""


_KEY_NAMES = {
    "right": "右",
    "left": "左",
    "shift+tab": "Shift+Tab",
    "question_mark": "?",
    "escape": "Esc",
    "enter": "Enter",
    "space": "空白",
    "tab": "Tab",
    "slash": "/",
}


_TYPED = frozenset({"question_mark", "slash", "space"})


def key_name(key: str) -> str:
    """The key as people know it."""
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key.removeprefix('ctrl+').upper()}"
    return key.upper() if key[:1] == "f" and key[1:].isdigit() else key


ACTIONS: tuple[Action, ...] = (
    Action("answer", ("enter",), "答える", "選んだもの、または入れた言葉で答えます", ("interview",)),
    Action("back", ("b", "f2"), "戻る", "前の質問に戻ります。あとの答えは消えません", ("interview",)),
    Action("why", ("w", "f3"), "なぜ", "この質問の答えで何が決まるかと、確かめ方を見ます", ("interview",)),
    Action("open", ("enter",), "くわしく", "選んだ行の条項や出典を開きます", ("result", "page")),
    Action("next_tab", ("right", "tab"), "次の面", "右の面に移ります。数字でも選べます", ("result",)),
    Action("export", ("e",), "書き出す", "まとめを、いまのフォルダーに文書（Markdown）で書き出します", ("result",)),
    Action("review", ("r", "f4"), "見直す", "ここまでの答えを一覧で見て、変えられます", ("interview", "result")),
    Action("unknown", ("u", "f5"), "わからない", "わからないまま進みます。確かめる項目に入ります", ("interview",)),
    Action("skip", ("s", "f6"), "あとで", "この質問を飛ばします。見直しの画面から答えられます", ("interview",)),
    Action("panel", ("p", "f7"), "会社と見立て", "会社のまとめと、3つの見守り方の見立てを大きく見ます", ("interview",)),
    Action("previous_tab", ("left", "shift+tab"), "前の面", "左の面に移ります", ("result",), shown=False),
    Action("change", ("enter",), "変える", "選んだ質問をもう一度開きます", ("review",)),
    Action("result", ("v", "f8"), "結果", "ここまでの答えで結果を見ます", ("interview", "review")),
    Action("close", ("escape", "b"), "戻る", "前の画面に戻ります", ("review", "result", "page", "reading")),
    Action("home", ("m",), "はじめの画面", "はじめの画面に戻ります。答えは保存されています", ("result",), shown=False),
    Action("show_help", ("question_mark", "f1"), "ヘルプ", "この画面でできることの一覧です", ("anywhere",)),
    Action("palette", ("ctrl+p",), "一覧から選ぶ", "できることを名前で探します", ("anywhere",), shown=False),
    Action("brightness", (), "明るさを変える", "暗い画面と明るい画面を切りかえます", ("anywhere",), shown=False),
    Action("borders", (), "線の文字を変える", "枠の線がずれる端末では、こちらを使います", ("anywhere",), shown=False),
    Action("leave", ("q", "ctrl+q"), "終わる", "終わります。答えは保存されています", ("anywhere",)),
)


def actions_on(where: Where) -> tuple[Action, ...]:
    """What can be done on a screen: its own actions, then those that work anywhere."""
    own = tuple(action for action in ACTIONS if where in action.where)
    return own + tuple(action for action in ACTIONS if "anywhere" in action.where)


def keys_of(action: Action, *, typing: bool = False) -> tuple[str, ...]:
    """The keys that trigger the action; while something is typed, letters belong to the text."""
    return tuple(key for key in action.keys if not typing or not (len(key) == 1 or key in _TYPED))
