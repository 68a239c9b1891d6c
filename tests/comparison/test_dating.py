"""Reports without a day of their own are dated by their siblings."""

from crossread.comparison import dating
from crossread.values import Reading, Report, Statement, Time


def reading(name: str, published: str | None, *times: Time) -> Reading:
    report = Report(id=name, source=name, text="They met on Friday. " * 3, published=published)
    stated = tuple(
        Statement(
            id=f"{name}s{n}", report=name, start=0, end=18, text="They met on Friday", time=t.date, time_at=(12, 18)
        )
        for n, t in enumerate(times)
    )
    return Reading(report=report, times=times, statements=stated)


def friday(name: str, date: str | None) -> Time:
    return Time(
        report=name, start=12, end=18, text="Friday", date=date, evidence="no-anchor", relative="weekday:4:past"
    )


def test_an_undated_report_takes_the_siblings_day() -> None:
    a, b, c = dating.date(
        [reading("r1", "2024-11-02"), reading("r2", "2024-11-02"), reading("r3", None, friday("r3", None))]
    )
    assert c.times[0].date == "2024-11-01"
    assert c.times[0].evidence == "weekday-against-sibling"
    assert c.statements[0].time == "2024-11-01"
    assert (a.times, b.times) == ((), ())


def test_a_crawls_day_gives_way_to_the_siblings() -> None:
    late = reading("r3", "2024-11-20", friday("r3", "2024-11-15"))
    found = dating.date([reading("r1", "2024-11-02"), reading("r2", "2024-11-03"), late])
    assert found[2].times[0].date == "2024-11-01"
    assert found[2].report.published == "2024-11-20"


def test_a_report_that_tells_of_its_own_days_keeps_its_date() -> None:
    own = Time(report="r3", start=12, end=18, text="Friday", date="2024-11-19", evidence="stated")
    late = reading("r3", "2024-11-20", friday("r3", "2024-11-15"), own)
    found = dating.date([reading("r1", "2024-11-02"), reading("r2", "2024-11-03"), late])
    assert found[2].times[0].date == "2024-11-15"


def test_without_any_day_nothing_is_dated() -> None:
    found = dating.date([reading("r1", None, friday("r1", None)), reading("r2", None)])
    assert found[0].times[0].date is None
