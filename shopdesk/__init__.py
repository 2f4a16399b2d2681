"""Shopdesk: what a small shop's owner needs each morning."""

__version__ = "0.1.0"
