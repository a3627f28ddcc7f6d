"""The child that reads the grid of a roster, confined like the child that reads rolls."""

from paritrana.core.rolls.reading.child import obey
from paritrana.core.rolls.roster.grid import read

if __name__ == "__main__":
    obey(read)
