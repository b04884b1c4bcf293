"""The typesetter's own process: reads one JSON document from standard input, writes the PDF to standard output.

`python -m tui.desk.typesetter` is started by `pdf.py`; its exit code says what was missing.
"""

from __future__ import annotations

import json
import sys

NO_TYPESETTER, NO_FONT, FAILED = 3, 4, 5
FAMILIES = (
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Source Han Sans JP",
    "Source Han Sans",
    "BIZ UDPGothic",
    "BIZ UDGothic",
    "Yu Gothic",
    "Meiryo",
    "Hiragino Sans",
    "Hiragino Kaku Gothic ProN",
    "IPAexGothic",
    "IPAPGothic",
    "IPAGothic",
    "MS PGothic",
    "MS Gothic",
    "Noto Serif CJK JP",
    "Noto Serif JP",
    "Yu Mincho",
    "Hiragino Mincho ProN",
    "IPAexMincho",
    "MS PMincho",
    "MS Mincho",
)
"""Japanese fonts that Windows, macOS and Debian's packages bring, the most readable first."""


def main() -> int:
    """The exit code: 0, or what was missing."""
    try:
        import typst
    except ImportError:
        return NO_TYPESETTER
    order = json.load(sys.stdin.buffer)
    directories = order["fonts"]
    fonts = typst.Fonts(include_system_fonts=directories is None, font_paths=directories or [])
    known = set(fonts.families())
    families = [name for name in FAMILIES if name in known]
    if not families:
        return NO_FONT
    try:
        pdf = typst.compile(
            order["template"].encode(),
            font_paths=fonts,
            format="pdf",
            sys_inputs={"sheet": json.dumps(order["sheet"]), "families": json.dumps(families)},
        )
    except RuntimeError as error:
        sys.stderr.write(str(error))
        return FAILED
    sys.stdout.buffer.write(pdf if isinstance(pdf, bytes) else b"".join(pdf or []))
    return 0


if __name__ == "__main__":
    sys.exit(main())
