"""Forges: read the queue, plan what should stand there, write what is missing, keep a record."""
