"""Messages that say something waits, and nothing of what it is about."""
