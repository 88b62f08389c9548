from pathlib import Path

import pytest

from tests.sources.builders import Builder


@pytest.fixture
def builder(tmp_path: Path) -> Builder:
    return Builder(tmp_path / "acme.git")
