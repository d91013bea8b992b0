"""The project package: settings, site-wide pages and parts, and the page cache."""

__version__ = "0.1.0"
