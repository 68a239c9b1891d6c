"""A seeded archive of any size whose stories are known: copies, rewrites, lone reports and sister events are planted.

python -m evaluation.generator 25000 > archive.jsonl
"""

from __future__ import annotations

import json
import random
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from crossread.language import manifest

KINDS: dict[str, dict[str, list[str]]] = tomllib.loads((Path(__file__).parent / "kinds.toml").read_text("utf-8"))
PART = 100_000
"""Reports of an archive that are made at once: a larger one is several, each in the days after the one before."""
WORDS = 400
"""Words of a report, about."""
PER_DAY = 1_000
LONE, COPIES, SISTERS = 0.3, 0.25, 0.3
"""Shares: of reports that are alone; of a story's reports that copy another; of stories that have a sister event."""
ONSETS = ["b", "br", "d", "dr", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "r", "s", "sk", "st", "t", "tr", "v"]
VOWELS = ["a", "e", "i", "o", "u", "ae", "ia", "ei"]
CODAS = ["", "l", "n", "r", "s", "nd", "rk", "lm", "rn", "st"]
LINKS = ["on", "after", "while", "before", "as", "since", "because", "although"]
OWN = 30
"""Words of an event's own, besides those of its kind: what sets one fire apart from another."""
VOCABULARY = sorted(
    {
        word
        for word in json.loads((manifest.check("en_core_web_sm-3.8.0") / "vocab" / "strings.json").read_text("utf-8"))
        if 4 <= len(word) <= 11 and word.isascii() and word.isalpha() and word.islower()
    }
)
"""English words as the embedded pipeline lists them."""
OUTLETS = [
    f"{name}.example"
    for name in ["north", "south", "east", "west", "harbour", "valley", "island", "border", "summit", "river"]
]


@dataclass(frozen=True)
class Event:
    """What all reports of a story draw from."""

    id: str
    kind: str
    thing: str
    place: str
    firm: str
    people: tuple[str, ...]
    numbers: tuple[str, ...]
    words: tuple[str, ...]
    day: date


def archive(size: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """``size`` records in no order of stories, with the fields of a record, ``story``, and ``planted``: what it is."""
    if size > PART:
        for n, start in enumerate(range(0, size, PART)):
            for row in archive(min(PART, size - start), seed + n):
                day = date.fromisoformat(row["date"]) + timedelta(start // PER_DAY)
                own = {key: f"{row[key]}-{n}" for key in ("id", "url", "story")}
                yield row | own | {"date": day.isoformat()}
        return
    made = random.Random(seed)
    days = max(20, size // PER_DAY)
    rows: list[dict[str, str]] = []
    number = 0
    while len(rows) < size:
        number += 1
        event = _event(made, f"e{number}", made.choice(sorted(KINDS)), made.randrange(days))
        rows += _reports(made, event, 1 if made.random() < LONE * 3.2 else 2 + int(made.paretovariate(1.1)))
        if made.random() < SISTERS:
            number += 1
            sister = _event(made, f"e{number}", event.kind, (event.day - date(2031, 1, 1)).days, event.thing)
            rows += _reports(made, sister, made.randrange(1, 8))
    del rows[size:]
    made.shuffle(rows)
    for n, row in enumerate(rows):
        row["id"] = f"r{n}"
        row["url"] = f"https://{made.choice(OUTLETS)}/{n}"
    yield from rows


def _event(made: random.Random, id: str, kind: str, day: int, thing: str | None = None) -> Event:
    given = KINDS[kind]
    return Event(
        id=id,
        kind=kind,
        thing=thing or made.choice(given["thing"]),
        place=_name(made),
        firm=_name(made) + " Works",
        people=tuple(f"{_name(made)} {_name(made)}" for _ in range(4)),
        numbers=tuple(str(made.randrange(3, 4_000)) for _ in range(5)),
        words=tuple(made.sample(given["words"], 5) + made.sample(VOCABULARY, OWN)),
        day=date(2031, 1, 1) + timedelta(day),
    )


def _reports(made: random.Random, event: Event, size: int) -> Iterator[dict[str, str]]:
    texts: list[tuple[str, str]] = []
    for n in range(min(size, 60)):
        if texts and made.random() < COPIES:
            title, text = made.choice(texts)
            planted = "copy"
            if made.random() < 0.5:
                text = f"{_sentence(made, event)} {text}"
        elif texts and made.random() < 0.3:
            title, text = _headline(made, event), _rewritten(made, event, made.choice(texts)[1])
            planted = "rewrite"
        else:
            title, text = _headline(made, event), " ".join(_sentence(made, event) for _ in range(WORDS // 20))
            planted = "lone" if size == 1 else "report"
        texts.append((title, text))
        day = event.day + timedelta(min(n // 3, int(made.expovariate(0.7))))
        yield {"title": title, "date": day.isoformat(), "text": text, "story": event.id, "planted": planted}


def _headline(made: random.Random, event: Event) -> str:
    form = made.choice(KINDS[event.kind]["head"])
    filled = form.format(
        place=event.place,
        thing=event.thing,
        person=event.people[0].split()[1],
        firm=event.firm,
        number=event.numbers[0],
    )
    return f"{filled[0].upper()}{filled[1:]} {made.choice(LINKS)} {' '.join(made.sample(event.words, 3))}"


def _sentence(made: random.Random, event: Event) -> str:
    given = KINDS[event.kind]
    about = made.choice([f"the {event.thing}", f"{event.place}", event.people[made.randrange(4)], event.firm])
    words = [
        about,
        made.choice(given["did"]),
        *_background(made, 3),
        *made.sample(event.words, 5),
        made.choice(LINKS),
        *_background(made, 3),
        made.choice(event.numbers),
        *made.sample(event.words, 2),
        "in",
        event.place,
        *_background(made, 2),
    ]
    text = " ".join(words)
    return text[0].upper() + text[1:] + "."


def _background(made: random.Random, count: int) -> list[str]:
    """Words of any report, the first of the vocabulary far oftener than the last."""
    return [VOCABULARY[int(len(VOCABULARY) * made.random() ** 4)] for _ in range(count)]


def _rewritten(made: random.Random, event: Event, text: str) -> str:
    """A third of the sentences kept, in another order, the rest told anew."""
    kept = [s + "." for s in text.rstrip(".").split(". ")]
    made.shuffle(kept)
    new = [_sentence(made, event) for _ in range(len(kept) * 2 // 3)]
    mixed = kept[: len(kept) // 3] + new
    made.shuffle(mixed)
    return " ".join(mixed)


def _name(made: random.Random) -> str:
    parts = [made.choice(ONSETS) + made.choice(VOWELS) for _ in range(made.randrange(2, 4))]
    return ("".join(parts) + made.choice(CODAS)).capitalize()


if __name__ == "__main__":
    for row in archive(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 7):
        print(json.dumps(row))
