"""A built site as its readers get it: everything that can be wrong with it, and five tasks."""
