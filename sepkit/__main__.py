"""The console script: answers `--version`, and what it was asked before, without slow imports."""

import gc
import os
import sys


def main() -> None:
    """Run sepkit on the process's arguments and leave with its exit code."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        from sepkit.version import __version__

        sys.stdout.write(f"sepkit {__version__}\n")
        return
    from sepkit.answers import kept_answer, question_of

    question = question_of(arguments)
    kept = kept_answer(question) if question is not None else None
    if kept is not None:
        _write(kept[0])
        sys.exit(kept[1])
    # A run makes millions of objects and hardly a cycle: looking for cycles after every 700 new
    # objects is a tenth of a cold run.
    gc.set_threshold(100_000, 50, 100)
    from sepkit.cli import run

    sys.exit(run(arguments, question=question))


def _write(answer: bytes) -> None:
    try:
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader went away; the interpreter must not try again when it leaves.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
