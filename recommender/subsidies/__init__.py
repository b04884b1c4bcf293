"""補助金: who may apply, how much it pays and when, in which combination, and what leaving early costs."""
