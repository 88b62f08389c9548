"""Ownership files, charters and rosters to groups."""
