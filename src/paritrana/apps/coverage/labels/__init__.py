"""The words of this room: states, measures with their definitions, and what it says when it refuses."""
