"""A forge for tests: stateful, with GitHub's shapes, over HTTP or not, on real git objects."""
