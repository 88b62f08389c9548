"""Revisions of the specification to surfaces, removals and requirements."""
