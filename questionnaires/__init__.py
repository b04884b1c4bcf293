"""Floor 2, the questions: wording and order, the profile that answers fill, and the interview's steps."""
