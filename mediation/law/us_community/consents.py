"""THE consent matrix of the centre: everybody signs the agreement to mediate; for a minor one parent or guardian."""

from mediation.law.consents import ANY_AGE, ConsentRow, Speaking, loaded_consents

S = Speaking

# fmt: off
CONSENTS = loaded_consents((
    #          human  from  below    personally  those who act for the party  sections
    ConsentRow(True,  0,    18,      True,       S.ONE,        "Centre Rules r.5", "Centre Rules r.6"),
    ConsentRow(True,  18,   ANY_AGE, True,       S.NOBODY,     "Centre Rules r.5"),
    ConsentRow(False, 0,    ANY_AGE, False,      S.ONE,        "Centre Rules r.5", "Centre Rules r.5"),
))
# fmt: on
