"""Overlays for the tests: a good one, and faulty ones with the line and words of their fault."""

from __future__ import annotations

from pathlib import Path

GOOD = """sources:
- id: src.my_city
  title: 例市の手引き
  publisher: 例市
  kind: official
  url: null
  as_of: "2026-10"
  checked: 2026-11-01
  note: null
routes:
- id: route.my_city
  name: 例市の助成金
  kind: grant
  when: {prefecture: {is: 東京都}}
  windows: []
  rate: "1/2"
  amount_min_yen: null
  amount_max_yen: 100000
  covers_otasuke: null
  text: 市の中の会社が使えます。
  note: null
  sources: [src.my_city]
  as_of: "2026-10"
terms:
- id: term.utm
  term: UTM
  reading: ゆーてぃーえむ
  category: 技術
  definition: 入口に置く見張りの機器です。
  plain: 入口の見張り役
  aliases: []
  colloquial: []
  misspelt: []
  see: []
  clauses: [std.1.2.8]
  sources: [src.my_city]
"""
FAULTY = [
    (GOOD.replace("kind: grant", "kind: gift"), 13, "gift"),
    (GOOD.replace("sources: [src.my_city]", "sources: [src.my_town]", 1), 11, "src.my_town"),
    (GOOD.replace("使えます。", "使えます→"), 11, "幅の定まらない文字"),
    (GOOD.replace("windows: []", "windows: []\n  extra: 1"), 16, "extra"),
    ("clauses: []\n", 1, "clauses"),
]


def write_overlay(directory: Path, name: str, text: str) -> Path:
    directory.mkdir(exist_ok=True)
    path = directory / name
    path.write_text(text, encoding="utf-8")
    return path
