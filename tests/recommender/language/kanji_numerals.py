"""Numbers written in kanji, for properties over spellings."""


def in_kanji(value: int) -> str:
    """The number in kanji, below a hundred million."""
    if value == 0:
        return "〇"
    words = ""
    for size, sign in ((10_000, "万"), (1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        count, value = divmod(value, size)
        if count:
            head = in_kanji(count) if size == 10_000 else "〇一二三四五六七八九"[count]
            words += ("" if count == 1 and size in (10, 100, 1_000) else head) + sign
    return words
