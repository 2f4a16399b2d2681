"""Sizes: labels and their order, curves, gaps, the silent stock-out, questions and fit."""
