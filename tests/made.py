"""A small dossier of every section, made by hand: an invented country, a bridge that closes, three reports."""

from __future__ import annotations

from crossread.values import (
    Column,
    Conflict,
    Dossier,
    Entity,
    Event,
    Family,
    MadeBy,
    Omission,
    Part,
    Point,
    Problem,
    Quotation,
    Report,
    SharedCopy,
    Side,
    Speaker,
    Statement,
    Utterance,
    Variant,
    Voucher,
)

TEXTS = {
    "r1": "Bridge at Orsk closes after crack\n\nBy Ada Brook\n\n"
    "The Orsk bridge closed on Monday. Some 40 people were led off."
    "\n\n“We heard it go,” said Mayor Ilse Noor. Café owners 😀 waited.\n\nRead also: Ten bridges to see",
    "r2": "Bridge at Orsk closes after a crack\n\nThe Orsk bridge closed on Monday. Some 40 people were led off.",
    "r3": "Orsk: bridge shut\n\nThe bridge was shut on Monday. About 60 people were led off, a guard said. "
    "“We heard it break,” Noor said. <script>alert(1)</script> \u202egnorw\u202c \x1b[31mred",
}


def dossier() -> Dossier:
    """The dossier. Every extract in it is exact."""
    statements = (
        _statement("s1", "r1", "The Orsk bridge closed on Monday", time="2024-03-04"),
        _statement("s2", "r2", "The Orsk bridge closed on Monday", time="2024-03-04"),
        _statement("s3", "r3", "The bridge was shut on Monday", time="2024-03-04"),
        _statement("s4", "r1", "Some 40 people were led off"),
        _statement("s5", "r3", "About 60 people were led off", vouched_by=(Voucher(kind="unnamed", name="a guard"),)),
        _statement("s6", "r1", "Café owners 😀 waited"),
        _statement("s7", "r2", "Some 40 people were led off"),
        _statement("s8", "r3", "<script>alert(1)</script> \u202egnorw\u202c \x1b[31mred"),
    )
    quotations = (
        _quotation("q1", "r1", "We heard it go,", "Ilse Noor"),
        _quotation("q2", "r3", "We heard it break,", "Ilse Noor"),
        _quotation("q3", "r3", "About 60 people were led off", None, kind="indirect"),
    )
    first, second = (_at("r1", "heard it go"), _at("r3", "heard it break"))
    return Dossier(
        made_by=MadeBy(crossread="0"),
        reports=tuple(map(_report, ("r1", "r2", "r3"))),
        entities=(Entity(id="e1", name="Ilse Noor", type="person", mentions=(("r1", *_at("r1", "Ilse Noor")),)),),
        quotations=quotations,
        statements=statements,
        utterances=(
            Utterance(
                id="u1",
                speaker=Speaker(name="Ilse Noor", entity="e1"),
                members=("q1", "q2"),
                origins=2,
                collation=(
                    Column(
                        same=False,
                        variants=(
                            Variant(quotation="q1", start=first[0], end=first[1]),
                            Variant(quotation="q2", start=second[0], end=second[1]),
                        ),
                    ),
                ),
            ),
        ),
        points=(
            Point(
                id="p1",
                members=("s1", "s2", "s3"),
                clearest="s1",
                origins=2,
                standing="established",
                vouched_by=("reporter",),
            ),
            Point(id="p2", members=("s4", "s5", "s7"), clearest="s4", origins=2, standing="disputed"),
            Point(id="p3", members=("s4", "s7"), clearest="s7", origins=1, standing="single-origin"),
            Point(id="p4", members=("s6", "s8"), clearest="s8", origins=2, standing="reported"),
        ),
        conflicts=(
            Conflict(
                id="c1",
                kind="number",
                nature="sources",
                why="each-cites-another-source",
                confidence=0.9,
                point="p2",
                sides=(
                    Side(value="Some 40", members=("s4", "s7"), origins=1),
                    Side(value="About 60", members=("s5",), origins=1),
                ),
            ),
            Conflict(
                id="c2",
                kind="wording",
                nature="translation",
                why="two-renderings",
                confidence=0.2,
                shown=False,
                sides=(Side(value="go", members=("q1",)), Side(value="break", members=("q2",))),
            ),
        ),
        lineage=(
            SharedCopy(
                reports=("r1", "r2"),
                relation="edited",
                from_="r1",
                passages=(
                    (_at("r1", "The Orsk bridge closed on Monday."), _at("r2", "The Orsk bridge closed on Monday.")),
                ),
            ),
        ),
        families=(Family(id="f1", reports=("r1", "r2")),),
        timeline=(Event(id="t1", date="2024-03-04", members=("s1", "s3"), evidence="weekday-against-published"),),
        omissions=(Omission(report="r2", point="p4", searched=((0, len(TEXTS["r2"])),)),),
        problems=(Problem(source="notes.bin", message="is no text"),),
    )


def _at(report: str, text: str) -> tuple[int, int]:
    start = TEXTS[report].index(text)
    return start, start + len(text)


def _statement(id: str, report: str, text: str, **more: object) -> Statement:
    start, end = _at(report, text)
    return Statement(id=id, report=report, start=start, end=end, text=text, sentence=(start, end), **more)  # type: ignore[arg-type]


def _quotation(id: str, report: str, text: str, who: str | None, kind: str = "direct") -> Quotation:
    start, end = _at(report, text)
    speaker = Speaker(name=who, entity="e1" if who else None)
    return Quotation(id=id, report=report, start=start, end=end, text=text, kind=kind, speaker=speaker)  # type: ignore[arg-type]


def _report(id: str) -> Report:
    text = TEXTS[id]
    parts, at = [], 0
    for n, block in enumerate(text.split("\n\n")):
        kind = "headline" if n == 0 else "dropped" if block.startswith("Read also") else "body"
        parts.append(Part(start=at, end=at + len(block), kind=kind, why="related" if kind == "dropped" else None))  # type: ignore[arg-type]
        at += len(block) + 2
    return Report(
        id=id,
        source=f"orsk/{id}.txt",
        text=text,
        headline=text.split("\n")[0],
        outlet="Orsk Courier" if id == "r3" else None,
        agency="Norlys" if id == "r1" else None,
        published="2024-03-04",
        language="en",
        parts=tuple(parts),
    )
