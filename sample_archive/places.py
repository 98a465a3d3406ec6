"""Southcliff on the map: streets by ward, schools, parks and buildings that the minutes may name."""

STREETS = {
    "Cliffe": ["Beacon Road", "Chine Avenue", "Lookout Lane", "Cliffe Parade", "Samphire Way", "Undercliff Drive"],
    "Eastmarsh": ["Sluice Lane", "Reedling Close", "Saltern Road", "Marsh View", "Eastmarsh Street", "Pound Drove"],
    "Harbour": ["Customs Row", "Ropewalk", "Chandlers Quay", "Bonded Street", "Harbour Street", "Fish Strand"],
    "Hollowdown": [
        "Downs Road",
        "Furze Hill",
        "Quarry Bank",
        "Hollowdown Crescent",
        "Thornfield Road",
        "Dewpond Lane",
    ],
    "Millfield": [
        "Mill Lane",
        "Weaver's Row",
        "Fulling Street",
        "Old Brickworks Road",
        "Kiln Terrace",
        "Teasel Gardens",
    ],
    "Northgate": [
        "Northgate Street",
        "Priory Road",
        "Toll House Lane",
        "Carfax Road",
        "Wellington Terrace",
        "Drovers Way",
    ],
    "St Aldhelm's": [
        "Minster Street",
        "Canon Row",
        "St Aldhelm's Road",
        "Garth Lane",
        "Almoner Street",
        "Lychgate Hill",
    ],
}
WARD_OF_STREET = {street: ward for ward, streets in STREETS.items() for street in streets}
PRIMARIES = [
    "Beacon Road Primary School",
    "Cliffe Infant School",
    "Drovers Way Primary School",
    "Eastmarsh Primary School",
    "Fulling Street Primary School",
    "Hollowdown Junior School",
    "Priory Road Primary School",
    "St Aldhelm's Church of England Primary School",
    "Thornfield Primary School",
]
SECONDARIES = ["Chine Park School", "Minster School", "Northgate Academy", "Saltern High School"]
PARKS = [
    "Chine Park",
    "Garth Gardens",
    "Marsh Meadows",
    "Queen's Park",
    "Thornfield Recreation Ground",
    "West Cliff Green",
]
