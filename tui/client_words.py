"""What is said on the list of companies and on the page of one. Notes are 「ひかえ」: the consultant's own."""

from __future__ import annotations

LIST = "会社の一覧"
START_ROW = "会社の一覧（支援する方へ）"
START_HINT = "会社ごとに、診断と次の期限をまとめます"
START_COUNT = "{count}社。診断と次の期限をまとめて見ます"
CHOOSE = "どの会社に入れますか？"
SEARCH = "さがす"
SEARCH_HINT = "名前の漢字か、かな"
NAMELESS = "（会社名なし）"
NEW = "新しい会社を入れる"
NEW_NAMED = "「{name}」を新しい会社として入れる"
LOOSE = "会社に入れていない診断（{count}件）"
MORE = "ほか {count} 社。名前の一部を入れると絞れます"
NONE_YET = "まだ会社がありません。Enter で、はじめの1社を入れられます。"
NOT_FOUND = "その名前の会社は見つかりません。"
ONLY = "「{status}」の{count}社だけを出しています。"
EVERY_STATUS = "すべての状況の会社を出しています。"
HEADINGS = {"name": "会社", "kana": "よみ", "status": "状況", "last": "最後", "due": "次の期限", "count": "診断"}
LAST_LONG = "最後に話した日"

NAME_ASK = "会社名"
NAME_EXAMPLE = "まだわからなければ、空のまま Enter"
KANA_ASK = "よみ"
KANA_EXAMPLE = "ひらがな"
KANA_PROPOSED = "読みの案です。合っていれば Enter、ちがえば直してください（Esc でやめる）"
KANA_NONE = "読みを入れると、かなでもさがせます。空のままでも大丈夫です（Esc でやめる）"
SAME_NAME = "同じ名前の会社がもうあります。別の会社なら、そのまま進めてください（Esc でやめる）"
CONTACTED_ASK = "話した日"
CONTACTED_EXAMPLE = "今日、昨日、11/20。消すときは、空のまま Enter"
NOT_A_PAST_DAY = "今日までの日付で入れてください。「今日」「昨日」「11/20」「2026-11-20」のように書けます。"
NEXT_ASK = "次の連絡"
STATUS_ASK = "「{name}」の状況"

ROWS = {
    "name": "会社名",
    "kana": "よみ",
    "status": "状況",
    "contacted": "話した日",
    "next_contact": "次の連絡",
    "note": "ひかえ",
}
EMPTY = "（まだ）"
NO_NOTE = "（まだ。自分だけのメモです。書類には出ません）"
FROM_INTERVIEWS = "{day}（診断の日）"
INTERVIEWS = "診断"
NEW_INTERVIEW = "新しい診断をはじめる"
TO_DO = "すること"
NOTHING_TO_DO = "期限や担当を決めた「次の一歩」が、ここに並びます。"
FINISHED = "結果あり"
ASKING = "途中（{count}問まで）"
PARKED = "中断中（{day}に再開）"
CARRIED = "前回のままの答え {count}問"
OWNER = "担当 {owner}"
NO_DAY = "期限なし"
CHANGE_STEP = "担当や期限を変える"
CHANGE_STEP_HINT = "この診断の「次の一歩」などの一覧を開きます"

NEW_TITLE = "新しい診断のはじめ方"
FROM_LAST = "前回（{day}）の答えから始める"
FROM_LAST_HINT = "前の答えを写します。ひとつずつ確かめながら進めます"
FROM_NOTHING = "はじめから聞く"
FROM_NOTHING_HINT = "前の答えは使いません。会社名だけ入れておきます"

LOOSE_TITLE = "会社に入れていない診断"
PUT_IN_NEW = "「{name}」を新しい会社として入れる"
PUT_IN_NEW_NAMELESS = "新しい会社として入れる（名前はあとで）"
PUT_IN_THIS = "「{name}」に入れる"
PUT_IN_THIS_HINT = "もうある、同じ名前の会社です"
PUT_IN_OTHER = "ほかの会社を選ぶ"
PUT_IN = "「{name}」に入れました。"
STARTED = "{day}にはじめた診断"

GONE = "この会社は、ほかの画面で消されています。"
DAMAGED = "保存した中身を読めませんでした。消さずに別の名前で残してあります。"
FAILED = "いまはできませんでした（{reason}）。保存してあるものは消えていません。"
