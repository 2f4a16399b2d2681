"""The Ajustes room: what the owner chooses, saved as it is chosen, each change undoable."""
