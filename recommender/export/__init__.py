"""Documents from one Assessment. No format knows a rule: they only say what the trace holds."""
