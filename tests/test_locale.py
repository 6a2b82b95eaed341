"""Every sentence that the code says has its Chinese, once, with the same fields."""

from __future__ import annotations

import ast
import os
import re
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir

from app import text
from app.text import catalogues

APP = Path(__file__).parents[1] / "app"
KEYWORDS = {"_": None, "msg": None, "mark": None, "ngettext": (1, 2)}
HAN = re.compile(r"[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")

MsgId = str | tuple[str, ...]


def said_by_the_code() -> dict[MsgId, str]:
    """msgid -> "file:line" of everything in app/ that is to be translated."""
    found = extract_from_dir(
        APP, [("**.py", "python")], keywords=KEYWORDS, comment_tags=(), strip_comment_tags=True
    )
    said = {msgid: f"app/{path}:{line}" for path, line, msgid, _comments, _context in found}
    return dict(said_within_f_strings()) | said


def said_within_f_strings() -> Iterator[tuple[str, str]]:
    """What stands in the braces of an f-string, which the extraction takes for plain text."""
    for path in APP.rglob("*.py"):
        for whole in ast.walk(ast.parse(path.read_text("utf-8"))):
            for node in ast.walk(whole) if isinstance(whole, ast.JoinedStr) else ():
                match node:
                    case ast.Call(ast.Name("_" | "msg" | "mark"), [ast.Constant(str() as said)]):
                        yield said, f"{path.relative_to(APP.parent)}:{node.lineno}"


def entries() -> Iterator[tuple[Path, Message]]:
    for path, catalogue in catalogues.read_sources("zh_CN"):
        yield from ((path, message) for message in catalogue if message.id)


SAID = said_by_the_code()


def fields(sentence: str) -> set[str]:
    return {name for _text, name, _spec, _conv in string.Formatter().parse(sentence) if name}


def forms(value: MsgId | list[str] | None) -> tuple[str, ...]:
    return (value or "",) if isinstance(value, str | None) else tuple(value)


@pytest.fixture(autouse=True)
def _back_to_english() -> Iterator[None]:
    yield
    text.use("en")


def test_everything_the_code_says_has_its_chinese() -> None:
    translated = {message.id for _path, message in entries()}
    missing = [f"{where}: {msgid!r}" for msgid, where in SAID.items() if msgid not in translated]
    assert not missing, "\n".join(["without Chinese:", *missing])


def test_no_translation_is_empty_or_unsure() -> None:
    bad = [
        f"{path.name}: {message.id!r}"
        for path, message in entries()
        if message.fuzzy or not all(form.strip() for form in forms(message.string))
    ]
    assert not bad, "\n".join(["empty or fuzzy:", *bad])


def test_translations_have_the_fields_of_their_sentence() -> None:
    bad = [
        f"{path.name}: {message.id!r}"
        for path, message in entries()
        for form in forms(message.string)
        if fields(form) != set().union(*(fields(part) for part in forms(message.id)))
    ]
    assert not bad, "\n".join(["other fields:", *bad])


def test_a_sentence_lives_in_one_file_and_stands_there_once() -> None:
    homes: dict[MsgId, list[str]] = {}
    for path in catalogues.sources("zh_CN"):
        for msgid in msgids_as_written(path):
            homes.setdefault(msgid, []).append(path.name)
    twice = [f"{msgid!r}: {', '.join(names)}" for msgid, names in homes.items() if len(names) > 1]
    assert not twice, "\n".join(["more than once:", *twice])


def msgids_as_written(path: Path) -> list[str]:
    """The first form of each msgid, doubles within one file included."""
    written = re.findall(r'^msgid ((?:"(?:[^"\\]|\\.)*"\s*)+)', path.read_text("utf-8"), re.M)
    joined = ["".join(re.findall(r'"((?:[^"\\]|\\.)*)"', block)) for block in written]
    return [msgid for msgid in joined if msgid]


