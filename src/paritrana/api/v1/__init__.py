"""Version 1: one resource a file, GET and JSON; what is told of a thing only ever grows within a version."""
