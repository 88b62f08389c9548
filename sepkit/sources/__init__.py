"""Git, and only git: what stands where, and since when."""
