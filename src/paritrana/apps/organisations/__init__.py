"""Governments, villages, employers and offices, who serves in them with which mandate, and how people come in."""
