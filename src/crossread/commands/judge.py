"""`crossread judge`: an analyst's word, added to a file of judgements."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from crossread.commands.common import Debug, guarded, put


class Verdict(StrEnum):
    """What an analyst says of a finding: the kinds of a judgement."""

    CONFIRM = "confirm"
    DISMISS = "dismiss"
    JOIN = "join"
    SPLIT = "split"
    SAME = "same"
    NOT_SAME = "not-same"
    SPEAKER = "speaker"
    NOTE = "note"
    WITHDRAW = "withdraw"


def judge(
    file: Annotated[str, typer.Argument(metavar="FILE", hidden=True)],
    verdict: Annotated[Verdict, typer.Argument(metavar="VERDICT", hidden=True)],
    about: Annotated[list[str], typer.Argument(metavar="ID", hidden=True)],
    dossier: Annotated[
        str | None,
        typer.Option(
            "--dossier",
            metavar="FILE",
            help="The dossier (JSON) that shows the ids; - is standard input.",
            show_default=False,
        ),
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="Why it is judged so.", show_default=False)
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who judges.", show_default=False)] = None,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="TIME", help="When, in ISO 8601 (default: now).", show_default=False),
    ] = None,
    debug: Debug = False,
) -> None:
    """Add a judgement to a file, for compare --judgements.

    \b
    FILE confirm ID          a point, utterance or conflict is right
    FILE dismiss ID          it is wrong
    FILE join ID ID          two points, or two utterances, are one
    FILE split ID MEMBER     a member does not belong to it
    FILE same A B            two statements, or quotations, say the same
    FILE not-same A B        they do not
    FILE speaker ID NAME     who said a quotation; '' if it is not told
    FILE note ID TEXT        what is to be kept in mind of it
    FILE withdraw ID         a judgement is taken back
    """
    with guarded(debug):
        from crossread.judgements import desk

        made = desk.judge(file, verdict.value, about, dossier=dossier, note=note, by=by, at=at)
        put(f"{made.id}: {made.kind} {' '.join(about)}, added to {file}\n".encode())
