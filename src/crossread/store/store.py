"""What can be kept and asked of a store. Each method is one transaction: it happens whole or not at all."""

from __future__ import annotations

import functools
import secrets
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from crossread.store import engines, finding, library, paging, schema, searching, wanted
from crossread.store.archive import Archive
from crossread.store.errors import Stale, Unknown
from crossread.store.library import Judged, Listed, Source, Story
from crossread.store.searching import Entry, Hit
from crossread.store.tables import dossiers, found, judgements, opened, sources, stories, taken
from crossread.store.wanted import Address
from crossread.values import Dossier

__all__ = ["Address", "Entry", "Hit", "Judged", "Listed", "Source", "Store", "Story"]


class Store:
    """An open store. Any number of processes may have it open at once."""

    def __init__(self, place: str) -> None:
        """Opens a file's path or a database's address, makes it if it is not there. Raises `Unusable`."""
        self._engine = engines.connect(place)
        schema.upgrade(self._engine)
        self._reading = engines.reading(self._engine)

    def close(self) -> None:
        """Lets go of its connections."""
        self._engine.dispose()

    @functools.cached_property
    def archive(self) -> Archive:
        """The archive in it, over the same connections."""
        return Archive(self._engine)

    def check(self) -> list[str]:
        """What is wrong with the store, a sentence each."""
        return list(schema.check(self._engine))

    # --- stories -----------------------------------------------------------------------------------------------------

    def add(self, title: str, given: Sequence[Source], judged: Sequence[Judged] = ()) -> Story:
        """A new story of these sources and judgements; it waits to be compared if it has two sources or more."""
        id = secrets.token_hex(8)
        with self._engine.begin() as c:
            now = paging.now()
            c.execute(insert(stories).values(id=id, title=title, created=now, changed=now))
            library.add_sources(c, id, given)
            if judged:
                c.execute(insert(judgements), [{"story": id, **msgspec.to_builtins(j)} for j in judged])
            return library.wait(c, id)

    def stories(self) -> list[Story]:
        """All stories, the one changed last first."""
        with self._reading.connect() as c:
            return [
                paging.as_value(Story, row)
                for row in c.execute(library.every().order_by(stories.c.changed.desc(), stories.c.id))
            ]

    def story(self, id: str) -> Story:
        """One story. Raises `Unknown`."""
        with self._reading.connect() as c:
            return library.story(c, id)

    def rename(self, id: str, title: str, version: int) -> Story:
        """Gives a story another title. Raises `Stale` if it is no longer of this version."""
        with self._changed(id, version) as c:
            c.execute(update(stories).where(stories.c.id == id).values(title=title))
            return library.story(c, id)

    def remove(self, id: str, version: int) -> None:
        """Forgets a story with all that belongs to it. Raises `Stale`."""
        with self._changed(id, version) as c:
            # the index is told of each row by a trigger, which a cascade does not call everywhere
            c.execute(delete(found).where(found.c.story == id))
            c.execute(delete(stories).where(stories.c.id == id))

    # --- sources -----------------------------------------------------------------------------------------------------

    def add_sources(self, id: str, given: Sequence[Source], version: int | None = None) -> Story:
        """Adds reports, and the story waits to be compared again. What the story has already is left out."""
        with self._changed(id, version) as c:
            return library.wait(c, id) if library.add_sources(c, id, given) else library.story(c, id)

    def remove_source(self, id: str, name: str, version: int) -> Story:
        """Takes a report out, and the story waits to be compared again. Raises `Stale`, `Unknown`."""
        with self._changed(id, version) as c:
            gone = c.execute(delete(sources).where(sources.c.story == id, sources.c.name == name))
            if not gone.rowcount:
                raise Unknown(f"The story {id} has no report {name!r}: `sources` lists those it has.")
            return library.wait(c, id)

    def sources(self, id: str) -> list[Source]:
        """The reports of a story as they were given, in the order of their names. Raises `Unknown`."""
        with self._reading.connect() as c:
            library.story(c, id)
            rows = c.execute(select(sources).where(sources.c.story == id).order_by(sources.c.name))
            return [Source(name=r.name, data=bytes(r.data), url=r.url, fetched=r.fetched) for r in rows]

    def open(self, origin: str, title: str, given: Sequence[tuple[int, Source]], most: int) -> Story:
        """The story of the library for a found one: made the first time, later given the reports that it has not had.

        Each report comes with the number of its record: one that was taken out does not come back. No more than
        ``most`` are given in all.
        """
        with engines.writing(self._engine, opened.name) as c:
            made = finding.opened_where(c, opened.c.found == origin)
            now = paging.now()
            id = made[-1].story if made else secrets.token_hex(8)
            if not made:
                c.execute(insert(stories).values(id=id, title=title, created=now, changed=now))
                c.execute(insert(opened).values(story=id, found=origin))
            story = library.locked(c, id)
            had = set(c.execute(select(taken.c.record).where(taken.c.story == id)).scalars())
            new = [(number, source) for number, source in given if number not in had][: max(0, most - len(had))]
            if not new:
                return story
            c.execute(insert(taken), [{"story": id, "record": number} for number, _ in new])
            if not library.add_sources(c, id, [source for _, source in new]):
                return story
            if made:
                library.raise_version(c, story)
            return library.wait(c, id)

    def listed(self, id: str) -> list[Listed]:
        """The reports of a story without their bytes, in the order of their names. Raises `Unknown`."""
        held = (sources.c.name, func.length(sources.c.data).label("bytes"), sources.c.url, sources.c.fetched)
        with self._reading.connect() as c:
            library.story(c, id)
            rows = c.execute(select(*held).where(sources.c.story == id).order_by(sources.c.name))
            return [Listed(name=r.name, bytes=r.bytes, url=r.url, fetched=r.fetched) for r in rows]

    # --- addresses ---------------------------------------------------------------------------------------------------

    def want(self, id: str, urls: Sequence[str]) -> Story:
        """Notes addresses that are to be fetched; one that was refused waits again. Raises `Unknown`."""
        with self._engine.begin() as c:
            library.locked(c, id)
            wanted.add(c, id, urls, paging.now())
            return library.story(c, id)

    def waiting(self) -> list[Address]:
        """All addresses that wait to be fetched, those noted first first."""
        with self._reading.connect() as c:
            return wanted.waiting(c)

    def addresses(self, id: str) -> list[Address]:
        """The addresses of a story that wait or were refused. Raises `Unknown`."""
        with self._reading.connect() as c:
            library.story(c, id)
            return wanted.of(c, id)

    def fetched(self, address: Address, source: Source) -> bool:
        """Adds what an address gave to its story, which is compared when no address of it waits any longer.

        False, and nothing is added, if the address waits no longer: it was taken off the list meanwhile.
        """
        with self._engine.begin() as c:
            c.execute(select(stories.c.id).where(stories.c.id == address.story).with_for_update())
            if not wanted.waits(c, address):
                return False
            story = library.story(c, address.story)
            if library.add_sources(c, story.id, [source]):
                wanted.forget(c, address)
                library.raise_version(c, story)
                library.wait(c, story.id)
            else:
                wanted.refuse(c, story.id, wanted.SAME, address.url)
            return True

    def unfetched(self, address: Address, message: str) -> None:
        """Notes why an address was refused, if it still waits."""
        with self._engine.begin() as c:
            wanted.refuse(c, address.story, message, address.url)

    def forget(self, id: str, number: int) -> None:
        """Takes an address off the list of a story. Raises `Unknown`."""
        with self._engine.begin() as c:
            library.locked(c, id)
            there = [a for a in wanted.of(c, id) if a.number == number]
            if not there:
                raise Unknown(f"The story {id} has no address {number} that waits or was refused.")
            wanted.forget(c, there[0])

    # --- comparing ---------------------------------------------------------------------------------------------------

    def resume(self, id: str | None = None) -> None:
        """Has the comparisons wait again that were running when a process died, or that of one story; for the one
        process that compares."""
        running = stories.c.state == "running"
        if id is not None:
            running &= stories.c.id == id
        with self._engine.begin() as c:
            c.execute(update(stories).where(running).values(state="waiting"))

    def take(self) -> Story | None:
        """The story that waits longest and for no address any more, now running; None if there is none."""
        with self._engine.begin() as c:
            waiting = select(stories.c.id).where(stories.c.state == "waiting", ~wanted.any_waiting(stories.c.id))
            first = c.execute(
                waiting.order_by(stories.c.changed, stories.c.id).limit(1).with_for_update(skip_locked=True)
            ).scalar()
            if first is None:
                return None
            c.execute(update(stories).where(stories.c.id == first).values(state="running", message=""))
            return library.story(c, first)

    def again(self, id: str) -> Story:
        """Has a story wait to be compared again."""
        with self._changed(id, None) as c:
            return library.wait(c, id)

    def keep(self, id: str, dossier: Dossier, entries: Sequence[Entry], version: int) -> bool:
        """Keeps a dossier that was made of a story as it was at this version, and what can be searched for in it.

        A story without a title takes the first headline. False, and nothing is kept, if the story was changed while it
        was being compared, which waits again, or if that was cancelled.
        """
        with self._engine.begin() as c:
            story = library.locked(c, id)
            if story.version != version or story.state == "cancelled":
                return False
            data = zlib.compress(msgspec.json.encode(dossier))
            c.execute(insert(dossiers).values(story=id, number=story.dossier + 1, made=paging.now(), data=data))
            c.execute(delete(found).where(found.c.story == id))
            if entries:
                c.execute(insert(found), [{"story": id, **msgspec.to_builtins(e)} for e in entries])
            title = (library.headline(dossier) if story.title == library.UNTITLED else None) or story.title
            done = {"title": title, "state": "done", "message": "", "changed": paging.now()}
            c.execute(update(stories).where(stories.c.id == id).values(done))
            return True

    def end(self, id: str, state: str, message: str) -> None:
        """Ends a comparison that gave no dossier: ``failed`` or ``cancelled``, with the sentence that says why."""
        with self._engine.begin() as c:
            running = (stories.c.id == id) & stories.c.state.in_(("running", "waiting"))
            c.execute(update(stories).where(running).values(state=state, message=message, changed=paging.now()))

    def cancel(self, id: str, message: str, unfetched: str) -> None:
        """Has a story be compared no longer and its addresses be fetched no longer, each with the sentence for it."""
        with self._engine.begin() as c:
            wanted.refuse(c, id, unfetched)
            running = (stories.c.id == id) & stories.c.state.in_(("running", "waiting"))
            c.execute(update(stories).where(running).values(state="cancelled", message=message, changed=paging.now()))

    def dossier(self, id: str, number: int | None = None) -> Dossier:
        """The last dossier of a story, or an earlier one by its number. Raises `Unknown`."""
        with self._reading.connect() as c:
            last = library.story(c, id).dossier
            wanted = (dossiers.c.story == id) & (dossiers.c.number == (number or last))
            data = c.execute(select(dossiers.c.data).where(wanted)).scalar()
            if data is None:
                raise Unknown(f"The story {id} has no dossier {number or ''}: compare it first.".replace("  ", " "))
            return msgspec.json.decode(zlib.decompress(data), type=Dossier)

    def saw(self, id: str, number: int) -> None:
        """Notes that the dossier of this number was looked at."""
        with self._engine.begin() as c:
            c.execute(update(stories).where(stories.c.id == id, stories.c.seen < number).values(seen=number))

    # --- judgements --------------------------------------------------------------------------------------------------

    def judge(self, id: str, record: str, version: int) -> Story:
        """Adds a judgement, and the story waits to be compared again. Raises `Stale`."""
        with self._changed(id, version) as c:
            last = c.execute(select(func.max(judgements.c.number)).where(judgements.c.story == id)).scalar() or 0
            c.execute(insert(judgements).values(story=id, number=last + 1, record=record, made=paging.now()))
            return library.wait(c, id)

    def undo(self, id: str, number: int, version: int) -> Story:
        """Takes a judgement back; it stays in the history. Raises `Stale`, `Unknown`."""
        with self._changed(id, version) as c:
            here = (judgements.c.story == id) & (judgements.c.number == number) & judgements.c.undone.is_(None)
            if not c.execute(update(judgements).where(here).values(undone=paging.now())).rowcount:
                raise Unknown(f"The story {id} has no judgement {number} that is not undone yet.")
            return library.wait(c, id)

    def history(self, id: str) -> list[Judged]:
        """The judgements of a story in their order, those that were taken back too. Raises `Unknown`."""
        with self._reading.connect() as c:
            library.story(c, id)
            rows = c.execute(select(judgements).where(judgements.c.story == id).order_by(judgements.c.number))
            return [Judged(number=r.number, record=r.record, made=r.made, undone=r.undone) for r in rows]

    # --- searching ---------------------------------------------------------------------------------------------------

    def search(self, words: str, most: int = 50) -> list[Hit]:
        """Reports, quotations and points of all stories that have all of these words, the best first."""
        with self._reading.connect() as c:
            return searching.search(c, words, most)

    @contextmanager
    def _changed(self, id: str, version: int | None) -> Iterator[Connection]:
        """A transaction that raises a story's version. Raises `Stale` if it is no longer of the version given."""
        with self._engine.begin() as c:
            story = library.locked(c, id)
            if version is not None and story.version != version:
                raise Stale(
                    f"“{story.title}” was changed in another window (version {story.version}, yours is {version}): "
                    "load it again, then repeat what you did."
                )
            library.raise_version(c, story)
            yield c
