"""The Hoy room: what needs the owner today."""
