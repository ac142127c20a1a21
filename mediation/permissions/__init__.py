"""Who may do what: one table, default deny, asked by every door alike."""
