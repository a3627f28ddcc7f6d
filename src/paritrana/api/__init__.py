"""The public read API: published data only, so nothing here asks who reads."""
