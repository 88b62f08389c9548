"""Mistakes of the person who runs sepkit; each class carries its exit code."""


class SepkitError(Exception):
    """Something the operator can mend: what happened, then what to do.

    A stranger's mistake is a `Finding` instead, and a mistake of ours is a traceback.
    """

    exit_code = 2

    def __init__(self, message: str, *, help: str = "") -> None:  # noqa: A002 - the word people see
        super().__init__(message)
        self.help = help


class UsageError(SepkitError):
    """An argument or option makes no sense here."""

    exit_code = 2


class NothingToReadError(SepkitError):
    """There is no repository, no such revision, or no proposal in it."""

    exit_code = 3


class ConfigurationError(SepkitError):
    """The configuration or an ownership file on the base revision is invalid."""

    exit_code = 4


class ForgeError(SepkitError):
    """The forge or the network did not answer as needed."""

    exit_code = 5
