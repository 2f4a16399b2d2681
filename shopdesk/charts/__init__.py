"""Figures drawn with matplotlib, without Qt and without pyplot."""
