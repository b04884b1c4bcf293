"""One registry of what can be done, from which bindings, key line, help and command palette all derive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Where = Literal[
    "anywhere",
    "start",
    "interview",
    "review",
    "result",
    "page",
    "reading",
    "what_if",
    "changing",
    "marking",
    "request",
    "menu",
    "quote",
    "quotes",
    "compare",
    "subsidy",
    "posture",
    "posture_page",
    "note",
    "parking",
    "one_line",
    "clients",
    "client",
    "carrying",
    "passphrase",
    "deleting",
]


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


def name_of_key(action_id: str) -> str:
    """The key of an action, as people know it."""
    return next(action.key_name for action in ACTIONS if action.id == action_id)


ACTIONS: tuple[Action, ...] = (
    Action("answer", ("enter",), "答える", "選んだもの、または入れた言葉で答えます", ("interview",)),
    Action("back", ("b", "f2"), "戻る", "前の質問に戻ります。あとの答えは消えません", ("interview",)),
    Action("why", ("w", "f3"), "なぜ", "この質問の答えで何が決まるかと、確かめ方を見ます", ("interview",)),
    Action("open", ("enter",), "くわしく", "選んだ行の条項や出典を開きます", ("result", "page")),
    Action("target", ("d",), "申請の日", "いつまでに申請するかを入れて、予定を逆算します", ("subsidy",)),
    Action("calendar", ("c",), "カレンダー", "予定を、カレンダーのファイル（.ics）に書き出します", ("subsidy",)),
    Action("open", ("enter",), "くわしく", "選んだ行の条項や出典を開きます", ("subsidy",), shown=False),
    Action("next_tab", ("right", "tab"), "次の面", "右の面に移ります。数字でも選べます", ("result", "subsidy")),
    Action("export", ("e",), "書き出す", "まとめや稟議書の案を、WordやPDFで書き出します", ("result",)),
    Action("what_if", ("m",), "もしも", "答えを変えると、結論や費用がどう動くかを見ます", ("result",)),
    Action("onward", ("n",), "契約へ", "見積りのお願いと点検、契約の確認、導入の段取りに進みます", ("result",)),
    Action("change", ("enter",), "変える", "選んだ質問の答えを変えてみます", ("what_if",)),
    Action("next_variant", ("right", "tab"), "次の案", "次の案に移ります。数字でも選べます", ("what_if",)),
    Action("new_variant", ("n",), "案を足す", "新しい案を作ります。3つまで残せます", ("what_if",)),
    Action("delete_variant", ("d",), "案を消す", "いまの案を消します。ほかの案は残ります", ("what_if",)),
    Action("table", ("t",), "表", "案を全部ならべた表を見ます", ("what_if",)),
    Action("subsidy", ("s",), "補助金", "補助金の受け方を比べ、締切から逆算した予定を見ます", ("result",)),
    Action("review", ("r", "f4"), "見直す", "ここまでの答えを一覧で見て、変えられます", ("interview", "result")),
    Action("next_steps", ("a",), "次の一歩", "担当といつまでを決め、どうなったかを残します", ("result",), shown=False),
    Action("checklist", ("c",), "契約の確認", "契約の前に聞くことに、印をつけます", ("result",), shown=False),
    Action("onboarding", ("o",), "導入の段取り", "契約したあとにすることを、順に見ます", ("result",), shown=False),
    Action(
        "posture", (), "対策の点検", "ふだんの対策を1問ずつ見直します。しなくても大丈夫です", ("result",), shown=False
    ),
    Action("request", (), "見積依頼書を作る", "事業者へ送る手紙を、文書とWordで作ります", ("result",), shown=False),
    Action("classes", (), "1類と2類を比べる", "2類で増えるものと、見合う値段を見ます", ("result",), shown=False),
    Action(
        "quotes",
        (),
        "見積りを点検する・比べる",
        "届いた見積りを基準と照らし、5つまで並べます",
        ("start", "interview", "result"),
        shown=False,
    ),
    Action("clients", (), "会社の一覧", "支援する会社ごとに、診断と次の期限を見ます", ("start",), shown=False),
    Action(
        "clients",
        (),
        "会社のページへ",
        "この会社のページか、会社の一覧に移ります。この診断は開いたままです",
        ("interview", "result"),
        shown=False,
    ),
    Action("open_company", ("enter",), "開く", "選んだ会社を開きます。上下の矢印で選べます", ("clients",)),
    Action("new_company", ("f2",), "新しい会社", "新しい会社を入れます。読みの案も出します", ("clients",)),
    Action("filter_status", ("tab", "f3"), "状況で絞る", "相談中、検討中など、状況を順に切りかえます", ("clients",)),
    Action("carry_out", ("f4",), "持ち出す", "会社を選び、合言葉でかぎをかけて、1つのファイルにします", ("clients",)),
    Action("take_in", ("f5",), "取り込む", "ほかのパソコンから持ってきた持ち出しファイルを取り込みます", ("clients",)),
    Action("count_all", ("f6",), "集計", "会社全体のまとめを、HTMLと表（CSV）で書き出します", ("clients",)),
    Action("close", ("escape",), "戻る", "さがす言葉を消します。もう一度で、前の画面に戻ります", ("clients",)),
    Action("tick", ("enter",), "印", "選んだ会社に印をつけます。もう一度で外れます", ("carrying",)),
    Action("carry_out", ("f4",), "進む", "印をつけた会社の、持ち出しファイルを作ります", ("carrying",)),
    Action("close", ("escape",), "やめる", "さがす言葉を消します。もう一度で、やめて戻ります", ("carrying",)),
    Action("close", ("escape",), "やめる", "何もしないで戻ります", ("passphrase", "deleting")),
    Action("open_row", ("enter",), "開く・直す", "選んだ診断を開きます。会社のことは直せます", ("client",)),
    Action("new_interview", ("n",), "新しい診断", "前の答えから、またははじめから診断します", ("client",)),
    Action("contacted", ("d",), "話した日", "最後に話した日を入れます", ("client",)),
    Action("next_contact", ("t",), "次の連絡", "次に連絡する日を入れます。一覧の期限に出ます", ("client",)),
    Action("status", ("s",), "状況", "相談中、検討中、契約済み、おわりから選びます", ("client",)),
    Action("note", ("m",), "ひかえ", "この会社の、自分だけのメモです。書類には出ません", ("client",)),
    Action("compare", ("c",), "くらべる", "2つの診断を並べ、何が変わったかを見ます", ("client",)),
    Action("carry_out", ("o",), "持ち出す", "この会社を、合言葉でかぎをかけた1つのファイルにします", ("client",)),
    Action("delete_company", ("x",), "消す", "この会社を、診断やひかえといっしょに消します", ("client",)),
    Action("rename", ("e",), "会社名を直す", "会社名を直します", ("client",), shown=False),
    Action("reading", ("k",), "よみを直す", "かなの読みを直します。かなでさがせます", ("client",), shown=False),
    Action("fill_in", ("enter",), "入れる", "選んだ行に入れます。数字でも入れられます", ("quote",)),
    Action("checks", ("v",), "点検の結果", "基準に合わないところと、事業者に聞くことを見ます", ("quote",)),
    Action("not_stated", ("u",), "書かれていない", "選んだ行を空けます。わからないときもこれです", ("quote",)),
    Action("letter", ("l",), "お尋ねの文", "事業者へ聞き返す文を、文書とWordで書き出します", ("quote",)),
    Action("open_quote", ("enter",), "開く", "選んだ見積りを開きます", ("quotes",)),
    Action("choose_quote", ("space",), "印", "比べる見積りに印をつけます", ("quotes",)),
    Action("compare", ("c",), "比べる", "印をつけた見積りを並べます", ("quotes",)),
    Action("new_quote", ("n",), "新しく入れる", "新しい見積りを入れます", ("quotes",)),
    Action("open_file", ("o",), "ファイル", "見積りのファイル（YAML）を名前で開きます", ("quotes",)),
    Action("delete_quote", ("x",), "消す", "ここで入れた見積りを消します", ("quotes",), shown=False),
    Action("next_column", ("right",), "右の列", "入りきらない列を見ます", ("compare",)),
    Action("previous_column", ("left",), "左の列", "左の列に戻ります", ("compare",), shown=False),
    Action("tick", ("enter", "space"), "印", "選んだ行に印をつけます。もう一度で外れます", ("marking", "request")),
    Action("waiting", ("a",), "答え待ち", "聞いたあと、返事や仕上がりを待っている印です", ("marking",)),
    Action("failed", ("x",), "できなかった", "できなかった、または合わなかった印です", ("marking",), shown=False),
    Action("dropped", ("z",), "やめた", "しないことにした印です", ("marking",), shown=False),
    Action("owner", ("o",), "担当", "だれがするかを入れます", ("marking",)),
    Action("due", ("d",), "いつまで", "いつまでにするかを入れます。12/5 や「来週金曜」で読めます", ("marking",)),
    Action("word", ("k",), "ひとこと", "聞いたことや気づいたことを入れます", ("marking",)),
    Action("details", ("s",), "くわしく", "選んだ行の条項や出典を開きます", ("marking",)),
    Action(
        "write",
        ("e",),
        "書き出す",
        "いまのフォルダーに、文書（Markdown）とWordで書き出します",
        ("marking", "request", "quote", "compare"),
    ),
    Action("choose", ("enter",), "選ぶ", "選んだものに進みます。数字でも選べます", ("menu", "posture")),
    Action("unknown", ("u", "f5"), "わからない", "わからないまま、次の質問に進みます", ("posture",)),
    Action("back", ("b", "f2"), "前の質問", "前の質問に戻ります。答えは消えません", ("posture",)),
    Action("skip", ("s", "f6"), "飛ばす", "この質問を飛ばします。あとから答えられます", ("posture",)),
    Action("close", ("escape",), "やめる", "やめて戻ります。ここまでの答えは保存されています", ("posture",)),
    Action("open", ("enter",), "くわしく", "選んだ行の出典を開きます", ("posture_page",)),
    Action("next_steps", ("a",), "担当と期限", "一歩の担当といつまでを決め、印をつけます", ("posture_page",)),
    Action("again", ("r",), "答え直す", "はじめの質問から見直します。答えは残っています", ("posture_page",)),
    Action("unknown", ("u", "f5"), "わからない", "わからないまま進みます。確かめる項目に入ります", ("interview",)),
    Action("skip", ("s", "f6"), "あとで", "この質問を飛ばします。見直しの画面から答えられます", ("interview",)),
    Action(
        "tools",
        ("d", "f10"),
        "道具",
        "相談の道具です。ひかえ、話題、見せる画面、中断などを選びます",
        ("interview", "result"),
    ),
    Action(
        "note",
        ("m",),
        "ひかえを書く（この質問）",
        "自分だけのメモです。書類や結果には出ません",
        ("interview",),
        shown=False,
    ),
    Action(
        "note", (), "ひかえを書く（この診断）", "自分だけのメモです。書類や結果には出ません", ("result",), shown=False
    ),
    Action(
        "company_note",
        (),
        "ひかえを書く（会社）",
        "会社についての、自分だけのメモです",
        ("interview", "result"),
        shown=False,
    ),
    Action("prompter", ("k",), "聞き方を見る", "この質問の聞き方、聞くわけ、確かめ方です", ("interview",), shown=False),
    Action("topics", ("t",), "話題を選ぶ", "話題ごとの進み具合を見て、移ります", ("interview", "result"), shown=False),
    Action(
        "presenter",
        ("f12",),
        "見せる画面",
        "会社の方に見せる大きな画面です。もう一度でもとに戻ります",
        ("interview", "result", "review", "page", "what_if", "subsidy", "menu"),
        shown=False,
    ),
    Action(
        "park",
        (),
        "中断して日を決める",
        "続きをする日を決めて、はじめの画面に戻ります",
        ("interview", "result"),
        shown=False,
    ),
    Action("other_talks", ("o",), "開いている診断", "開いたままの診断に戻ります", ("start",)),
    Action("other_talks", (), "ほかの診断へ", "開いている、ほかの診断に移ります", ("interview", "result"), shown=False),
    Action(
        "home", (), "はじめの画面へ", "はじめの画面に戻ります。この診断は開いたままです", ("interview",), shown=False
    ),
    Action("close", ("escape",), "保存して戻る", "書いたことを保存して戻ります", ("note",)),
    Action("close", ("escape",), "やめる", "中断しないで戻ります", ("parking",)),
    Action("remove_line", ("x",), "消す", "読み取ったことの一覧から、選んだ行を消します", ("interview",), shown=False),
    Action("last_answer", ("a", "f9"), "出典", "いま聞いた答えと、その出典を開きます", ("interview",), shown=False),
    Action("panel", ("p", "f7"), "会社と見立て", "会社のまとめと、3つの見守り方の見立てを大きく見ます", ("interview",)),
    Action("previous_tab", ("left", "shift+tab"), "前の面", "左の面に移ります", ("result", "subsidy"), shown=False),
    Action("change", ("enter",), "変える", "選んだ質問をもう一度開きます", ("review",)),
    Action("result", ("v", "f8"), "結果", "ここまでの答えで結果を見ます", ("interview", "review")),
    Action(
        "close",
        ("escape", "b"),
        "戻る",
        "前の画面に戻ります",
        (
            "review",
            "result",
            "page",
            "reading",
            "what_if",
            "marking",
            "request",
            "menu",
            "subsidy",
            "quote",
            "quotes",
            "compare",
            "posture_page",
            "client",
        ),
    ),
    Action("unknown", ("f5",), "わからない", "わからない、という答えに変えてみます", ("changing",)),
    Action("close", ("escape",), "やめる", "変えないで戻ります", ("changing",)),
    Action("close", ("escape",), "やめる", "何も作らないで戻ります", ("one_line",)),
    Action(
        "home", ("h",), "はじめの画面", "はじめの画面に戻ります。この診断は開いたままです", ("result",), shown=False
    ),
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
