"""Floor 1, the facts: records, the profile's vocabulary, conditions, and the YAML data that fills them."""
