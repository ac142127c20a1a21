"""The laws of other countries: their packs, their stories, and what a pack must have to load."""
