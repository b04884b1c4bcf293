"""What is said next: the interview as a talk, without anything of the terminal."""
