"""Software that runs the Paritrana Award and keeps the figures it rewards."""

__version__ = "0.1.0"
