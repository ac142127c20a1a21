"""Questions, shaped like what is shown; they never change a case, and reading is journalled."""
