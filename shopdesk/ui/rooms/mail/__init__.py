"""Correos: review, send, flows, answers, results, history."""
