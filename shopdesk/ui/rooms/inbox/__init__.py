"""Mensajes: questions, answered truthfully."""
