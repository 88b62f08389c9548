"""`make bench`: ratios of CPU to the floors, in one run, interleaved, medians of five.

Seconds differ from machine to machine and from minute to minute; the ratios of one run do not.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

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
    """Run a command with its output thrown away."""
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(null, descriptor)
        os.execve(arguments[0], arguments, environment)
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{' '.join(arguments)} left with {os.waitstatus_to_exitcode(status)}")
    return Cost(cpu=usage.ru_utime + usage.ru_stime, peak=usage.ru_maxrss / 1024)


def works(repository: str, folder: str, place: Path) -> list[Work]:
    """Return what is timed, floors first."""
    python = [sys.executable, "-P"]
    sepkit = [*python, "-m", "sepkit"]
    floors = [*python, str(Path(__file__).with_name("floors.py"))]
    cache, site = place / "cache", place / "site"

    def forget() -> None:
        shutil.rmtree(cache, ignore_errors=True)
        shutil.rmtree(site, ignore_errors=True)

    def remember() -> None:
        cost_of([*sepkit, "status", "--repo", repository], environment(place))

    repo = ["--repo", repository]
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
        Work(name="--help", arguments=[*sepkit, "--help"], floor="start"),
        Work(name="export cold", arguments=[*sepkit, "export", *repo], floor="git", before=forget),
        Work(name="export warm", arguments=[*sepkit, "export", *repo], floor="list"),
        Work(
            name="status warm", arguments=[*sepkit, "status", *repo], floor="list", before=remember
        ),
        Work(name="queue warm", arguments=[*sepkit, "queue", *repo], floor="list"),
        Work(name="show warm", arguments=[*sepkit, "show", first, *repo], floor="list"),
        Work(
            name="build cold",
            arguments=[*sepkit, "build", *repo, "--out", str(site)],
            floor="mkdocs",
            before=forget,
        ),
        Work(
            name="build warm",
            arguments=[*sepkit, "build", *repo, "--out", str(site)],
            floor="mkdocs",
        ),
    ]


def environment(place: Path) -> dict[str, str]:
    """Return an environment whose cache is this run's own."""
    return {**os.environ, "SEPKIT_CACHE": str(place / "cache"), "NO_MKDOCS_2_WARNING": "1"}


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
    from sepkit.pipeline import ReadRequest, read_register

    request = ReadRequest(location=repository, cache_folder=place / "cache")
    return read_register(request).register.proposals[0].key


def _print(listed: list[Work], costs: dict[str, list[Cost]]) -> None:
    median = {name: statistics.median(cost.cpu for cost in of) for name, of in costs.items()}
    print(f"{'work':<14} {'cpu s':>7} {'ratio':>7}  {'to':<7} {'peak MB':>8}")
    for work in listed:
        ratio = f"{median[work.name] / median[work.floor]:.2f}" if work.floor else ""
        peak = max(cost.peak for cost in costs[work.name])
        print(f"{work.name:<14} {median[work.name]:>7.3f} {ratio:>7}  {work.floor:<7} {peak:>8.0f}")


if __name__ == "__main__":
    main()
