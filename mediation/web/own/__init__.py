"""Pages that every signed-in part has: one's own sign-in, and what became of unsent text."""
