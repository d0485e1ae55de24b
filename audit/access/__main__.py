"""`python -m audit.access`: writes docs/ACCESS.md."""

import sys

import click

from antu.errors import AntuError
from antu.files import write_atomically
from audit.access.page import PAGE, page
from audit.parts import ROOT


@click.command(help=__doc__)
def main() -> None:
    """Writes the page."""
    try:
        write_atomically(PAGE, page())
    except AntuError as error:
        sys.exit(f"ERROR: {error}")
    click.echo(f"Written to {PAGE.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
