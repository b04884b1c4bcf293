"""What is said to whoever sits beside the company: the tools, the notes, the view for the company."""

from __future__ import annotations

TOOLS = "相談の道具"
NAMELESS = "会社名なし（{time} から）"
BEGUN = "{time} から・{count}問まで"

SIGN = "{key} で、もとの画面に戻ります"
LEAVE_FIRST = "見せる画面のあいだは、開かないようにしています。{key} で、もとの画面に戻してからどうぞ。"

NOTED = "ひかえあり"
NOTE_OF_QUESTION = "ひかえ（自分だけのメモ）  {label}"
NOTE_OF_INTERVIEW = "ひかえ（自分だけのメモ）  この診断について"
NOTE_OF_COMPANY = "ひかえ（自分だけのメモ）  {name}"
THIS_COMPANY = "この会社について"
NOTE_HINT = "書いたことは、このパソコンの中だけに残ります。書類や結果には出ません。"
NOTE_COUNT = "{count:,} / {most:,}文字"
NOTE_TOO_LONG = "{most:,}文字までです。あと{over:,}文字減らすと保存できます。もう一度 Esc なら、保存しないで戻ります。"
NOTE_KEPT = "保存しました。"
NOTE_MERGED = "別の窓でも書かれていたので、両方を残しました。"
NOTE_FAILED = "ひかえを保存できませんでした（{reason}）。もう一度 Esc を押すと、保存しないで戻ります。"
NOTE_GONE = "この会社は、ほかの画面で消されています"
COMPANY_MADE = "会社の一覧に「{name}」を作り、この診断を入れました。"
NO_NAME = "会社名なし"

PROMPTER = "聞き方"
PROMPTER_ASK, PROMPTER_WHY, PROMPTER_HOW = "たとえば、こう聞きます", "聞くわけ", "確かめ方"
PROMPTER_NOTE = "ひかえ"
PROMPTER_NONE = "いまは質問が出ていません。質問が出ると、ここに聞き方が出ます。"

TOPICS = "どの話題に移りますか"
TOPIC_COUNT = "{count}問のうち{answered}問に答えました"

PARK = "いつ続きをしますか"
PARK_DAY = "続きをする日"
DAY_GONE = "もう過ぎた日です。これからの日を入れてください。"
PARK_EXAMPLE = "12/5、来週金曜、3日後。決まっていなければ、空のまま Enter"
PARK_LEAD = "ここまでの答えは保存してあります。日を決めておくと、次に開くときの目安になります。"

OTHERS = "どの診断に移りますか"
NONE_OPEN = "開いたままの診断はありません。"
OTHERS_NONE = "ほかに開いている診断はありません。はじめの画面から、もう1つ始められます。"
