"""Pages of this room: the public explorer, and the desk of coverage officers."""
