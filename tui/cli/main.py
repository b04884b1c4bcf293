"""Entry of `otasuke`: without arguments the screen opens at once, otherwise a command runs.

Exit codes (CONTRACT): 0 done, 2 the input was bad, 1 our own fault.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence

from knowledge.faults import DataError

BAD_INPUT = 2
OUR_FAULT = 1
_OUR_FAULT_TEXT = (
    "otasuke: プログラムの中で問題が起きました・もう一度試し、続くときは --debug を付けた表示を添えて知らせてください"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program; gives its exit code. A traceback is shown only with `--debug`."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in words
    try:
        if not [word for word in words if word != "--debug"]:
            # The commands' machinery isn't loaded here: the first question should be on the screen soon.
            from tui.app import run

            return run()
        from tui.cli.commands import run_command

        return run_command(words)
    except DataError as error:
        for fault in error.faults:
            print(fault, file=sys.stderr)  # noqa: T201  the command line's own output
        return BAD_INPUT
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of a pipe went away (`| head`); there is nobody left to tell.
        sys.stderr.close()
        return 0
    except Exception:  # noqa: BLE001  the last line of defence: one plain line instead of a traceback
        if debug:
            traceback.print_exc()
        else:
            print(_OUR_FAULT_TEXT, file=sys.stderr)  # noqa: T201  as above
        return OUR_FAULT


def entry() -> None:
    """The console script."""
    sys.exit(main())


if __name__ == "__main__":
    entry()
