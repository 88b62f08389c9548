"""Names that only stand for names: examples, and one name taken for two kinds."""

import re
from collections.abc import Mapping

from sepkit.model import Surface, SurfaceState

_PLACEHOLDER = re.compile(r"\bexample\b|/(?:my|your|some)-", re.IGNORECASE)
_SCHEMA_ENDINGS = (".json", ".ts")


def without_examples(states: Mapping[Surface, SurfaceState]) -> dict[Surface, SurfaceState]:
    """Drop what is no name of its own.

    `/.well-known/x/tenant` beside `/.well-known/x`; `X-Param-Eu` beside its form `X-Param-{Name}`;
    keys of `com.example/…`; and a key taken for an extension, or an extension for a key.
    """
    forms = tuple(s[: s.index("-{")] for s in states if s.startswith("header:") and "-{" in s)
    return {
        surface: state
        for surface, state in states.items()
        if not _has_shorter(surface, states)
        and not _has_form(surface, forms)
        and not _is_placeholder(state)
        and not _has_better_kind(state, states)
    }


def _has_shorter(surface: Surface, states: Mapping[Surface, SurfaceState]) -> bool:
    shorter = Surface("/".join(surface.split("/")[:3]))
    return surface.startswith("uri:") and shorter != surface and shorter in states


def _has_form(surface: Surface, forms: tuple[str, ...]) -> bool:
    return surface.startswith("header:") and surface.startswith(forms) and "{" not in surface


def _is_placeholder(state: SurfaceState) -> bool:
    return state.kind in ("meta", "extension") and bool(_PLACEHOLDER.search(state.surface))


def _has_better_kind(state: SurfaceState, states: Mapping[Surface, SurfaceState]) -> bool:
    """Whether the schema knows it as a key, or else some page as an extension."""
    if state.kind not in ("meta", "extension"):
        return False
    name = state.surface.partition(":")[2]
    key = states.get(Surface(f"meta:{name}"))
    is_key = key is not None and key.path.endswith(_SCHEMA_ENDINGS)
    if state.kind == "extension":
        return is_key
    return not is_key and Surface(f"extension:{name}") in states
