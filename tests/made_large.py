"""A dossier of as many reports as an editor may have to read at once; every sentence is invented."""

from __future__ import annotations

from crossread.values import (
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
)

SENTENCES = 60
POINTS = 40
SAID = 20


def dossier(reports: int = 20) -> Dossier:
    """Sentence n of each report is about one thing; the first `POINTS` agree, the last `SAID` are quotations."""
    texts, statements, quotations = [], [], []
    for r in range(reports):
        text, parts = "", []
        for n in range(SENTENCES):
            sentence = (
                f"The {n}th gate of the Orsk canal held back some {100 + n} barges, keeper number {r} wrote that night."
            )
            start = len(text)
            text += sentence + "\n\n"
            parts.append(Part(start=start, end=start + len(sentence), kind="body"))
            where = {"report": f"r{r + 1}", "start": start, "end": start + len(sentence), "text": sentence}
            number = r * SENTENCES + n + 1
            statements.append(Statement(id=f"s{number}", sentence=(start, start + len(sentence)), **where))  # type: ignore[arg-type]
            if n >= POINTS:
                speaker = Speaker(name=f"Keeper {n % 7}")
                quotations.append(Quotation(id=f"q{number}", kind="indirect", speaker=speaker, **where))  # type: ignore[arg-type]
        texts.append(
            Report(id=f"r{r + 1}", source=f"{r}.txt", text=text, parts=tuple(parts), published=f"2024-03-{r + 1:02}")
        )
    at = [[f"{{}}{r * SENTENCES + n + 1}" for r in range(reports)] for n in range(SENTENCES)]
    return Dossier(
        made_by=MadeBy(crossread="0"),
        reports=tuple(texts),
        statements=tuple(statements),
        quotations=tuple(quotations),
        points=tuple(
            Point(
                id=f"p{n + 1}",
                members=tuple(m.format("s") for m in at[n]),
                clearest=at[n][0].format("s"),
                origins=reports,
                standing="established",
            )
            for n in range(POINTS)
        ),
        conflicts=tuple(
            Conflict(
                id=f"c{n + 1}",
                kind="wording",
                nature="precision",
                why="looser-wording",
                confidence=0.7,
                sides=tuple(
                    Side(value=f"keeper number {r}", members=(at[n][r].format("s"),)) for r in range(0, reports, 5)
                ),
            )
            for n in range(10)
        ),
        utterances=tuple(
            Utterance(
                id=f"u{n + 1}", speaker=Speaker(name=f"Keeper {n % 7}"), members=tuple(m.format("q") for m in at[n])
            )
            for n in range(POINTS, SENTENCES)
        ),
    )
