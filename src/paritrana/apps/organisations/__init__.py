"""Governments, villages, employers, offices: who serves in them by which mandate, and how people enter."""
