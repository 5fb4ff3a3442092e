"""The database's history, from the first table on.

Takes: an engine.
Gives: `upgrade` and `downgrade`.
Owns: alembic_version.
Never: is imported by another room; only the composition root and tests run it.
"""
