"""The rules of letters to customers: who gets what, when, and why somebody does not."""
