"""Shared settings of all tests. Being here also puts this folder on the path, for `import strategies`."""

from __future__ import annotations

import os
import tempfile

from hypothesis import settings

# No test reads or writes the files of whoever runs it.
_HOME = tempfile.TemporaryDirectory()
os.environ.setdefault("OTASUKE_HOME", _HOME.name)

# Timings are for benchmarks/; a busy machine must not fail a property.
settings.register_profile("house", deadline=None, max_examples=40)
settings.load_profile("house")
