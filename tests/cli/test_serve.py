"""`sepkit serve` with a real browser: a commit to the repository, and the open page shows it."""

import os
import re
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sepkit.cli.serve import Preview, _server
from sepkit.pipeline import ReadRequest
from sepkit.sample import build_sample

PATIENCE = 90.0
"""Seconds for a build on a machine that does other things as well."""


@contextmanager
def serving(repository: Path) -> Iterator[str]:
    """Run the command as a person would, and yield the address that it prints."""
    command = [sys.executable, "-m", "sepkit", "serve", "--repo", str(repository), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://[0-9.:]+/", line)
        assert found, line
        yield found[0]
    finally:
        process.terminate()
        process.communicate(timeout=20)


def commit(repository: Path, path: str, text: str) -> None:
    """Commit one file on the branch that is checked out."""
    (repository / path).write_text(text, "utf-8")
    who = {
        f"GIT_{role}_{field}": "x@lamp.example"
        for role in ("AUTHOR", "COMMITTER")
        for field in ("NAME", "EMAIL")
    }
    for arguments in (["add", path], ["commit", "-q", "-m", "another title"]):
        subprocess.run(
            ["git", "-C", str(repository), *arguments], check=True, env={**os.environ, **who}
        )


@pytest.mark.browser
def test_an_open_page_shows_a_commit_without_being_loaded_again_by_hand(
    browser: Any, tmp_path: Path
) -> None:
    repository = build_sample(tmp_path / "repository")
    [file, *_] = sorted((repository / "seps").glob("[1-9]*.md"))
    number = file.name.partition("-")[0].lstrip("0")

    with serving(repository) as address:
        page = browser.new_context().new_page()
        page.goto(f"{address}sep/{number}/")
        before = page.locator("h1").inner_text()
        lines = file.read_text("utf-8").replace(before, "Seen while open")
        assert "Seen while open" in lines

        commit(repository, f"seps/{file.name}", lines)

        end = time.monotonic() + PATIENCE
        while page.locator("h1").inner_text() != "Seen while open":
            assert time.monotonic() < end, "the page never changed"
            time.sleep(0.2)
        page.context.close()


def test_a_question_for_a_newer_build_is_answered_when_there_is_one(
    sample_repository: Path, tmp_path: Path
) -> None:
    preview = Preview(ReadRequest(location=str(sample_repository)), tmp_path)
    preview.build()
    server = _server("127.0.0.1", 0, preview)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"

    def ask(path: str) -> str:
        with urllib.request.urlopen(f"{address}{path}", timeout=60) as answer:  # noqa: S310 - ours
            assert answer.headers["Cache-Control"] == "no-store"
            return str(answer.read().decode())

    first = int(ask("/livereload/0/0"))
    assert int(ask("/livereload/nonsense/0")) == first
    assert 'data-live="livereload/"' in ask("/")
    threading.Timer(0.5, preview.build).start()
    assert int(ask(f"/livereload/{first}/0")) > first
    server.shutdown()
    server.server_close()
