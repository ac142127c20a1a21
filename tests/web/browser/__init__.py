"""The pages in a real browser: accessibility, keyboard alone, journeys counted in clicks."""
