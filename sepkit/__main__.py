"""The console script: answers `--version`, and what it was asked before, without slow imports."""

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
        sys.stdout.buffer.write(kept[0])
        sys.exit(kept[1])
    from sepkit.cli import run

    sys.exit(run(arguments, question=question))


if __name__ == "__main__":
    main()
