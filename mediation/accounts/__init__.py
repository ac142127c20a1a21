"""People who sign in, and the tokens they carry."""
