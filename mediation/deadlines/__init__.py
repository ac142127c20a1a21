"""What is due, when and to whom: the calendar, the table of deadlines, and what is owed on a day."""
