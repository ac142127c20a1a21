"""THE consent matrix of Act 1015/2005 §2: personally always, and for a minor everybody who represents them."""

from mediation.law.consents import ANY_AGE, ConsentRow, Speaking, loaded_consents

S = Speaking

# fmt: off
CONSENTS = loaded_consents((
    #          human  from  below    personally  those who act for the party   sections
    ConsentRow(True,  0,    15,      True,       S.EVERYBODY,  "1015/2005 §2.1", "1015/2005 §2.2"),
    ConsentRow(True,  15,   18,      True,       S.EVERYBODY,  "1015/2005 §2.1", "1015/2005 §2.2"),
    ConsentRow(True,  18,   ANY_AGE, True,       S.NOBODY,     "1015/2005 §2.1"),  # the incompetent adult too (§2.2)
    ConsentRow(False, 0,    ANY_AGE, False,      S.ONE,        "1015/2005 §2.1", "1015/2005 §2.1"),
))
# fmt: on
