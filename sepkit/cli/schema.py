"""`sepkit schema`."""

import json

import click

SCHEMAS = ("register", "workgroup", "configuration")


@click.command(epilog="Example: sepkit schema register > register.schema.json")
@click.argument("name", type=click.Choice(SCHEMAS))
def schema(name: str) -> None:
    """Print the JSON Schema of an output or of an input file.

    register: what `sepkit export` writes. workgroup: an ownership file. configuration: sepkit.yml.
    """
    if name == "register":
        from sepkit.publish.export import register_schema

        value = register_schema()
    elif name == "workgroup":
        from sepkit.ownership import ownership_schema

        value = ownership_schema()
    else:
        from sepkit.dialects import configuration_schema

        value = configuration_schema()
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))
