"""What a row of a tree stands for: the kind that its mode says, and whether its name is one."""

_KIND = 0o170000
_FOLDER, _FILE, _LINK, _SUBMODULE = 0o040000, 0o100000, 0o120000, 0o160000
_WORDS = {_FOLDER: "a folder", _LINK: "a symbolic link", _SUBMODULE: "a submodule"}


def is_folder(mode: int) -> bool:
    """Whether the row is a folder."""
    return mode & _KIND == _FOLDER


def is_file(mode: int) -> bool:
    """Whether the row is a file, of whatever permissions."""
    return mode & _KIND == _FILE


def why_no_file(mode: int) -> str:
    """Return what stands there instead of a file, as a reason; "" for a file."""
    if is_file(mode):
        return ""
    found = _WORDS.get(mode & _KIND, f"an entry of mode {mode:o}")
    return f"it is {found}, where a file is expected"


def text_of(name: bytes) -> str:
    """Return a name as text; bytes that are no UTF-8 become surrogate escapes."""
    return name.decode("utf-8", "surrogateescape")


def flaw_of(name: str) -> str:
    """Return why a name cannot be that of a file, as a reason; "" where it can."""
    if "/" in name:
        return "its name in the tree holds `/`"
    if name in (".", "..") or name.lower() == ".git":
        return f"`{name}` is no name of a file"
    if any(ord(character) < 32 or ord(character) == 127 for character in name):  # noqa: PLR2004 - C0 and DEL
        return "its name holds control characters"
    return ""
