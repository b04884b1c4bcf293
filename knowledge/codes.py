"""The codes of faults in our own data, as `otasuke kb lint` shows them. A code never changes its meaning."""

from __future__ import annotations

SHAPE = "KB001"
TWICE = "KB002"
PATTERN = "KB003"
DEAD = "KB010"
UNUSED = "KB011"
NO_SOURCE = "KB012"
OVERLAP = "KB013"
LADDER = "KB014"
SHARED_ALIAS = "KB015"
WIDTH = "KB016"
NO_INTERVAL = "KB017"
CANT_FIRE = "KB020"
NO_TRIGGER = "KB021"
NEVER_SILENT = "KB022"
NOWHERE_TO_LOOK = "KB023"
TOO_LONG = "KB030"

MEANINGS = {
    SHAPE: "書式どおりに読めない",
    TWICE: "同じ id が2回ある",
    PATTERN: "正規表現として読めない言い方",
    DEAD: "参照している先がない",
    UNUSED: "どこからも引かれていない資料（注意だけ）",
    NO_SOURCE: "出典のない事実",
    OVERLAP: "受付の期間や締切が重なる、または前後している",
    LADDER: "補助率の段に切れ目がある",
    SHARED_ALIAS: "同じ呼び名や言い方が2つのものにある",
    WIDTH: "幅の定まらない文字がある",
    NO_INTERVAL: "見直しの間隔が決まっていない",
    CANT_FIRE: "どんな答えでも当てはまらない規則",
    NO_TRIGGER: "どんな答えでも働かない決め手",
    NEVER_SILENT: "いちばん良い答えでも消えない助言",
    NOWHERE_TO_LOOK: "「わからない」の先がない質問",
    TOO_LONG: "画面に入りきらない長さの文",
}
