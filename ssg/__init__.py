"""A static site generator for job listings."""

__version__ = "0.1.0"
