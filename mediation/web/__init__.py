"""Server-rendered pages for the people around a case: they ask queries, call actions, and hold no rule."""
