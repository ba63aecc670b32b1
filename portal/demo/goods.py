"""What is bought: twelve categories with their agreements, where the goods come from, and what can go wrong there.

Titles are those of the authority's own register and stand in one language; what suppliers write stands in both.
"""

from dataclasses import dataclass
from typing import Final

Words = tuple[str, str]
"""The same in bokmål and in English."""


@dataclass(frozen=True, slots=True)
class Place:
    """A site of the chain: country, town, what it makes."""

    country: str
    town: str
    product: Words


@dataclass(frozen=True, slots=True)
class Goods:
    """One category: `trade` ends the names of its suppliers; `risk` is the harm its suppliers tell of."""

    category: str
    trade: str
    titles: tuple[str, ...]
    factory: Place
    second: Place
    source: Place
    materials: tuple[str, ...]
    theme: str
    risk: Words
    measure: Words


GOODS: Final = (
    Goods(
        "ict", "Data",
        ("PC-er og skjermer", "Nettbrett til skolene", "Servere og lagring", "Nettverksutstyr", "Mobiltelefoner",
         "Skrivere og kopimaskiner", "AV-utstyr til møterom", "Telefoni og hodesett"),
        Place("CN", "Kunshan", ("Montering av bærbare PC-er", "Assembly of laptops")),
        Place("VN", "Bac Ninh", ("Skjermpaneler", "Display panels")),
        Place("CD", "Kolwezi", ("Kobolt", "Cobalt")),
        ("cobalt", "tin", "gold"), "working_hours",
        ("Lange arbeidsuker i høysesongen: opptil 70 timer, funnet i timelistene ved besøk.",
         "Long working weeks in the peak season: up to 70 hours, found in the time sheets during a visit."),
        ("Ny leveringsplan med fire uker lengre frist, og månedlig kontroll av timelister.",
         "A new delivery plan with four more weeks, and a monthly check of time sheets."),
    ),
    Goods(
        "textiles", "Tekstil",
        ("Arbeidsklær til teknisk drift", "Arbeidstøy til helse", "Sko og vernefottøy", "Sengetøy og håndklær",
         "Uniformer til brannvesenet", "Gardiner og stoffer", "Regntøy til barnehager", "Vaskeritjenester med tekstil"),
        Place("BD", "Gazipur", ("Søm av arbeidsklær", "Sewing of workwear")),
        Place("TR", "Bursa", ("Veving og farging", "Weaving and dyeing")),
        Place("IN", "Gujarat", ("Bomull", "Cotton")),
        ("cotton",), "wages",
        ("Lønnen til de nyansatte ligger under en levelønn, og overtiden betales ikke alltid.",
         "Wages of new employees are below a living wage, and overtime is not always paid."),
        ("Lønnskartlegging med fagforeningen og en trinnvis plan fram til levelønn.",
         "A wage survey with the union, and a plan in steps towards a living wage."),
    ),
    Goods(
        "medical", "Medisin",
        ("Engangshansker", "Bandasjer og sårstell", "Sprøyter og kanyler", "Munnbind og smittevern",
         "Sykesenger og løftere", "Diagnostisk utstyr", "Inkontinensprodukter", "Hørselshjelpemidler"),
        Place("MY", "Klang", ("Dypping av nitrilhansker", "Dipping of nitrile gloves")),
        Place("TH", "Rayong", ("Lateks, blanding", "Latex compounding")),
        Place("TH", "Surat Thani", ("Naturgummi", "Natural rubber")),
        ("latex",), "forced_labour",
        ("Fremmedarbeidere kan ha betalt gebyr for å få jobben.",
         "Migrant workers may have paid fees for the job."),
        ("Prinsippet om at arbeidsgiver betaler er tatt inn i kontrakten, og arbeiderne blir intervjuet hvert halvår.",
         "The employer-pays principle is part of the contract, and workers are interviewed every six months."),
    ),
    Goods(
        "food_drink", "Engros",
        ("Frukt og grønt", "Kaffe og te", "Kjøtt og kjøttvarer", "Fisk og sjømat", "Tørrvarer", "Meieriprodukter",
         "Drikkevarer", "Ferdigmat til institusjoner"),
        Place("PL", "Poznań", ("Pakking av frukt", "Fruit packing")),
        Place("ES", "Almería", ("Dyrking i drivhus", "Greenhouse farming")),
        Place("CO", "Huila", ("Kaffe", "Coffee")),
        ("coffee", "bananas"), "hse",
        ("Sesongarbeidere sprøyter uten godt nok verneutstyr og sover i trange brakker.",
         "Seasonal workers spray without proper protection and sleep in crowded huts."),
        ("Felles opplæring i vern for sesongarbeidere, og krav til bolig i avtalen med gårdene.",
         "Joint training in protection for seasonal workers, and demands on housing in the contract with the farms."),
    ),
    Goods(
        "building_materials", "Byggevarer",
        ("Trelast og plater", "Betongelementer", "Isolasjon", "Vinduer og dører", "Maling og lakk", "Rør og deler",
         "Elektromateriell", "Gulvbelegg"),
        Place("PL", "Gdynia", ("Vinduer og dører", "Windows and doors")),
        Place("CN", "Foshan", ("Beslag og armaturer", "Fittings and taps")),
        Place("BR", "Pará", ("Tropisk tre", "Tropical timber")),
        ("timber", "aluminium"), "environment",
        ("Vi kan ikke utelukke at noe av treet kommer fra avskoging.",
         "We cannot rule out that some of the timber comes from deforestation."),
        ("Bare sertifisert tre fra 1. januar, og sporing til skog for de tre største varegruppene.",
         "Certified timber only from 1 January, and tracing to the forest for the three largest product groups."),
    ),
    Goods(
        "furniture", "Møbler",
        ("Kontormøbler", "Skolemøbler", "Møbler til sykehjem", "Møbler til barnehager", "Utemøbler til parker",
         "Garderobeskap", "Hyller og arkiv", "Ombruk av møbler"),
        Place("PL", "Ostrów", ("Montering av stoler", "Assembly of chairs")),
        Place("LT", "Kaunas", ("Bordplater", "Table tops")),
        Place("CN", "Anji", ("Stolunderstell", "Chair frames")),
        ("timber", "leather"), "freedom_of_association",
        ("Ledelsen ved fabrikken har frarådet de ansatte å organisere seg.",
         "Management at the factory has advised employees not to join a union."),
        ("Møte mellom fabrikken og fagforeningen, og frie valg av tillitsvalgte i vår.",
         "A meeting between factory and union, and free elections of representatives in spring."),
    ),
    Goods(
        "vehicles", "Bil",
        ("Leie av biler", "Elektriske varebiler", "Minibusser", "Renovasjonsbiler", "Ladestasjoner", "Dekk og felger",
         "Sykler og elsykler", "Redskapsbærere til vintervei"),
        Place("CN", "Changzhou", ("Batteripakker", "Battery packs")),
        Place("DE", "Zwickau", ("Montering av kjøretøy", "Vehicle assembly")),
        Place("CL", "Antofagasta", ("Litium", "Lithium")),
        ("lithium", "cobalt", "nickel"), "marginalised_groups",
        ("Utvinning av litium tar vann fra områder der urfolk bor.",
         "Lithium extraction takes water from areas where indigenous people live."),
        ("Vi krever nå uavhengig miljøkontroll av gruvene og har dialog med lokalsamfunnet gjennom produsenten.",
         "We now demand independent control of the mines and talk with the community through the manufacturer."),
    ),
    Goods(
        "office", "Kontor",
        ("Kontorrekvisita", "Kopipapir", "Toner og blekk", "Profilartikler", "Emballasje", "Arkivbokser",
         "Trykksaker", "Kaffemaskiner og tilbehør"),
        Place("CN", "Ningbo", ("Skrivesaker", "Writing goods")),
        Place("IN", "Tiruppur", ("Bæreposer og profiltøy", "Bags and promotional wear")),
        Place("ID", "Riau", ("Papirmasse", "Pulp")),
        ("timber", "cotton"), "child_labour",
        ("Risiko for barnearbeid i små verksteder som tar oppdrag fra fabrikken.",
         "A risk of child labour in small workshops that take orders from the factory."),
        ("Forbud mot uavtalte underleverandører, og alderskontroll ved uanmeldte besøk.",
         "No sub-contracting without our approval, and age checks during unannounced visits."),
    ),
    Goods(
        "chemicals", "Kjemi",
        ("Rengjøringsmidler", "Vaskemidler til storhusholdning", "Såpe og desinfeksjon", "Veisalt",
         "Kjemikalier til vannverk", "Smøremidler", "Engangsartikler til renhold", "Renholdsmaskiner"),
        Place("DE", "Leverkusen", ("Tensider", "Surfactants")),
        Place("TR", "Izmir", ("Tapping og pakking", "Filling and packing")),
        Place("ID", "Sumatra", ("Palmeolje", "Palm oil")),
        ("palm_oil",), "environment",
        ("Palmeoljen kan komme fra plantasjer på nylig avskoget torvmark.",
         "The palm oil may come from plantations on recently cleared peat land."),
        ("Sertifisert palmeolje med sporing til mølle, og mål om å bytte den ut i tre produkter.",
         "Certified palm oil traced to the mill, and a goal of replacing it in three products."),
    ),
    Goods(
        "toys_sports", "Leker",
        ("Leker til barnehager", "Lekeplassutstyr", "Idrettsutstyr til skoler", "Formingsmateriell",
         "Musikkinstrumenter", "Gymsaler, utstyr", "Bøker og læremidler"),
        Place("CN", "Shantou", ("Plastleker", "Plastic toys")),
        Place("PK", "Sialkot", ("Søm av fotballer", "Stitching of footballs")),
        Place("IN", "Meerut", ("Lær og stoff", "Leather and fabric")),
        ("leather", "timber"), "child_labour",
        ("Hjemmearbeid med søm av baller, der barn kan hjelpe til.",
         "Home work with stitching of balls, where children may help."),
        ("All søm flyttes til to kjente sentre, og barna i familiene får skoleplass.",
         "All stitching moves to two known centres, and the families' children are offered schooling."),
    ),
    Goods(
        "solar_energy", "Energi",
        ("Solceller til skolebygg", "Batterilager", "Varmepumper", "LED-belysning", "Strømmålere",
         "Energistyring i bygg", "Nødstrøm", "Montasje av solcelleanlegg"),
        Place("CN", "Hefei", ("Solcellepaneler", "Solar panels")),
        Place("VN", "Bac Giang", ("Solceller", "Solar cells")),
        Place("CN", "Leshan", ("Polysilisium", "Polysilicon")),
        ("polysilicon", "copper"), "forced_labour",
        ("Leverandøren av polysilisium oppgir ikke hvor kvartsen kommer fra.",
         "The supplier of polysilicon does not say where the quartz comes from."),
        ("Skriftlig krav om opprinnelse, og bytte av produsent innen ett år dersom svaret uteblir.",
         "A written demand for the origin, and another manufacturer within a year if there is no answer."),
    ),
    Goods(
        "natural_stone", "Stein",
        ("Kantstein og belegningsstein", "Naturstein til torg", "Gravferd, stein og utstyr", "Trapper og murer",
         "Benkeplater", "Grus og pukk", "Uteanlegg med stein"),
        Place("CN", "Xiamen", ("Saging og polering", "Sawing and polishing")),
        Place("PT", "Braga", ("Kantstein", "Kerb stone")),
        Place("IN", "Karnataka", ("Granitt", "Granite")),
        ("stone",), "hse",
        ("Støv fra tørrsaging gir fare for silikose hos dem som sager.",
         "Dust from dry sawing puts the sawyers at risk of silicosis."),
        ("Våtsaging og avsug i begge haller, og legekontroll hvert år.",
         "Wet sawing and extraction in both halls, and a medical check every year."),
    ),
)  # fmt: skip
"""94 agreements in twelve categories."""
