"""A forge for tests: stateful, with GitHub's shapes, over HTTP or in process, on real git objects."""
