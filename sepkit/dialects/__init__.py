"""Raw document to proposal: one reader of preambles, one description a process."""
