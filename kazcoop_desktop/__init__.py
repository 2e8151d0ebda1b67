"""KazCoop Desktop: the daily program of a university's international office."""

__version__ = "0.1.0"
