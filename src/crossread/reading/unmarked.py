"""Reported speech without marks: posts, lines of transcripts, paragraphs that the one before announces."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.reading import posts, sources, transcripts
from crossread.reading.attributions import Attribution, Found
from crossread.reading.blocks import Block
from crossread.reading.masking import Masked
from crossread.values import Stretch

LEAST_ANNOUNCED = 8
"""Words of a paragraph without marks that is somebody's words."""


def add(blocks: Sequence[Block], masked: Sequence[Masked], text: str, found: Sequence[Found]) -> list[Found]:
    """The attributions with those that no marks show; nothing else is told of what lies in one of these."""
    return _with_lines(blocks, text, _with_announced(masked, text, _with_posts(blocks, text, found)))


def _with_posts(blocks: Sequence[Block], text: str, found: Sequence[Found]) -> list[Found]:
    """The attributions with posts as direct speech of who signs them; nothing else is told of a post's own words."""
    embedded = posts.find(text, [(b.part.start, b.part.end) for b in blocks])
    inside = [p.text for p in embedded]
    kept = [f for f in found if not any(a <= f.what.start and f.what.end <= b for a, b in inside)]
    for post in embedded:
        number = next(n for n, b in enumerate(blocks) if b.part.start <= post.text[0] < b.part.end)
        kept.append(Found(Attribution(*post.text, "direct", post.name, post.dash, (post.text,)), number))
    return kept


def _with_announced(masked: Sequence[Masked], text: str, found: Sequence[Found]) -> list[Found]:
    """The attributions with paragraphs without marks that the one before announces: "The mayor added:"."""
    kept = list(found)
    for number in range(1, len(masked)):
        before = masked[number - 1].block.part
        if not text[before.start : before.end].rstrip().endswith(":"):
            continue
        stretch = (masked[number].block.part.start, masked[number].block.part.end)
        if (
            masked[number].stand_ins
            or text[stretch[0]] in "“\"'‘«"
            or len(text[slice(*stretch)].split()) < LEAST_ANNOUNCED
        ):
            continue
        told = sources.announced(masked[number - 1])
        if told is not None and text[slice(*stretch)].rstrip()[-1:] in ".?!…":
            kept = [f for f in kept if not (stretch[0] <= f.what.start and f.what.end <= stretch[1])]
            kept.append(Found(Attribution(*stretch, "direct", *told, (stretch,)), number))
    return kept


def _with_lines(blocks: Sequence[Block], text: str, found: Sequence[Found]) -> list[Found]:
    """The attributions with the lines of a transcript as direct speech, and headlines that name who says them first."""
    lines = transcripts.find(text, [(b.part.start, b.part.end) for b in blocks])
    kept = [f for f in found if not any(_overlap((f.what.start, f.what.end), li.words) for li in lines)]
    for line in lines:
        number = next(n for n, b in enumerate(blocks) if b.part.start <= line.words[0] < b.part.end)
        kept.append(Found(Attribution(*line.words, "direct", line.name, line.colon, (line.words,)), number))
    head = transcripts.headed(blocks[0], text) if blocks and not lines else None
    if head is not None:
        inside = [f for f in kept if _overlap((f.what.start, f.what.end), head.words)]
        if not any(f.what.kind in ("direct", "mixed") for f in inside):
            kept = [f for f in kept if f not in inside]
            kept.append(Found(Attribution(*head.words, "indirect", head.name, head.colon), 0))
    return kept


def _overlap(a: Stretch, b: Stretch) -> bool:
    return a[0] < b[1] and b[0] < a[1]
