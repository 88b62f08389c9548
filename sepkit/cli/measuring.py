"""What every measuring and training command shares: how its result is written, and with what."""

from pathlib import Path, PurePath
from typing import Any

import click
from click.core import ParameterSource

from sepkit.cli.output import output_file, write_text
from sepkit.model import Measurement, UsageError, encode
from sepkit.publish.escape import json_text

write_option = output_file(
    "Also write the figures with their command, as sepkit ships them.", "--write"
)
"""Adds `-o FILE`; the command gets it as `output: Path | None`."""

_SILENT = frozenset({"output", "format_", "no_cache"})
"""Parameters that change where and how a result is shown, and never the result."""


def read_labels(file: Path) -> str:
    """Return the text of a table of labels.

    Raises:
        UsageError: it is not readable as UTF-8.
    """
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"`{file}` cannot be read: {error}", help="give a CSV file in UTF-8"
        ) from error


def write_measurement(measurement: Measurement, output: Path | None) -> None:
    """Write a measurement for `sepkit/measurements/`: the same figures give the same bytes.

    Args:
        measurement: what was found.
        output: what `-o` was given; None writes nothing.
    """
    if output is not None:
        write_text(render_measurement(measurement), output)


def render_measurement(measurement: Measurement) -> str:
    """Return a measurement as JSON with sorted keys, indented, one newline at its end."""
    import json

    text = json.dumps(encode(measurement), indent=2, sort_keys=True, ensure_ascii=False)
    return json_text(text) + "\n"


def command_line() -> str:
    """Return the command that is being run, files and repositories by their last name only.

    The same command gives the same text on every machine: arguments first, then options in the
    order in which the command declares them, those left at their default not at all.
    """
    context = click.get_current_context()
    words = [context.command_path]
    options: list[str] = []
    for parameter in context.command.params:
        name = parameter.name or ""
        if name in _SILENT or context.get_parameter_source(name) is not ParameterSource.COMMANDLINE:
            continue
        value = context.params[name]
        if isinstance(parameter, click.Argument):
            words += _values(value, parameter)
        elif isinstance(parameter, click.Option) and parameter.is_flag:
            options.append(parameter.opts[-1])
        else:
            for one in _values(value, parameter):
                options += [parameter.opts[-1], one]
    return " ".join([*words, *options])


def _values(value: Any, parameter: click.Parameter) -> list[str]:
    values = value if isinstance(value, tuple) else (value,)
    return [_word(one, is_place=parameter.name == "repo") for one in values]


def _word(value: object, *, is_place: bool) -> str:
    if isinstance(value, PurePath):
        return value.name
    text = str(value)
    return Path(text).resolve().name if is_place and "://" not in text else text
