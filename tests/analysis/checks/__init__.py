"""Checks of proposals: what each finds, what it leaves alone, and how flaws are mended."""