def test_no_translation_outlives_its_sentence() -> None:
    unused = [
        f"{path.name}: {message.id!r}" for path, message in entries() if message.id not in SAID
    ]
    assert not unused, "\n".join(["nothing says:", *unused])
    for path in catalogues.sources("zh_CN"):
        assert "#~" not in path.read_text("utf-8"), f"{path.name} keeps obsolete entries"


_FIGURE = r"(?:\d|\{(?!(?:path|file|word|folder|store|host)\})\w+\})"
_HAN = r"[\u4e00-\u9fff]"
APART = re.compile(rf"{_HAN} {_FIGURE}|{_FIGURE} {_HAN}")
"""A path, a file and a word as it was typed stay apart from the sentence around them."""
QUOTED = re.compile("“[^”]*”")


@pytest.mark.parametrize("form", ["共 3 条", "3 条", "共 {n}", "{n} 条"])
def test_a_space_beside_a_figure_is_seen(form: str) -> None:
    assert APART.search(form)


def test_chinese_has_no_space_between_words_and_figures() -> None:
    bad = [
        f"{path.name}: {form!r}"
        for path, message in entries()
        for form in forms(message.string)
        if APART.search(QUOTED.sub("", form))
    ]
    assert not bad, "\n".join(["a space beside a figure:", *bad])


def test_what_the_code_says_is_english() -> None:
    bad = [
        f"{where}: {msgid!r}"
        for msgid, where in SAID.items()
        if any(HAN.search(form) for form in forms(msgid))
    ]
    assert not bad, "\n".join(["Chinese in the code:", *bad])


def test_whoever_is_spoken_to_is_spoken_to_politely() -> None:
    bad = [
        f"{path.name}: {form!r}"
        for path, message in entries()
        for form in forms(message.string)
        if "你" in form.replace("你们", "")
    ]
    assert not bad, "\n".join(["您, not 你:", *bad])


def test_catalogues_say_that_they_are_utf_8() -> None:
    for path in catalogues.sources("zh_CN"):
        assert "charset=UTF-8" in path.read_text("utf-8"), path.name


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source tree of its own with one topic."""
    folder = tmp_path / "zh_CN"
    folder.mkdir()
    write_topic(folder / "greetings.po", "Good morning", "早上好")
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    return folder


def write_topic(path: Path, msgid: str, msgstr: str) -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    path.write_text(f'{header}msgid "{msgid}"\nmsgstr "{msgstr}"\n', encoding="utf-8")


def test_topics_are_merged_and_kept_compiled(locale: Path) -> None:
    write_topic(locale / "partings.po", "Good night", "晚安")
    text.use("zh_CN")
    assert (text._("Good morning"), text._("Good night")) == ("早上好", "晚安")
    assert (locale / "dutydesk.mo").exists()


def test_a_compiled_catalogue_is_read_without_compiling(
    locale: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogues.compile_all()
    (locale / "greetings.po").unlink()
    monkeypatch.delattr(catalogues, "compile_language")
    text.use("zh_CN")
    assert text._("Good morning") == "早上好"


def test_an_edited_topic_is_compiled_again(locale: Path) -> None:
    text.use("zh_CN")
    write_topic(locale / "greetings.po", "Good morning", "早安")
    later = (locale / "dutydesk.mo").stat().st_mtime_ns + 1_000_000
    os.utime(locale / "greetings.po", ns=(later, later))
    text.use("zh_CN")
    assert text._("Good morning") == "早安"


def test_of_a_sentence_in_two_topics_the_first_counts(locale: Path) -> None:
    write_topic(locale / "second.po", "Good morning", "早安")
    text.use("zh_CN")
    assert text._("Good morning") == "早上好"


def test_a_tree_that_cannot_be_written_still_speaks_chinese(
    locale: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, content: bytes) -> int:
        raise PermissionError(13, "read-only")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    text.use("zh_CN")
    assert text._("Good morning") == "早上好"
    assert Counter(path.suffix for path in locale.iterdir()) == {".po": 1}


def test_a_language_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        text.use("fr")
