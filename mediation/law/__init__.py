"""The law as dated data: the rows every country's rules are made of, and one folder for each country."""
