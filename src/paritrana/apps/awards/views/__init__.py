"""Pages of editions: for everybody (public) and for the secretariat."""
