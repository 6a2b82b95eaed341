"""Rosters as call centres and others keep them, each with its right answer.

The answer is made of the same roster that is written down, never of what was read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from tests.exchange.layouts.made import Known
from tests.exchange.layouts.plans import (
    CODES,
    HALF,
    LATIN,
    PEOPLE,
    TWELVE,
    WEEK,
    Case,
    Plan,
    Rows,
    days,
    numbers,
    week,
)


def table(plan: Plan, head: Sequence[Any], *, title: str = "2026年10月排班表") -> Rows:
    lines: Rows = [[title]] if title else []
    return [*lines, ["姓名", *head], *([person, *plan.line(person)] for person in plan.people)]


def heads() -> Iterator[tuple[str, Case]]:
    """One table, its headings in many forms."""
    plan = Plan()
    forms: dict[str, Callable[[date], Any]] = {
        "10月1日(周四)": lambda d: f"{d.month}月{d.day}日(周{WEEK[d.weekday()]})",
        "10月1日（星期四）": lambda d: f"{d.month}月{d.day}日（星期{WEEK[d.weekday()]}）",
        "2026/10/01 00:00:00": lambda d: f"{d:%Y/%m/%d} 00:00:00",
        "2026-10-01 00:00:00": lambda d: f"{d:%Y-%m-%d} 00:00:00",
        "2026/10/1 0:00": lambda d: f"{d.year}/{d.month}/{d.day} 0:00",
        "serial as text": lambda d: str((d - date(1899, 12, 30)).days),
        "1 周四": lambda d: f"{d.day}\n周{WEEK[d.weekday()]}",
        "周四 1": lambda d: f"周{WEEK[d.weekday()]}\n{d.day}",
        "星期四 10.1": lambda d: f"星期{WEEK[d.weekday()]}\n{d.month}.{d.day}",
        "1日/四": lambda d: f"{d.day}日/{WEEK[d.weekday()]}",
        "10-01": lambda d: f"{d:%m-%d}",
        "01-Oct-26": lambda d: f"{d:%d-%b-%y}",
        "Thu 1 Oct": lambda d: f"{d:%a} {d.day} {d:%b}",
        "Thursday, October 1, 2026": lambda d: f"{d:%A, %B} {d.day}, {d.year}",
        "26.10.01": lambda d: f"{d:%y.%m.%d}",
        "2026年10月1日 星期四": lambda d: f"{d.year}年{d.month}月{d.day}日 星期{WEEK[d.weekday()]}",
        "第1天": lambda d: f"第{d.day}天",
        "十月一日": lambda d: f"十月{_han(d.day)}日",
        "一日": lambda d: f"{_han(d.day)}日",
    }
    for name, form in forms.items():
        yield f"heading {name}", Case({"Sheet1": table(plan, list(map(form, plan.on)))},
                                      plan.answer())  # fmt: skip


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    signs = " 一二三四五六七八九"
    return ("" if tens == 0 else "十" if tens == 1 else signs[tens] + "十") + signs[ones].strip()


def _with_post(person: str) -> str:
    return {"王芳": "王芳(主管)", "孙一鸣": "孙一鸣（班长）"}.get(person, person)


def _number(person: str) -> str:
    return str(1001 + PEOPLE.index(person))


def _with_number(person: str) -> str:
    return f"{person}{_number(person)}"


def columns() -> Iterator[tuple[str, Case]]:
    """What stands beside the names and around the table."""
    plan = Plan(words=CODES)
    posts = ["热线", "在线", "投诉"]
    rows: Rows = [["客服中心2026年10月排班表"],
                  ["序号", "工号", "姓名", "岗位", "班次", *numbers(plan.on), "出勤", "备注"],
                  ["", "", "", "", "", *week(plan.on)]]  # fmt: skip
    for at, person in enumerate(plan.people):
        rows.append([at + 1, f"00{at + 11}", person, posts[at % 3], "A1", *plan.line(person), 22,
                     "新人带教" if at == 2 else ""])  # fmt: skip
    rows += [["", "", "A1人数", "", "", *[3] * 31], [],
             ["说明：A1 9:00-18:00；N2 20:00-8:00；调休须提前一天报班长"]]  # fmt: skip
    yield "posts, shifts and remarks beside", Case({"10月": rows}, plan.answer())
    rows = [["2026年10月"], ["班组", "姓名", *numbers(plan.on)]]
    rows += [["一组" if at == 0 else "二组" if at == 4 else "", person, *plan.line(person)]
             for at, person in enumerate(plan.people)]  # fmt: skip
    yield "merged cells of teams", Case({"排班": rows}, plan.answer(), ("A3:A6", "A7:A10"))
    rows = [["2026年10月排班"], ["姓名", *numbers(plan.on)]]
    rows += [[_with_post(person), *plan.line(person)] for person in plan.people]
    yield "names with a post in brackets", Case({"排班": rows}, plan.answer(_with_post))
    half = Plan(words=HALF)
    yield "half days", Case({"排班": table(half, numbers(half.on))}, half.answer())
    twelve = Plan(words=TWELVE)
    rows = [*table(twelve, numbers(twelve.on)), [], ["白：8:00-20:00", "夜：20:00-次日8:00"]]
    yield "twelve hours", Case({"两班倒": rows}, twelve.answer())
    rows = [["2026年10月"], ["坐席", *numbers(plan.on)]]
    rows += [[_with_number(person), *plan.line(person)] for person in plan.people]
    yield "name and number in one cell", Case({"排班": rows}, plan.answer(_with_number))
    rows = [
        ["2026年10月"],
        ["姓名", "十月", *[""] * 30],
        ["", *numbers(plan.on)],
        ["", *week(plan.on)],
    ]
    rows += [[person, *plan.line(person)] for person in plan.people]
    yield "the month over its days", Case({"排班": rows}, plan.answer(), ("B2:AF2", "A2:A4"))
    rows = [["二〇二六年十月份客服排班表"], ["姓名", *numbers(plan.on)], ["", *week(plan.on)]]
    rows += [[person, *plan.line(person)] for person in plan.people]
    yield "the year in Chinese figures", Case({"Sheet1": rows}, plan.answer())
    rows = [["2026年10月"], ["工号", *numbers(plan.on)]]
    rows += [[int(_number(person)), *plan.line(person)] for person in plan.people]
    yield "numbers alone", Case({"排班": rows}, plan.answer(_number))
    rows = [["2026年10月"], ["工号", "姓名", "性别", "入职日期", "班长", *numbers(plan.on)]]
    rows += [[1001 + at, person, "男", "2024-03-01", "陈静怡", *plan.line(person)]
             for at, person in enumerate(plan.people)]  # fmt: skip
    yield "a leader's column and hired dates", Case({"排班": rows}, plan.answer())
    rows = [["2026年10月"], ["姓名", "上月余休", "本月应休", *numbers(plan.on), "累计工时", "签名"]]
    rows += [[person, 2, 8, *plan.line(person), 176.5, ""] for person in plan.people]
    yield "balances beside names", Case({"排班": rows}, plan.answer())


def periods() -> Iterator[tuple[str, Case]]:
    """A month in parts, and one that is no calendar month."""
    plan = Plan()
    first, second = plan.on[:15], plan.on[15:]
    halves: list[Rows] = [[["姓名", *numbers(on)], *([p, *plan.line(p, on)] for p in plan.people)]
              for on in (first, second)]  # fmt: skip
    sheets: dict[str, Rows] = {title: [[f"2026年10月{title}排班"], *rows]
              for title, rows in zip(("上半月", "下半月"), halves, strict=True)}  # fmt: skip
    yield "a sheet for each half", Case(sheets, plan.answer())
    yield (
        "sheets named by days",
        Case(
            {"10.1-10.15": halves[0], "10.16-10.31": halves[1]},
            plan.answer(),
            name="2026年排班.xlsx",
        ),
    )
    rows: Rows = [["2026年10月排班表"], ["上半月"], *halves[0], [], ["下半月"], *halves[1]]
    yield "halves one under another", Case({"10月": rows}, plan.answer())
    cross = Plan(on=days(date(2026, 9, 21), 30))
    rows = table(cross, numbers(cross.on), title="2026年10月排班表（9月21日—10月20日）")
    yield "from the 21st to the 20th", Case({"10月": rows}, cross.answer())
    rows = [["客服部2026年10月周排班"]]
    for start in range(0, 28, 7):
        on = days(date(2026, 10, 5), 28)[start : start + 7]
        rows += [["姓名", *(f"周{WEEK[d.weekday()]}" for d in on)],
                 ["", *(f"{d.month}.{d.day}" for d in on)]]  # fmt: skip
        rows += [[p, *plan.line(p, on)] for p in plan.people]
    four = Plan(on=days(date(2026, 10, 5), 28))
    yield "weeks with the dates below", Case({"周表": rows}, four.answer())
    months: dict[str, Rows] = {
        f"{on[0].month}月": [["姓名", *numbers(on)], *([p, *plan.line(p, on)] for p in plan.people)]
        for on in (days(date(2026, 9, 1), 30), plan.on)
    }
    both = plan.answer() + Plan(on=days(date(2026, 9, 1), 30)).answer()
    yield "a sheet a month", Case(months, both, name="2026年排班.xlsx")
    rows = [["2026年10月"], ["日期", "姓名", "班次", "", "日期", "姓名", "班次"]]
    left, right = Plan(people=("王芳",), on=first), Plan(people=("王芳",), on=second)
    rows += [[f"2026-10-{d.day:02}", "王芳", plan.word("王芳", d), "", *(
        [f"2026-10-{e.day:02}", "王芳", plan.word("王芳", e)] if e else [])]
        for d, e in zip(first, second, strict=False)]  # fmt: skip
    rows.append(["", "", "", "", "2026-10-31", "王芳", plan.word("王芳", plan.on[-1])])
    yield "two lists side by side", Case({"明细": rows}, left.answer() + right.answer())


def other_ways() -> Iterator[tuple[str, Case]]:
    """Days down, shifts down, lists; other trades, and English."""
    plan = Plan()
    shifts = ("早", "中", "晚")
    rows: Rows = [["2026年10月值班表"], ["日期", "星期", "早班", "中班", "晚班", "备注"]]
    rows += [[f"10月{d.day}日", WEEK[d.weekday()], *("、".join(plan.who(s, d)) for s in shifts),
              "国庆节" if d.day < 8 else ""] for d in plan.on]  # fmt: skip
    yield "shifts across, several names", Case({"值班": rows}, plan.by_shift(shifts, "班"))
    rows = [["2026年10月"], ["班次", "时间", *numbers(plan.on)]]
    rows += [[f"{s}班", t, *("、".join(plan.who(s, d)) for d in plan.on)] for s, t in
             zip(shifts, ("7:00-15:00", "15:00-23:00", "23:00-7:00"), strict=True)]  # fmt: skip
    yield "shifts down with their times", Case({"班次表": rows}, plan.by_shift(shifts, "班"))
    rows = [["保安2026年10月排班"], ["岗位", *numbers(plan.on)]]
    posts = {"东门岗": "早", "西门岗": "中", "监控室": "晚"}
    rows += [[post, *("/".join(plan.who(s, d)) for d in plan.on)] for post, s in posts.items()]
    known: Known = Counter((p, d, post) for post, s in posts.items() for d in plan.on
                           for p in plan.who(s, d))  # fmt: skip
    yield "posts of guards down", Case({"保安": rows}, known)
    rows = [["日期", "星期", *PEOPLE]]
    rows += [[d.isoformat(), f"星期{WEEK[d.weekday()]}", *(plan.word(p, d) for p in PEOPLE)]
             for d in plan.on]  # fmt: skip
    yield "days down, people across", Case({"Sheet1": rows}, plan.answer())
    rows = [["", "", "一组", "", "", "", "二组"], ["日期", "星期", *PEOPLE]]
    rows += [[f"10月{d.day}日", WEEK[d.weekday()], *(plan.word(p, d) for p in PEOPLE)]
             for d in plan.on]  # fmt: skip
    yield (
        "days down, teams above people",
        Case({"2026年10月": rows}, plan.answer(), ("C1:F1", "G1:J1")),
    )
    nurses = Plan(words=("A", "A", "P", "N", "下夜", "休"))
    rows = [["护理排班表 2026年10月"], ["床位组", "姓名", "职称", *numbers(nurses.on), "夜班数"]]
    rows += [["", p, "护士", *nurses.line(p), 5] for p in nurses.people]
    rows += [["护士长：陈静怡"], ["A 8:00-16:00", "P 16:00-24:00", "N 0:00-8:00"]]
    yield "nurses", Case({"护理": rows}, nurses.answer())
    rows = [["工号", "姓名", "日期", "班次名称", "上班时间", "下班时间"]]
    rows += [[1001 + at, p, f"{d:%Y/%m/%d}", plan.word(p, d), "08:00", "16:00"]
             for at, p in enumerate(PEOPLE) for d in plan.on[:7]]  # fmt: skip
    yield "an export of a system", Case({"排班明细": rows}, Plan(on=plan.on[:7]).answer())
    shop = Plan(people=LATIN, words=("9-5", "9-5", "1-9", "OFF", "OFF", "9-5", "HOL"))
    weekly = shop.on[4:25]
    rows = [
        ["Store rota October 2026"],
        ["Employee", "Role", *(f"{d:%a} {d:%d/%m}" for d in weekly)],
    ]
    rows += [[p, "Sales", *shop.line(p, weekly)] for p in LATIN]
    yield (
        "a shop's rota",
        Case(
            {"Rota": rows},
            Plan(people=LATIN, words=shop.words, on=weekly).answer(),
            name="rota.xlsx",
        ),
    )
    ops = Plan(people=LATIN, words=("D", "D", "N", "N", "RD", "RD", "AL"))
    rows = [["OPERATIONS ROSTER", "", "Month:", "October", "2026"], [],
            ["S/N", "Staff No", "Name", "Rank", *numbers(ops.on)],
            ["", "", "", "", *(f"{d:%a}"[:2] for d in ops.on)]]  # fmt: skip
    rows += [[at + 1, f"K{at + 100}", p, "OFFICER", *ops.line(p)] for at, p in enumerate(LATIN)]
    rows += [[], ["Legend: D = 0700-1900, N = 1900-0700, RD = rest day, AL = annual leave"]]
    yield "an operations roster", Case({"OCT": rows}, ops.answer(), name="roster.xlsx")
    rows = [["2026年10月客服排班"], ["姓名", "类别", *numbers(plan.on)]]
    known = Counter()
    for p in PEOPLE:
        rows += [[p, "上午", *plan.line(p)], ["", "下午", *plan.line(p)]]
        known.update({(p, d, plan.word(p, d)): 2 for d in plan.on})
    spans = tuple(f"A{3 + 2 * at}:A{4 + 2 * at}" for at in range(len(PEOPLE)))
    yield "two lines a person", Case({"排班": rows}, known, spans)
    runs: Rows = [["2026年10月"], ["姓名", *numbers(plan.on)]]
    lengthy = Plan(words=["早"] * 5 + ["休"] * 2)
    runs += [[p, *(c for w, g in groupby(lengthy.line(p)) for c in [w, *[""] * (len(list(g)) - 1)])]
             for p in PEOPLE[:2]]  # fmt: skip
    two = Plan(people=PEOPLE[:2], words=lengthy.words)
    yield "a merged cell for a week", Case({"排班": runs}, two.answer(), tuple(_spans(two)))


def further() -> Iterator[tuple[str, Case]]:
    """What else stands in such files."""
    plan, shifts = Plan(), ("早", "中", "晚")
    rows: Rows = [["10月值班安排"], ["日期", "班次", "值班人员", "联系电话"]]
    spans = []
    for at, d in enumerate(plan.on):
        first = 3 + 3 * at
        spans.append(f"A{first}:A{first + 2}")
        for s in shifts:
            day = f"2026年10月{d.day}日" if s == "早" else ""
            rows.append([day, f"{s}班", "、".join(plan.who(s, d)), "0571-8888"])
    yield "three lines a day", Case({"值班": rows}, plan.by_shift(shifts, "班"), tuple(spans))
    head = {"早": "早班(7:00-15:00)", "中": "中班(15:00-23:00)", "晚": "晚班(23:00-7:00)"}
    rows = [["日期", *head.values()]]
    rows += [[d.isoformat(), *(" ".join(plan.who(s, d)) for s in shifts)] for d in plan.on]
    known: Known = Counter({(p, d, head[w]): n for (p, d, w), n in plan.by_shift(shifts).items()})
    yield "times in the headings", Case({"值班": rows}, known)
    rows = [["2026年10月"], ["姓名", *numbers(plan.on)]]
    for team, people in (("一组（组长：王芳）", PEOPLE[:4]), ("二组（组长：孙一鸣）", PEOPLE[4:])):
        rows += [[team], *([p, *plan.line(p)] for p in people)]
    yield "lines of teams between people", Case({"排班": rows}, plan.answer(), ("A3:AF3", "A8:AF8"))
    rows = [["2026年10月"], ["姓名", *numbers(plan.on)]]
    for team, people in (("一组", PEOPLE[:4]), ("二组", PEOPLE[4:])):
        rows += [[team], *([p, *plan.line(p)] for p in people), []]
    yield "names of teams between people, blank lines below", Case({"排班": rows}, plan.answer())
    rows = [["姓名", *numbers(plan.on)], *([p, *plan.line(p)] for p in PEOPLE)]
    yield (
        "the month in the sheet's name alone",
        Case({"2026.10": rows}, plan.answer(), name="客服.xlsx"),
    )
    yield (
        "the month in the file's name alone",
        Case({"Sheet1": rows}, plan.answer(), name="客服排班202610.xlsx"),
    )
    rows = [["", "排班表", "", "", "年份", 2026, "月份", 10], [], ["姓名", *numbers(plan.on)],
            ["", *week(plan.on)], *([p, *plan.line(p)] for p in PEOPLE)]  # fmt: skip
    yield "year and month in cells of their own", Case({"Sheet1": rows}, plan.answer())
    rows = [["2026年10月"], ["姓名", *numbers(plan.on), "合计"]]
    for p in PEOPLE:
        rows += [[p, *plan.line(p), 22], ["工时", *[8] * 31, 176]]
    yield "a line of hours under each person", Case({"排班": rows}, plan.answer())
    blank = Plan(words=("早", "早", "中", "晚", "", ""))
    yield "days off left blank", Case({"排班": table(blank, numbers(blank.on))}, blank.answer())
    marks = Plan(words=("√", "√", "√", "×", "√", "○"))
    yield "ticks", Case({"排班": table(marks, numbers(marks.on))}, marks.answer())
    times = Plan(words=("09:00-18:00", "12:00-21:00", "休", "09:00-18:00"))
    yield "times in the cells", Case({"排班": table(times, numbers(times.on))}, times.answer())
    lines = Plan(words=("早\n8:00-16:00", "晚\n16:00-24:00", "休"))
    known = Counter({(p, d, " ".join(w.split())): n for (p, d, w), n in lines.answer().items()})
    yield "a word and its times in a cell", Case({"排班": table(lines, numbers(lines.on))}, known)
    rows = [["星期", *week(plan.on)], ["姓名/日期", *numbers(plan.on)]]
    rows += [[p, *plan.line(p)] for p in PEOPLE]
    yield "the corner has both heads", Case({"2026年10月": rows}, plan.answer())
    rows = [["2026年10月"], ["", *week(plan.on)], ["", *numbers(plan.on)]]
    rows += [[p, *plan.line(p)] for p in PEOPLE]
    yield "no head over the names", Case({"排班": rows}, plan.answer())
    rows = [["", *PEOPLE]]
    rows += [[d.day, *(plan.word(p, d) for p in PEOPLE)] for d in plan.on]
    rows[0][0] = "日期"
    yield "day numbers down", Case({"2026年10月": rows}, plan.answer())
    rows = [["2026年10月排班"], ["日期", *PEOPLE]]
    rows += [[f"{d.day}日（周{WEEK[d.weekday()]}）", *(plan.word(p, d) for p in PEOPLE)]
             for d in plan.on]  # fmt: skip
    yield "days and weekdays down", Case({"Sheet1": rows}, plan.answer())
    kinds: tuple[Callable[[int], Any], ...] = (int, str)
    for at, kind in enumerate(kinds):
        rows = [["2026年10月"], ["工号", "姓名", *numbers(plan.on), "夜班", "合计"]]
        rows += [
            [kind(45001 + at * 3), p, *plan.line(p), "晚", "早"] for at, p in enumerate(PEOPLE)
        ]
        yield (
            f"numbers of people like days of Excel, as {'a text' if at else 'a number'}",
            Case({"排班": rows}, plan.answer()),
        )
    desks = Plan(LATIN, words=("Reception/Lobby", "Reception", "Gate/Lobby", "OFF"))
    yield "places in the cells", Case({"Rota": table(desks, numbers(desks.on))}, desks.answer())
    guest = Plan(people=("王芳", "李四", "支援1", "支援2", "实习生A"))
    yield "helpers without a name", Case({"排班": table(guest, numbers(guest.on))}, guest.answer())
    western = Plan(
        people=("Tom", "Lily", "Amy", "Jack", "小桐", "Ann"), words=("D", "D", "N", "N", "O")
    )
    yield "nicknames", Case({"排班": table(western, numbers(western.on))}, western.answer())
    rows = [["2026年10月"], ["姓名", *numbers(plan.on)]]
    rows += [[p, *plan.line(p)] for p in PEOPLE]
    rows += [["早", *[2] * 31], ["中", *[1] * 31], ["晚", *[1] * 31], ["休", *[2] * 31]]
    yield "sums of each shift below", Case({"排班": rows}, plan.answer())
    rows = [*rows[:10], [], ["班次", "时间"], ["早", "7:00-15:00"], ["中", "15:00-23:00"],
            ["晚", "23:00-7:00"], ["休", "休息"]]  # fmt: skip
    yield "a key in lines below", Case({"排班": rows}, plan.answer())


def _spans(plan: Plan) -> Iterator[str]:
    from openpyxl.utils import get_column_letter as letters

    for row, person in enumerate(plan.people, 3):
        at = 2
        for _word, several in groupby(plan.line(person)):
            count = len(list(several))
            if count > 1:
                yield f"{letters(at)}{row}:{letters(at + count - 1)}{row}"
            at += count


CASES: dict[str, Case] = dict([*heads(), *columns(), *periods(), *other_ways(), *further()])
