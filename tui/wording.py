"""What the program says in more than one place. Plain, kind, short; です・ます where it is a sentence."""

from __future__ import annotations

APP_NAME = "お助け隊ナビ"
SLOGAN = "会社に合う「お助け隊サービス」を、いっしょに考えます。"
ABOUT = (
    "5分から10分ほどの質問で、会社のパソコンやネットの見守り方、費用、補助金の見込みをまとめます。"
    "わからない質問は「わからない」で進めます。答えはこのパソコンの中だけに残り、どこにも送りません。"
)
NOT_OFFICIAL = "国やIPA（情報処理推進機構）の公式の道具ではありません。特定の会社をすすめて報酬を受け取ることもありません。"

UNKNOWN = "わからない"
NEXT = "つぎへ"
KEEP_GOING = "質問を続ける"

UNKNOWN_IS_FINE = "わからなくて大丈夫です。あとで確かめる項目に入れておきます。"
UNKNOWN_NOTED = "確かめる項目に入れました。"
PASSED = "あとにしましょう。見直しの画面から、いつでも答えられます。"
KEPT = "前の答えのままにしました。"
FIRST_QUESTION = "これが最初の質問です。"
CHANGE_ANSWER = "前の答えを開きました。変えなければ、そのまま「あとで」で進めます。"

EMPTY = "ひとことで大丈夫です。番号でも言葉でも答えられます。"
NOT_AN_OPTION = "番号か、選択肢の言葉で答えてください。わからなければ「わからない」で大丈夫です。"
SEVERAL_OPTIONS = "当てはまるものがいくつかあります。番号で選んでください。"
NOT_A_NUMBER = "数で教えてください。「30」「約30」「30〜40」のような書き方で大丈夫です。"
NEGATIVE = "0以上の数で教えてください。"
TOO_LONG = "200文字までで入れてください。"
NEEDS_NAME = "お名前を、そのまま入れてください。入れないときは「あとで」で進めます。"
CHOOSE_ALONE = "「{alone}」は、ほかの選択肢と一緒には選べません。"
CHOOSE_ONE = "当てはまるものがなければ「{alone}」を選んでください。"
NO_UNKNOWN = "この中から選んでください。"
BEFORE = "いまの答え"

SETTLED = "残り{count}問の答えで結論は変わりません。"
ALL_ASKED = "質問はこれで全部です。おつかれさまでした。"
STILL_PASSED = "飛ばした質問が{count}問あります。答えると、結論が変わるかもしれません。"
NO_FIT = "ここまでの答えでは、合うサービスが見当たりません。"
WHAT_NEXT = "このあとは、どうしますか？"
LEADER_MOVED = "いまのところ、{name}が先に立っています。"

SAVE_FAILED = "答えを保存できませんでした（{reason}）。空き容量などを確かめて、もう一度答えてください。"
SAVED_APART = (
    "この診断は、別の窓でも進んでいました。あちらの答えを消さないように、こちらは別の診断として保存しました。"
)
SET_ASIDE = "読めない保存ファイルがありました。消さずに「{name}」という名前で残してあります。"
RESUMED = "前の続きから始めます。{count}問まで答えてあります。"

WHY_OPTIONS = "この答えで、{names}の見立てが動きます。"
WHY_NOTHING = "この答えで、見守り方の結論は動きません。{section}のためにうかがっています。"
WHY_HOW = "確かめ方: {text}"

START_ASK = "何から始めますか？"
INCIDENT_HEAD = "落ち着いて、まずこの順に進めてください。"
INCIDENT_CONTACTS = "相談できる窓口です。"
INCIDENT_NOTED = "「自社で被害があった」「今すぐ」として、質問を続けられます。"
OUT_OF_RANGE = "{low}から{high}{unit}までの数で教えてください。"
FEW_YEN = "{amount}円でしょうか？ {amount}万円なら「{amount}万」、{amount}千円なら「{amount}千円」と入れてください。"
WHY_SIZE = "この答えは、中小企業に当たるかどうかと、使える補助金に関わります。"
UNDERSTOOD = "{label}は「{answer}」ですね。"
MARKED = "印は{count}つ"
COST_OPEN = "台数か拠点が決まると出せます"
CANDIDATES_FIRST = (
    "まずIPAの最新の一覧を見てください。ここに並べたのは2023年の一覧からの手がかりで、順番に意味はありません。"
    "料金や地域は、ほとんどが確かめられていません。"
)
EXPORTED = "「{name}」に書き出しました。ほかの人からは読めない設定です。"
EXPORT_FAILED = "書き出せませんでした（{reason}）。書き込めるフォルダーで、もう一度お試しください。"
NO_SOURCE = "この行は、ここまでの答えと計算からのものです。"
PASSED_ROW = "（あとで）"
NOT_YET_ROW = "（まだ）"
HELP_TYPING = (
    "番号や選択肢の言葉のほか、「わからない」「戻る」「あとで」「見直し」「なぜ」「結果」「終わり」と"
    "入れても進めます。数は「30」「約30」「30〜40」「三十」のどれでも大丈夫です。"
    "会話は PageUp・PageDown か、マウスの輪でさかのぼれます。"
)
