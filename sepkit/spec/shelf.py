"""What single files of the specification say, each blob read once, whoever asks."""

from dataclasses import replace

from sepkit.model import BaseFile, Finding, ObjectId, RepoPath, SpecPage
from sepkit.spec.json_schema import read_json_schema
from sepkit.spec.pages import read_page
from sepkit.spec.shapes import TypeShape
from sepkit.spec.ts_schema import read_ts_schema

_Shapes = tuple[tuple[TypeShape, ...], tuple[Finding, ...]]
_Page = tuple[SpecPage | None, tuple[Finding, ...]]


class Shelf:
    """What files say, each read once: many branches begin at the same schema."""

    def __init__(self) -> None:
        self._shapes: dict[tuple[ObjectId, bool], _Shapes] = {}
        self._pages: dict[tuple[ObjectId, RepoPath, str], _Page] = {}

    def shapes(self, file: BaseFile) -> _Shapes:
        """Return the types of a schema, and what is wrong with it at this path."""
        is_json = file.path.endswith(".json")
        if (file.blob, is_json) not in self._shapes:
            self._shapes[file.blob, is_json] = (read_json_schema if is_json else read_ts_schema)(
                file
            )
        shapes, findings = self._shapes[file.blob, is_json]
        path = file.path
        return shapes, tuple(replace(item, subject=str(path), path=path) for item in findings)

    def page(self, file: BaseFile, name: str) -> _Page:
        """Return a page under a name, and what is wrong with it."""
        place = (file.blob, file.path, name)
        if place not in self._pages:
            self._pages[place] = read_page(file, name)
        return self._pages[place]
