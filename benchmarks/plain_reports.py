"""`report quality` and `report calibration` by plain loops, for `compare_reports.py`.

Written from DAYBOOKS.md alone, on dictionaries as a script would hold them (`made` of
random_inspections.py), in fractions, so that nothing is rounded before the end; shares nothing with
the program. Alpha is summed over pairs as its definition has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction
from math import sqrt
from typing import Any

from scipy import stats

Row = dict[str, Any]
ASPECTS = ("language", "attitude", "tone", "summarising", "adaptability")
TINY = Fraction(1, 10**9)


def post(centre: Row, no: str, day: date) -> Row:
    """The latest post that began by `day`, before the first one the first."""
    posts = sorted(centre["people"].get(no, ()), key=lambda one: one["since"])
    if not posts:
        return {"role": "", "department": ""}
    begun = [one for one in posts if one["since"] <= day]
    found: Row = begun[-1] if begun else posts[0]
    return found


def upheld(row: Row) -> bool:
    return bool(row["appealed_at"] and row["decided_at"] and row["upheld"])


def worth(centre: Row, row: Row) -> Row:
    """Total, whether it failed, and the value of each aspect that has one."""
    if not row["card"]:
        five = {name: Fraction(row["five"][name]) for name in ASPECTS}
        total = sum(five.values()) / 5
        return {
            "total": Fraction(0) if row["critical"] else total,
            "failed": row["critical"],
        } | five
    scores = [one for one in centre["scores"] if one["inspection"] == row["no"]]
    revision = max(one["revision"] for one in scores) if upheld(row) else 1
    items = {
        one["item"]: one
        for one in centre["cards"]
        if (one["card"], one["version"]) == (row["card"], row["version"])
    }
    failed = row["critical"]
    parts: dict[str, list[tuple[Fraction, Fraction]]] = {"total": []}
    for one in scores:
        if one["revision"] != revision or one["score"] is None:
            continue
        item, score = items[one["item"]], Fraction(one["score"])
        mark = 60 if item["pass_mark"] is None else item["pass_mark"]
        if item["critical"] and score < Fraction(mark):
            failed = True
        pair = (Fraction(item["weight"]), score)
        parts["total"].append(pair)
        if item["aspect"]:
            parts.setdefault(item["aspect"], []).append(pair)
    found: Row = {
        name: sum(weight * score for weight, score in pairs) / sum(weight for weight, _s in pairs)
        for name, pairs in parts.items()
    }
    found["failed"] = failed
    if failed:
        found["total"] = Fraction(0)
    return found


def quality(centre: Row, year: int, month: int) -> list[Row]:
    """The departments of `report quality`."""
    departments: dict[str, dict[str, list[Row]]] = {}
    for row in centre["inspections"]:
        at: datetime = row["at"]
        if (at.year, at.month) != (year, month) or row["calibration"]:
            continue
        if row["inspector"] == row["agent"]:
            continue
        if post(centre, row["inspector"], at.date())["role"] != "qa_inspector":
            continue
        department = post(centre, row["agent"], at.date())["department"]
        people = departments.setdefault(department, {})
        people.setdefault(row["agent"], []).append(worth(centre, row))
    return [_department(name, people) for name, people in sorted(departments.items())]


def _department(name: str, people: dict[str, list[Row]]) -> Row:
    groups = {no: [one["total"] for one in rows] for no, rows in people.items()}
    count, k = sum(len(xs) for xs in groups.values()), len(groups)
    g = sum((x for xs in groups.values() for x in xs), Fraction(0)) / count
    msw = tau = None
    if count > k:
        msw = Fraction(0)
        for xs in groups.values():
            m = sum(xs) / len(xs)
            for x in xs:
                msw += (x - m) ** 2 / (count - k)
        if msw < TINY:
            msw = Fraction(0)
        if k >= 2:
            msb = Fraction(0)
            for xs in groups.values():
                msb += len(xs) * (sum(xs) / len(xs) - g) ** 2 / (k - 1)
            n0 = (count - Fraction(sum(len(xs) ** 2 for xs in groups.values()), count)) / (k - 1)
            tau = max(Fraction(0), (msb - msw) / n0)
            if tau < TINY:
                tau = Fraction(0)
    rows = []
    for no in sorted(people):
        xs = groups[no]
        n, m = len(xs), sum(xs) / len(xs)
        low = high = shrunk = None
        standing = "level"
        if msw is not None:
            half = float(stats.t.ppf(0.975, count - k)) * sqrt(msw / n)
            low, high = max(0.0, float(m) - half), min(100.0, float(m) + half)
            if low > float(g) + 1e-9:
                standing = "above"
            if high < float(g) - 1e-9:
                standing = "below"
            if tau is not None:
                whole = tau + msw / n
                shrunk = float(g) if whole == 0 else float(g + (m - g) * tau / whole)
        rows.append(
            {
                "employee": no,
                "inspections": n,
                "failed": sum(1 for one in people[no] if one["failed"]),
                "mean": float(m),
                "low": low,
                "high": high,
                "shrunk": shrunk,
                "standing": standing,
                "aspects": {name: _mean(people[no], name) for name in ASPECTS},
            }
        )
    return {
        "department": name,
        "inspections": count,
        "failed": sum(row["failed"] for row in rows),
        "mean": float(g),
        "within_sd": None if msw is None else sqrt(msw),
        "between_sd": None if tau is None else sqrt(tau),
        "people": rows,
    }


def _mean(rows: Iterable[Row], name: str) -> float | None:
    values = [row[name] for row in rows if name in row]
    return float(sum(values) / len(values)) if values else None


def calibration(centre: Row, no: str) -> Row:
    """`report calibration`."""
    latest: dict[tuple[str, str], Row] = {}
    for row in centre["inspections"]:
        if row["calibration"] != no:
            continue
        key = (row["contact"], row["inspector"])
        other = latest.get(key)
        if other is None or (row["at"], row["no"]) > (other["at"], other["no"]):
            latest[key] = row
    worths = {key: worth(centre, row) for key, row in latest.items()}
    contacts = {contact for contact, _inspector in worths}
    inspectors = sorted({inspector for _contact, inspector in worths})
    return {
        "calibration": no,
        "contacts": len(contacts),
        "inspectors": len(inspectors),
        "alpha": {
            name: _alpha([_values(worths, contact, name) for contact in contacts])
            for name in ("total", *ASPECTS)
        },
        "severity": [_severity(inspector, worths) for inspector in inspectors],
    }


def _values(worths: dict[tuple[str, str], Row], contact: str, name: str) -> list[Fraction]:
    return [one[name] for (its, _by), one in worths.items() if its == contact and name in one]


def _alpha(contacts: list[list[Fraction]]) -> float | None:
    units = [values for values in contacts if len(values) > 1]
    every = [value for values in units for value in values]
    if not every or max(every) - min(every) < TINY:
        return None
    n = len(every)
    observed = expected = Fraction(0)
    for values in units:
        for at, one in enumerate(values):
            for beside, other in enumerate(values):
                if at != beside:
                    observed += (one - other) ** 2 / (len(values) - 1)
    for at, one in enumerate(every):
        for beside, other in enumerate(every):
            if at != beside:
                expected += (one - other) ** 2 / (n - 1)
    return float(1 - observed / expected)


def _severity(inspector: str, worths: dict[tuple[str, str], Row]) -> Row:
    scored, apart = 0, []
    for (contact, by), mine in worths.items():
        if by != inspector:
            continue
        scored += 1
        others = [
            one["total"] for (its, who), one in worths.items() if its == contact and who != by
        ]
        if others:
            apart.append(mine["total"] - sum(others) / len(others))
    mean = float(sum(apart) / len(apart)) if apart else None
    return {"inspector": inspector, "scored": scored, "severity": mean}
