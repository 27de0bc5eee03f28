"""Writes validated rows as CSV, Parquet and SQLite: one module per output, all derived from the contract.

Each output appears whole or not at all; where writing fails, what was there before stays.
"""

from kouan.publish.csv_tables import publish_csv, read_table
from kouan.publish.parquet import publish_parquet
from kouan.publish.sqlite import publish_sqlite

__all__ = ["publish_csv", "publish_parquet", "publish_sqlite", "read_table"]
