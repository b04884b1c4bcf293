"""The faces of a result, one module each: its statements from the assessment."""
