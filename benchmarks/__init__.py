"""Timings as ratios within one run. Never part of the tests: machines differ, ratios drift less."""
