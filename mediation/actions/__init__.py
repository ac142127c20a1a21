"""The use cases: one function each, in three beats: fetch, permit, do."""
