"""Starting git: which one, in what surroundings, and how its last words are shown."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from sepkit.model import ForgeError, NothingToReadError

# What git itself needs, and the loader that starts it. Everything else stays outside, above all
# every other `GIT_*`: `GIT_DIR`, `GIT_CONFIG_COUNT` or `GIT_SSH_COMMAND` would change what is read.
_KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")

# What a connection over https may need: the way out, and whom to believe.
_KEPT_FOR_NETWORK = (
    "HOME",
    "http_proxy",
    "https_proxy",
    "HTTPS_PROXY",
    "all_proxy",
    "ALL_PROXY",
    "no_proxy",
    "NO_PROXY",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "CURL_CA_BUNDLE",
)

_FIXED = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C.UTF-8",
}

# One question about refs takes hundredths of a second; a clone has its own, longer limit.
SECONDS = 60.0


def git_environment(git_dir: Path, *, protocol: str = "none", **more: str) -> dict[str, str]:
    """Return the whole environment of a git process, made anew and not inherited.

    Args:
        git_dir: what git takes as its repository.
        protocol: the one transport that may be used, `none` for all that only reads.
        more: further variables, such as `GIT_OBJECT_DIRECTORY`.
    """
    kept = _KEPT if protocol == "none" else (*_KEPT, *_KEPT_FOR_NETWORK)
    inherited = {name: os.environ[name] for name in kept if name in os.environ}
    return {
        **inherited,
        **_FIXED,
        "GIT_ALLOW_PROTOCOL": protocol,
        "GIT_DIR": str(git_dir),
        **more,
    }


def run_git(
    arguments: Sequence[str], environment: Mapping[str, str], *, seconds: float = SECONDS
) -> tuple[int, bytes, str]:
    """Run git once, to its end.

    Returns:
        The exit code, what it printed, and its own words about what went wrong.

    Raises:
        NothingToReadError: there is no git on this machine.
        ForgeError: it did not end within the time.
    """
    try:
        done = subprocess.run(
            ["git", *arguments],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except FileNotFoundError as error:
        raise no_git() from error
    except subprocess.TimeoutExpired as error:
        raise ForgeError(
            f"`git {arguments[0]}` did not end within {seconds:g} seconds",
            help="try again, or clone by hand and give the path of the clone",
        ) from error
    return done.returncode, done.stdout, last_words(done.stderr)


def no_git() -> NothingToReadError:
    """Return the error for a machine without git."""
    return NothingToReadError(
        "`git` was not found on the search path", help="install git 2.36 or later"
    )


def last_words(stderr: bytes) -> str:
    """Return the one line of git's complaints that says most, without its prefix."""
    lines = [line for line in stderr.decode("utf-8", "replace").split("\n") if line.strip()]
    fatal = [line for line in lines if line.startswith(("fatal: ", "error: "))]
    chosen = (fatal or lines or [""])[0]
    return chosen.removeprefix("fatal: ").removeprefix("error: ").strip()[:300]
