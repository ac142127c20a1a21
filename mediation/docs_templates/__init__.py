"""Everything a lawyer or translator may edit, and the strict room in which it is rendered."""
