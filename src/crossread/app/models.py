"""What the API takes and gives, as pydantic models: the OpenAPI document is made of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from crossread.store.library import UNTITLED

State = Literal["new", "waiting", "running", "done", "failed", "cancelled"]
NO_NUL = r"^[^\x00]*$"
"""Not every database keeps a character of number 0."""
Name = Annotated[str, Field(min_length=1, max_length=300, pattern=NO_NUL)]


class Message(BaseModel):
    """What went wrong, in one sentence."""

    message: str


class Story(BaseModel):
    """A story of the library. `version` is raised by every change: who changes it names the one they saw."""

    id: str
    title: str
    version: int
    state: State
    message: str = Field(description="Why the comparison failed or was cancelled.")
    created: str
    changed: str
    seen: int = Field(description="Number of the dossier that was looked at last.")
    dossier: int = Field(description="Number of the last dossier, 0 if there is none.")
    reports: int
    fetching: int = Field(description="Addresses that wait to be fetched; the story is compared when there are none.")
    unfetched: int = Field(description="Addresses that were refused.")


class Title(BaseModel):
    """A title, and the version of the story that it was seen with."""

    title: Name
    version: int


class NewStory(BaseModel):
    """A story without reports yet. Without a title, it takes the first headline of its first dossier."""

    title: Name = UNTITLED


class Text(BaseModel):
    """A report as pasted text or as HTML."""

    name: str = Field(min_length=1, max_length=200, description="What the report is called by; `.html` for a page.")
    text: str = Field(min_length=1)
    url: str | None = Field(default=None, max_length=4000, pattern=r"^https?://[^\x00-\x20]+$")


class Texts(BaseModel):
    """Reports to be added."""

    texts: list[Text] = Field(min_length=1, max_length=200)


class Folder(BaseModel):
    """A folder of the machine that the app runs on."""

    path: str = Field(min_length=1, max_length=4000)


class SourceName(BaseModel):
    """A report that a story holds."""

    name: str
    bytes: int
    url: str | None
    fetched: str | None = Field(description="When its address gave it, if it was fetched.")


class Addresses(BaseModel):
    """Addresses of pages to be fetched, by http or https."""

    urls: list[Annotated[str, Field(min_length=1, max_length=4000, pattern=NO_NUL)]] = Field(
        min_length=1, max_length=200
    )


class Address(BaseModel):
    """An address of a story that was not fetched yet, or was refused."""

    number: int
    url: str
    state: Literal["waiting", "fetching", "refused"]
    message: str = Field(description="Why it was refused, to be read after the address.")
    added: str


class Progress(BaseModel):
    """How far a comparison is. `stage` is empty before it begins."""

    state: State
    fetching: int = Field(default=0, description="Addresses that still wait to be fetched.")
    stage: str = ""
    done: int = 0
    total: int = 0


class Judge(BaseModel):
    """A judgement of findings of the last dossier: what `crossread judge` takes."""

    kind: Literal["confirm", "dismiss", "join", "split", "same", "not-same", "speaker", "note"]
    findings: list[str] = Field(min_length=1, max_length=50, description="Ids in the last dossier, such as c3 or p1.")
    speaker: str | None = Field(default=None, max_length=300)
    note: str = Field(default="", max_length=4000)
    by: str = Field(default="", max_length=200)
    version: int


class Judged(BaseModel):
    """A judgement in a story's history; `undone` is when it was taken back."""

    number: int
    record: dict[str, Any]
    made: str
    undone: str | None


class Hit(BaseModel):
    """Something found. Every second stretch of `excerpt` is a word that was asked for."""

    story: str
    title: str
    kind: Literal["report", "quotation", "point"]
    finding: str
    excerpt: list[str]


class Finding(BaseModel):
    """A finding of a dossier by its id, or a report, and the words that tell it apart."""

    id: str
    text: str


class Changes(BaseModel):
    """What a dossier has that an earlier one had not, and the reverse."""

    since: int
    number: int
    reports: list[Finding] = Field(description="Reports of the later dossier.")
    new: dict[str, list[Finding]] = Field(description="By kind of finding: those of the later dossier.")
    gone: dict[str, list[str]] = Field(description="By kind of finding: extracts of the earlier dossier.")
