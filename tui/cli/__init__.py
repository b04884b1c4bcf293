"""The commands of `otasuke`, one module a group. None of them imports Textual but the one that opens the screen."""
