"""The words of this room: states, kinds and acts, and what it says when it refuses."""
