"""Books, and what was matched in them, as files: CSV, or Parquet where a file's name ends in `.parquet`."""

from antu.books.book_file import COLUMNS, FEE_BPS, OPTIONAL, read_book, write_book
from antu.books.outcome import read_teams, reasons_table
from antu.books.tables import require_table, table_bytes

__all__ = [
    "COLUMNS",
    "FEE_BPS",
    "OPTIONAL",
    "read_book",
    "read_teams",
    "reasons_table",
    "require_table",
    "table_bytes",
    "write_book",
]
