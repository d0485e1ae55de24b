"""The plain command `antu`: matching for books in files, without a chain. Nothing here imports Ape."""

from antu.cli.main import main

__all__ = ["main"]
