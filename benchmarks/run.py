"""`make bench`: ratios of CPU to the floors, in one run, interleaved, medians of five.

Seconds differ from machine to machine and from minute to minute; the ratios of one run do not.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.moving import Mover

ROUNDS = 5


@dataclass(frozen=True, kw_only=True)
class Work:
    """One command that is timed."""

    name: str
    arguments: list[str]
    floor: str = ""
    """What its ratio is taken to."""
    before: Callable[[], None] | None = None


@dataclass(frozen=True, kw_only=True)
class Cost:
    """CPU seconds of a process and its children, and the largest one's peak memory in MB."""

    cpu: float
    peak: float


def cost_of(arguments: list[str], environment: dict[str, str]) -> Cost:
    """Run a command with its output thrown away.

    Raises:
        SystemExit: it failed; the message holds the end of what it said.
    """
    with tempfile.TemporaryFile() as told:
        pid = os.fork()
        if pid == 0:
            null = os.open(os.devnull, os.O_RDWR)
            for descriptor, place in ((0, null), (1, null), (2, told.fileno())):
                os.dup2(place, descriptor)
            os.execve(arguments[0], arguments, environment)
        _, status, usage = os.wait4(pid, 0)
        code = os.waitstatus_to_exitcode(status)
        if code != 0:
            told.seek(0)
            said = told.read().decode("utf-8", "replace")[-_SAID:]
            raise SystemExit(f"{' '.join(arguments)} left with {code}\n{said}")
    return Cost(cpu=usage.ru_utime + usage.ru_stime, peak=usage.ru_maxrss / 1024)


_SAID = 2000
"""Characters that are shown of what a command said before it failed."""


def works(repository: str, folder: str, place: Path) -> list[Work]:
    """Return what is timed, floors first."""
    python = [sys.executable, "-P"]
    # What the console script does; `-m` would import `runpy` first.
    sepkit = [*python, "-c", "from sepkit.__main__ import main; main()"]
    floors = [*python, str(Path(__file__).with_name("floors.py"))]
    cache, site = place / "cache", place / "site"

    def forget() -> None:
        shutil.rmtree(cache, ignore_errors=True)
        shutil.rmtree(site, ignore_errors=True)

    def warm(name: str, *arguments: str, floor: str = "list") -> Work:
        """Time a question that was asked once before in the same state."""
        command = [*sepkit, *arguments]

        def ask() -> None:
            cost_of(command, environment(place))

        return Work(name=name, arguments=command, floor=floor, before=ask)

    repo = ["--repo", repository]
    mover = Mover(repository, folder, place / "moving.git")
    moving = ["--repo", str(mover.place)]

    def move() -> None:
        # What is kept is that of the state before, whatever ran in between.
        cost_of([*sepkit, "export", *moving], environment(place))
        mover.move()

    def renew() -> None:
        # The register of the state is kept, the answer to this question is not.
        cost_of([*sepkit, "export", *repo], environment(place))
        shutil.rmtree(cache / "answer", ignore_errors=True)

    def build_and_move() -> None:
        cost_of([*sepkit, "build", *moving, "--output", str(place / "moved")], environment(place))
        mover.move()

    first = os.environ.get("SEPKIT_BENCH_KEY", "1")
    mkdocs = place / "mkdocs"
    cost_of([*floors, "mkdocs", repository, folder, str(mkdocs)], dict(os.environ))
    return [
        Work(name="start", arguments=[*python, "-c", "pass"]),
        Work(name="list", arguments=[*floors, "list", repository]),
        Work(name="git", arguments=[*floors, "git", repository, folder]),
        Work(
            name="mkdocs",
            arguments=[*python, "-m", "mkdocs", "build", "-q", "-f", str(mkdocs / "mkdocs.yml")],
        ),
        Work(name="--version", arguments=[*sepkit, "--version"], floor="start"),
        Work(name="--help first", arguments=[*sepkit, "--help"], floor="start", before=forget),
        warm("--help", "--help", floor="start"),
        Work(name="export cold", arguments=[*sepkit, "export", *repo], floor="git", before=forget),
        warm("export warm", "export", *repo),
        Work(
            name="export touched",
            arguments=[*sepkit, "export", *moving],
            floor="list",
            before=move,
        ),
        Work(
            name="status touched",
            arguments=[*sepkit, "status", *moving],
            floor="list",
            before=move,
        ),
        Work(name="status new", arguments=[*sepkit, "status", *repo], floor="list", before=renew),
        warm("status warm", "status", *repo),
        warm("queue warm", "queue", *repo),
        warm("show warm", "show", first, *repo),
        Work(
            name="build cold",
            arguments=[*sepkit, "build", *repo, "--output", str(site)],
            floor="mkdocs",
            before=forget,
        ),
        Work(
            name="build warm",
            arguments=[*sepkit, "build", *repo, "--output", str(site)],
            floor="mkdocs",
        ),
        Work(
            name="build touched",
            arguments=[*sepkit, "build", *moving, "--output", str(place / "moved")],
            floor="mkdocs",
            before=build_and_move,
        ),
    ]


def environment(place: Path) -> dict[str, str]:
    """Return an environment whose cache is this run's own, and in which modules stay compiled."""
    inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, "SEPKIT_CACHE": str(place / "cache"), "NO_MKDOCS_2_WARNING": "1"}


def main() -> None:
    """Time everything and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repo", help="a repository; without it the embedded sample")
    parser.add_argument("--folder", default="seps", help="the folder of proposals in it")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sepkit-bench-") as folder:
        place = Path(folder)
        repository = options.repo or _sample(place)
        os.environ["SEPKIT_BENCH_KEY"] = _first_key(repository, place)
        listed = works(repository, options.folder, place)
        costs: dict[str, list[Cost]] = {work.name: [] for work in listed}
        for _ in range(options.rounds):
            for work in listed:
                if work.before:
                    work.before()
                costs[work.name].append(cost_of(work.arguments, environment(place)))
    _print(listed, costs)


def _sample(place: Path) -> str:
    from sepkit.sample import build_sample

    return str(build_sample(place / "repository"))


def _first_key(repository: str, place: Path) -> str:
    # In a process of its own: a child's peak memory counts what its parent had when it was born.
    command = [sys.executable, "-P", "-m", "sepkit", "export", "--repo", repository]
    done = subprocess.run(command, env=environment(place), stdout=subprocess.PIPE, check=True)
    proposals = done.stdout.partition(b'"proposals": [')[2]
    return proposals.partition(b'"key": "')[2].partition(b'"')[0].decode()


def _print(listed: list[Work], costs: dict[str, list[Cost]]) -> None:
    median = {name: statistics.median(cost.cpu for cost in of) for name, of in costs.items()}
    print(f"{'work':<15} {'cpu s':>7} {'ratio':>7}  {'to':<7} {'peak MB':>8}")
    for work in listed:
        ratio = f"{median[work.name] / median[work.floor]:.2f}" if work.floor else ""
        peak = max(cost.peak for cost in costs[work.name])
        print(f"{work.name:<15} {median[work.name]:>7.3f} {ratio:>7}  {work.floor:<7} {peak:>8.0f}")


if __name__ == "__main__":
    main()
