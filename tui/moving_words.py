"""What is said while companies are carried out, taken in or deleted on the screen."""

from __future__ import annotations

CHOOSE = "持ち出す会社に印をつける"
EVERYTHING = "すべての会社（{count}社）"
CHOSEN = "{count}社に印をつけました。F4 で進みます。"
NOBODY = "持ち出す会社に、Enter で印をつけてください。"
NO_COMPANY = "まだ会社がありません。"

CARRY_OUT = "「{name}」を持ち出す"
CARRY_OUT_SEVERAL = "{count}社を持ち出す"
CARRY_OUT_LEAD = (
    "診断、ひかえ、見積りも入れて、合言葉でかぎをかけた1つのファイルにします。会社は、このパソコンにも残ります。\n"
    "合言葉は12文字からです。忘れると、だれにも開けません。\n打った文字は * で出ます。"
)
SEALING = "かぎをかけています。少しかかります（Esc でやめる）"
CARRIED_OUT = "持ち出しファイルができました"
LOOSE_STAYS = "会社に入れていない診断は、この中に入っていません。"

FILE = "ファイル"
FILE_EXAMPLE = "持ち出しファイルの名前"
TAKE_IN = "「{name}」を取り込む"
TAKE_IN_LEAD = (
    "書き出したときの合言葉を入れてください。もうある会社は、上書きしません。まちがいが1つでもあれば、何も取り込みません。\n"
    "打った文字は * で出ます。"
)
UNSEALING = "かぎを開けて、中を確かめています。少しかかります（Esc でやめる）"
TAKEN_IN = "取り込みの結果"

PHRASE = "合言葉"
PHRASE_AGAIN = "もう一度"
AGAIN_HINT = "確かめのため、同じ合言葉をもう一度入れてください。"
DIFFERENT = "2回の合言葉がちがっていました。はじめから入れてください。"
EMPTY = "合言葉を入れてください。やめるときは Esc です。"
WRITING = "いま書いています。終わるまで、少しお待ちください。"

COUNTING = "集計しています。少しかかります。"

DELETE = "「{name}」を消す"
DELETE_LEAD = (
    "{counts}が、このパソコンから消えます。もとには戻せません。\n"
    "残すなら、Esc で戻って、先に「持ち出す」を使ってください。"
    "書き出した書類と持ち出しファイルは、そのまま残ります。\n\n"
)
BY_NAME = "消すときは、会社名を入れて Enter を押してください。かなの読みでも、「株式会社」なしでも大丈夫です。"
BY_YES = "消すときは「はい」と入れて Enter を押してください。"
COUNTED = "会社の記録、診断{interviews}件、ひかえ{notes}件、見積り{quotes}件"
YES = "はい"
DELETE_ASK = "会社名"
DELETE_ASK_YES = "消しますか"
DELETE_EXAMPLE = "消すときだけ入れて Enter"
ANOTHER_NAME = "会社名とちがうので、消していません。もう一度入れるか、Esc でやめてください。"
NOT_YES = "消していません。消すときは「はい」と入れてください。やめるときは Esc です。"
DELETING = "消しています。少しかかります。"
DELETED = "消した控え"
RECEIPT_BUTTON = "控えをファイルに書き出す"
RECEIPT_TITLE = "お助け隊_消した控え"
RECEIPT_ONCE = "控えは、もう書き出してあります。"
