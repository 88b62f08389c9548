"""Mistakes in a configuration file, all reported at once."""

from sepkit.model import ConfigurationError


class Mistakes:
    """Collects what is wrong in one file, so that all of it is reported at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[tuple[str, str]] = []

    def add(self, line: int, message: str, help_text: str) -> None:
        """Record one mistake at a line."""
        self.found.append((f"{self.file}:{line}: {message}", help_text))

    def raise_if_any(self) -> None:
        """Raise one error that names every mistake.

        Raises:
            ConfigurationError: at least one mistake was recorded.
        """
        if self.found:
            message = "\n".join(message for message, _ in self.found)
            raise ConfigurationError(message, help=self.found[0][1])
