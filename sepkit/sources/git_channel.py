"""The pipes to one `git cat-file --batch-command`, and what its silence means."""

import os
import select
import subprocess
from collections.abc import Mapping

from sepkit.model import NothingToReadError
from sepkit.sources.environment import no_git

# One answer comes within milliseconds; a store that takes this long does not want to answer.
_SECONDS_PER_ANSWER = 20.0

# After so long without a byte git is asked something else, to see whether it is busy or done.
_QUIET_SECONDS = 0.2

# The first line of an answer has some 60 bytes.
_LONGEST_LINE = 4096

# What git leaves with when it does not know an option.
_USAGE = 129

DAMAGED = "its object is damaged"


class SurpriseError(Exception):
    """The process did not answer as the protocol says; the message is why an object is refused."""


class GitChannel:
    """Starts git when something is sent, and takes its answers byte by byte."""

    def __init__(self, environment: Mapping[str, str], *, probe: bytes) -> None:
        """Prepare the process.

        Args:
            environment: all that git gets.
            probe: the name of an object that cannot exist.
        """
        self._environment = dict(environment)
        self._question = b"info " + probe + b"\n"
        self._reply = probe + b" missing\n"
        self._process: subprocess.Popen[bytes] | None = None
        self._clear()

    def _clear(self) -> None:
        self._received = bytearray()
        self._at = 0
        self._unsent = b""
        self._quiet = 0.0
        self._has_probed = False

    def close(self) -> None:
        """End the process; the next thing sent starts another."""
        process, self._process = self._process, None
        self._clear()
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        process.kill()
        process.wait()

    def send(self, data: bytes) -> None:
        """Let git have these bytes, while its answers are taken."""
        if self._process is None:
            self._process = self._start()
        self._unsent += data

    def settle(self) -> None:
        """Make ready for the next questions, once all answers to the last have been taken."""
        if self._has_probed:
            # The reply to the probe would stand in the way.
            self.close()

    def line(self) -> bytes:
        """Return the next line of the answers, without its end.

        Raises:
            SurpriseError: none comes.
        """
        end = self._received.find(b"\n", self._at)
        while end < 0:
            if len(self._received) - self._at > _LONGEST_LINE:
                raise SurpriseError(DAMAGED)
            self._exchange()
            end = self._received.find(b"\n", self._at)
        line = bytes(self._received[self._at : end])
        self._at = end + 1
        return line

    def exactly(self, size: int) -> bytes:
        """Return the next bytes of the answers.

        Raises:
            SurpriseError: fewer come.
        """
        while len(self._received) - self._at < size:
            self._exchange()
        data = bytes(self._received[self._at : self._at + size])
        self._at += size
        return data

    def _start(self) -> subprocess.Popen[bytes]:
        try:
            process = subprocess.Popen(
                ["git", "cat-file", "--batch-command"],
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
        except FileNotFoundError as error:
            raise no_git() from error
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                os.set_blocking(pipe.fileno(), False)
        return process

    def _exchange(self) -> None:
        """Write what can be written, read what has come: doing only one would block both sides."""
        # What was taken is dropped here, once for many answers.
        del self._received[: self._at]
        self._at = 0
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise SurpriseError(DAMAGED)
        writing, reading = process.stdin.fileno(), process.stdout.fileno()
        poll = select.poll()
        poll.register(reading, select.POLLIN)
        if self._unsent:
            poll.register(writing, select.POLLOUT)
        ready = poll.poll(_QUIET_SECONDS * 1000)
        if not ready:
            self._wait_on()
        for descriptor, _ in ready:
            if descriptor == writing:
                self._unsent = self._unsent[os.write(writing, self._unsent) :]
            else:
                self._receive(process, reading)

    def _wait_on(self) -> None:
        """Give up a process that has nothing more to say, or says nothing for long."""
        self._quiet += _QUIET_SECONDS
        if self._quiet >= _SECONDS_PER_ANSWER:
            raise SurpriseError(f"git did not answer within {_SECONDS_PER_ANSWER:g} seconds")
        if self._has_probed and self._received.endswith(self._reply):
            # It took another question, so it holds its answer to be complete: it was cut short.
            raise SurpriseError(DAMAGED)
        if not self._has_probed:
            self._has_probed = True
            self._unsent += self._question

    def _receive(self, process: subprocess.Popen[bytes], descriptor: int) -> None:
        data = os.read(descriptor, 1 << 18)
        if not data:
            if process.wait() == _USAGE:
                raise NothingToReadError(
                    "this git knows no `cat-file --batch-command`", help="install git 2.36 or later"
                )
            raise SurpriseError(f"{DAMAGED}: git ended while reading it")
        self._received += data
        self._quiet = 0.0
