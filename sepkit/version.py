"""The version, as a constant: reading it from the package's metadata would cost 90 ms a start."""

__version__ = "0.1.0"
