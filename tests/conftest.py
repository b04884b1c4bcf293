"""Shared settings of all tests. Being here also puts this folder on the path, for `import strategies`."""

from __future__ import annotations

from hypothesis import settings

# Timings are for benchmarks/; a busy machine must not fail a property.
settings.register_profile("house", deadline=None, max_examples=40)
settings.load_profile("house")
