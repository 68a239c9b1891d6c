"""A small archive made by hand: two fires of one kind, a copy, another version, a report of its own."""

from __future__ import annotations

from typing import Any

FIRE = (
    "Fire crews fought a blaze at the paper mill in Orsk on Monday morning. Forty workers were led out, and "
    "the mayor of Orsk, Ilse Noor, said nobody was hurt. The fire began in a drying hall, the brigade said."
)
OTHER_FIRE = (
    "A warehouse burned down in the harbour of Velling on Thursday. Two firemen were taken to hospital with burns, "
    "the Velling brigade said. The warehouse held timber and paint, its owner, Tomas Brandt, told reporters."
)
ROWS: list[dict[str, Any]] = [
    {
        "id": "a1",
        "url": "https://north.example/mill",
        "title": "Fire at Orsk paper mill",
        "date": "2031-03-03",
        "text": FIRE,
    },
    {
        "id": "a2",
        "url": "https://south.example/orsk",
        "title": "Paper mill in Orsk burns, forty workers led out",
        "date": "2031-03-04",
        "text": "The paper mill at Orsk caught fire on Monday. Mayor Ilse Noor said forty workers were led out, none "
        "hurt. The cause of the mill fire is being looked into, the fire brigade of Orsk said on Tuesday.",
    },
    {
        "id": "a3",
        "url": "https://west.example/9",
        "title": "Fire at Orsk paper mill",
        "date": "2031-03-04",
        "text": FIRE,
    },
    {
        "id": "a4",
        "url": "https://www.north.example/mill/?utm_source=x",
        "title": "Fire at Orsk paper mill",
        "date": "2031-03-05",
        "text": FIRE + " On Wednesday the mill's owner said that work would begin again in two weeks at the earliest.",
    },
    {
        "id": "b1",
        "url": "https://east.example/velling",
        "title": "Warehouse burns in Velling harbour",
        "date": "2031-03-06",
        "text": OTHER_FIRE,
    },
    {
        "id": "b2",
        "url": "https://north.example/velling",
        "title": "Two firemen hurt as Velling harbour warehouse burns",
        "date": "2031-03-07",
        "text": "Two firemen suffered burns when a warehouse of timber and paint burned down in Velling harbour. "
        "The owner of the warehouse, Tomas Brandt, thanked the brigade of Velling.",
    },
    {
        "id": "c1",
        "url": "https://east.example/cup",
        "title": "Skerrin win the cup on penalties",
        "date": "2031-03-07",
        "text": "Skerrin won the island cup for the first time in years, beating Tarn on penalties after a draw.",
    },
]
