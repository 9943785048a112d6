"""Compare China's civil-affairs (民政) plans."""

__version__ = "0.1.0"
