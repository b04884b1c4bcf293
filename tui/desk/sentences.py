"""What the desk has to say about the files it keeps."""

from __future__ import annotations

CANNOT_OPEN = "保存してある診断を、いまは開けません（{reason}）。消えてはいません。"
SET_ASIDE = "読めない保存ファイルがありました。消さずに「{name}」という名前で残してあります。"
SALVAGED = "保存ファイルがこわれていました。消さずに「{name}」という名前で残し、読めた{count}件の診断を移しました。"
SALVAGED_CLIENTS = (
    "保存ファイルがこわれていました。消さずに「{name}」という名前で残し、"
    "読めた{clients}社と{count}件の診断を移しました。"
)
SALVAGED_NOTHING = "保存ファイルがこわれていて、読める診断がありません。消さずに「{name}」という名前で残してあります。"

NO_SPACE = "ディスクの空きが足りません"
NO_PERMISSION = "保存する場所に書き込む許可がありません"
IN_USE = "ほかのプログラムが保存ファイルを使っています"
DISK_TROUBLE = "ディスクの読み書きに失敗しました"
DELETED = "この診断は、ほかの画面で消されています"
NEWER = "保存ファイルが、もっと新しい版のお助け隊ナビのものです"

FOLLOWING = (
    "前の診断の続きとして、新しい診断を始めます。前の{count}問の答えを写しました。"
    "確かめるまでは「前回のまま」と印をつけて、見立てに使います。"
)
STEPS_SO_FAR = "前の「次の一歩」は、ここまで進んでいます。"
THEN_AND_NOW = "前の結果と、そのあと変わったこと"
NOW = "いまの結果を見る"
