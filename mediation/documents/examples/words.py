"""The free texts of the examples, as an office would write them in each language."""

WORDS: dict[str, tuple[str, str, str]] = {
    "record": (
        "Esitutkintapöytäkirja liitteineen",
        "Förundersökningsprotokoll med bilagor",
        "Record of the criminal investigation",
    ),
    "greeting": (
        "Hei, tämä kirje koskee sovittelua. Voit kysyä, jos jokin on epäselvää.",
        "Hej! Det här brevet gäller medlingen. Du kan fråga om något är oklart.",
        "Hello, this letter is about the mediation. You can ask if anything is unclear.",
    ),
    "cancelled": (
        "Tapaaminen on peruttu, sinun ei tarvitse tulla",
        "Mötet är inställt, du behöver inte komma",
        "The meeting is cancelled, you do not need to come",
    ),
    "enclosure": (
        "Aloite ja sen liitteet",
        "Initiativet och dess bilagor",
        "The initiative",
    ),
    "own_language": (
        "suomi",
        "svenska",
        "English",
    ),
    "other_office": (
        "Tampereen sovittelutoimisto",
        "Tammerfors medlingsbyrå",
        "Tampere Mediation Office",
    ),
    "office": (
        "Mallilan sovittelutoimisto",
        "Mallby medlingsbyrå",
        "Mallila Mediation Office",
    ),
    "controller": (
        "Terveyden ja hyvinvoinnin laitos (THL)",
        "Institutet för hälsa och välfärd (THL)",
        "Finnish Institute for Health and Welfare (THL)",
    ),
    "assault": (
        "pahoinpitely",
        "misshandel",
        "assault",
    ),
    "damage": (
        "vahingonteko",
        "skadegörelse",
        "criminal damage",
    ),
    "police": (
        "Itä-Uudenmaan poliisilaitos",
        "Polisinrättningen i Östra Nyland",
        "Eastern Uusimaa Police",
    ),
    "prosecutor": (
        "Etelä-Suomen syyttäjäalue",
        "Södra Finlands åklagardistrikt",
        "Prosecution District",
    ),
    "unit": (
        "Vantaan toimipaikka",
        "Vanda verksamhetsställe",
        "Vantaa office",
    ),
    "reason": (
        "Osapuolet ovat henkilökohtaisesti ja vapaaehtoisesti ilmaisseet suostuvansa sovitteluun. "
        "Heille on selvitetty heidän oikeutensa ja asemansa. Rikoksesta epäilty on vahvistanut "
        "tapahtumainkulun pääasialliset tosiseikat, ja sovittelun arvioidaan olevan uhrin edun "
        "mukaista.",
        "Parterna har personligen och frivilligt gett sitt samtycke till medling. De har fått en "
        "redogörelse för sina rättigheter och sin ställning. Den misstänkte har bekräftat de "
        "huvudsakliga sakförhållandena i händelseförloppet och medlingen bedöms ligga i offrets "
        "intresse.",
        "The parties have personally and voluntarily consented to mediation. Their rights and "
        "position have been explained to them. The suspect has confirmed the main facts of the course "
        "of events, and mediation is considered to be in the victim’s interest.",
    ),
    "decline": (
        "Asian osapuolet eivät ole suostuneet sovitteluun. Sovittelu edellyttää kaikkien osapuolten "
        "suostumusta, joten edellytyksiä sovittelulle ei ole.",
        "Parterna i ärendet har inte gett sitt samtycke till medling. Medling kräver samtycke av alla "
        "parter, och förutsättningar för medling finns därför inte.",
        "The parties have not consented to mediation. Mediation requires the consent of every party, "
        "and so its conditions are not met.",
    ),
    "court": (
        "Helsingin hallinto-oikeus",
        "Helsingfors förvaltningsdomstol",
        "Helsinki Administrative Court",
    ),
    "room": (
        "Sovittelutoimisto, neuvotteluhuone 2",
        "Medlingsbyrån, mötesrum 2",
        "Mediation office, meeting room 2",
    ),
    "somali": (
        "somali",
        "somaliska",
        "Somali",
    ),
    "apology": (
        "Pyytää tapahtunutta anteeksi. Anteeksipyyntö on esitetty ja hyväksytty tapaamisessa.",
        "Ber om ursäkt för det som hänt. Ursäkten har framförts och godtagits vid mötet.",
        "Apologises for what happened. The apology was made and accepted at the meeting.",
    ),
    "work": (
        "Puhdistaa talon seinän ja maalaa sen uudelleen, yhteensä kahdeksan tuntia.",
        "Rengör husets vägg och målar om den, sammanlagt åtta timmar.",
        "Cleans the wall of the house and repaints it, eight hours in all.",
    ),
    "behave": (
        "Ei ota yhteyttä eikä mene toisen osapuolen asunnolle.",
        "Tar inte kontakt och går inte till den andra partens bostad.",
        "Does not make contact or go to the other party’s home.",
    ),
    "return": (
        "Palauttaa polkupyörän ehjänä.",
        "Återlämnar cykeln i helt skick.",
        "Returns the bicycle undamaged.",
    ),
    "claims": (
        "Ei esitä asiassa muita korvausvaatimuksia.",
        "Framför inga andra ersättningskrav i ärendet.",
        "Makes no other claims for compensation in the matter.",
    ),
    "damages": (
        "Vahingonkorvaus rikkoutuneesta puhelimesta.",
        "Skadestånd för en telefon som gick sönder.",
        "Damages for a broken telephone.",
    ),
    "other": (
        "Osallistuu omalla kustannuksellaan vihanhallintakurssille.",
        "Deltar på egen bekostnad i en kurs i ilskehantering.",
        "Attends an anger-management course at their own cost.",
    ),
}
