"""Floor 4, the terminal: the conversation, the screens, the commands, and the desk where interviews are kept."""

import os

# Textual 8.2.7 and later asks terminals for kitty keys, with which Japanese commits of five or more characters turn
# into garbage. It reads the switch once, when it is imported, so the switch is set before anything of ours can.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
