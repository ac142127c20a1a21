"""A made-up office: every case in it is built by calling actions, never by inserting rows."""
