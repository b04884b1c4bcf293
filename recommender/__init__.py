"""Floor 3, the judgement: understands text, decides, costs, explains, and writes the summary."""
