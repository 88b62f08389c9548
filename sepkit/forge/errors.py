"""What can go wrong with one request, by what it means for the rest of the run."""

from sepkit.model import ForgeError


class DoubtError(ForgeError):
    """It is not known whether the request had its effect; only reading again can tell."""


class RefusedError(ForgeError):
    """The forge says no to this one request; others may go on."""

    def __init__(self, message: str, *, status: int, help: str = "") -> None:  # noqa: A002 - as in the base
        super().__init__(message, help=help)
        self.status = status

    @property
    def is_permission(self) -> bool:
        """Whether the token lacks a right, so that asking for the same again is useless."""
        return self.status == 403  # noqa: PLR2004 - HTTP's number for it


class StoppedError(ForgeError):
    """Nothing more can be asked in this run: rate limit, wrong token, or a cap of ours."""
