"""How things live here: one literal table per lifecycle, over one small engine."""
