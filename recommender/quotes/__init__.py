"""Quotes (見積り): reading them, checking them against the standard, and comparing them."""
