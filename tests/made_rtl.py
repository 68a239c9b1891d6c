"""A small dossier with words that run from right to left: names, sayings and a headline; everything is invented."""

from __future__ import annotations

from crossread.values import (
    Column,
    Conflict,
    Dossier,
    MadeBy,
    Part,
    Point,
    Quotation,
    Report,
    Side,
    Speaker,
    Statement,
    Utterance,
    Variant,
)

NAME = "ليلى حداد"
TEXTS = {
    "r1": f"Mayor {NAME} opens the Orsk canal\n\nThe mayor of Orsk, {NAME} (48), opened the canal on Monday. "
    "“القناة لكم اليوم”, she said, and 3 boats passed.",
    "r2": f"العمدة {NAME} تفتتح قناة أورسك (2024)\n\nThe canal was opened on Monday by {NAME}, the mayor. "
    "“القناة لكم جميعا” were her words. Some 5 boats passed.",
    "r3": "פתיחת התעלה באורסק\n\nThe canal is open, said a guard named דוד (“David”): 3 boats passed.",
}
NAMES = {"r1": "Norlys", "r2": "صوت أورسك", "r3": "קול אורסק 7"}


def dossier() -> Dossier:
    """The dossier. Every extract in it is exact."""
    first, second = "القناة لكم اليوم", "القناة لكم جميعا"
    columns = [("القناة لكم", "القناة لكم", True), ("اليوم", "جميعا", False)]
    return Dossier(
        made_by=MadeBy(crossread="0"),
        reports=tuple(
            Report(
                id=r,
                source=f"{r}.txt",
                text=text,
                headline=text.split("\n")[0],
                outlet=NAMES[r],
                published="2024-03-04",
                language="en",
                parts=(
                    Part(start=0, end=text.index("\n"), kind="headline"),
                    Part(start=text.index("\n") + 2, end=len(text), kind="body"),
                ),
            )
            for r, text in TEXTS.items()
        ),
        statements=(
            _statement("s1", "r1", f"The mayor of Orsk, {NAME} (48), opened the canal on Monday"),
            _statement("s2", "r2", f"The canal was opened on Monday by {NAME}, the mayor"),
            _statement("s3", "r1", "3 boats passed"),
            _statement("s4", "r2", "Some 5 boats passed"),
            _statement("s5", "r3", "3 boats passed"),
            _statement("s6", "r2", f"العمدة {NAME} تفتتح قناة أورسك (2024)"),
        ),
        quotations=(_quotation("q1", "r1", first), _quotation("q2", "r2", second)),
        utterances=(
            Utterance(
                id="u1",
                speaker=Speaker(name=NAME),
                members=("q1", "q2"),
                origins=2,
                collation=tuple(
                    Column(same=same, variants=(_variant("q1", "r1", a), _variant("q2", "r2", b)))
                    for a, b, same in columns
                ),
            ),
        ),
        points=(
            Point(
                id="p1",
                members=("s1", "s2", "s6"),
                clearest="s6",
                origins=2,
                standing="established",
                vouched_by=(NAME, "reporter"),
            ),
        ),
        conflicts=(
            Conflict(
                id="c1",
                kind="number",
                nature="contradiction",
                why="both-cannot-be-true",
                confidence=0.9,
                sides=(
                    Side(value="3 boats", members=("s3", "s5"), origins=2),
                    Side(value="Some 5 boats", members=("s4",)),
                ),
            ),
            Conflict(
                id="c2",
                kind="wording",
                nature="translation",
                why="two-renderings",
                confidence=0.8,
                sides=(Side(value="اليوم", members=("q1",)), Side(value="جميعا", members=("q2",))),
            ),
        ),
    )


def _at(report: str, text: str) -> tuple[int, int]:
    start = TEXTS[report].index(text)
    return start, start + len(text)


def _statement(id: str, report: str, text: str) -> Statement:
    start, end = _at(report, text)
    return Statement(id=id, report=report, start=start, end=end, text=text, sentence=(start, end))


def _quotation(id: str, report: str, text: str) -> Quotation:
    start, end = _at(report, text)
    return Quotation(id=id, report=report, start=start, end=end, text=text, kind="direct", speaker=Speaker(name=NAME))


def _variant(quotation: str, report: str, text: str) -> Variant:
    start, end = _at(report, text)
    return Variant(quotation=quotation, start=start, end=end)
