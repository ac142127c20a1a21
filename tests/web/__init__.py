"""The pages: who enters, what is shown, what is kept; by requests, and in a real browser."""
