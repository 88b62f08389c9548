"""The console script: answers `--version` before anything slow is imported."""

import sys


def main() -> None:
    """Run sepkit on the process's arguments and leave with its exit code."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        from sepkit.version import __version__

        sys.stdout.write(f"sepkit {__version__}\n")
        return
    from sepkit.cli import run

    sys.exit(run(arguments))


if __name__ == "__main__":
    main()
