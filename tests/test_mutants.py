"""The tool that asks whether the tests notice: what it changes, and whom it asks."""

import ast
from pathlib import Path

import pytest

from tools.mutants import ROOT, chosen_mutants
from tools.mutation.mutant import Mutant, equivalents
from tools.mutation.operators import mutants_of
from tools.mutation.reach import Reach
from tools.mutation.trial import Copy, Fate

RULES = ["app/rules/leave.py", "app/rules/work.py"]
MUTANT = Mutant("app/x.py", 2, 3, 0, 0, "")


def instead_of(source: str, folder: Path) -> list[str]:
    (folder / "x.py").write_text(source, "utf-8")
    return [mutant.instead for mutant in mutants_of("x.py", folder)]


@pytest.mark.parametrize(
    ("source", "instead"),
    [
        ("a < b", ["(a <= b)"]),
        ("a and b", ["(a or b)", "(b)", "(a)"]),
        ("not a", ["bool(a)"]),
        ("if a: pass", ["(not a)"]),
        ("'值' < b - 1", ["('值' <= b - 1)", "(b + 1)", "2"]),
        ("write(a)", ["pass"]),
        ("def f(a: 1 = True) -> 2: return a", ["return None", "False"]),
        ("def f(): yield 1", ["yield from ()", "2"]),
        ("@d(1)\nclass A:\n    '''Words 1 < 2.'''", []),
        ("f'{a:1} {b < c}'", []),
    ],
)
def test_what_stands_there_is_turned_round_or_left_out(
    source: str, instead: list[str], tmp_path: Path
) -> None:
    assert sorted(instead_of(source, tmp_path)) == sorted(instead)


def test_every_mutant_of_the_rules_is_a_program_and_another_one() -> None:
    for mutant in chosen_mutants(ROOT, ["app/rules"], seed=1, count=60):
        source = (ROOT / mutant.path).read_bytes()
        assert ast.dump(ast.parse(mutant.applied(source))) != ast.dump(ast.parse(source))


def test_a_seed_names_its_mutants() -> None:
    first, again, other = (chosen_mutants(ROOT, RULES, seed, 9) for seed in (1, 1, 2))
    assert first == again != other


def test_what_is_known_as_equivalent_is_not_tried() -> None:
    (mutant,) = chosen_mutants(ROOT, RULES, 1, 1)
    source = (ROOT / mutant.path).read_bytes()
    words = f'was = """{mutant.was(source)}"""\ninstead = """{mutant.instead}"""\nreason = "so"'
    (known,) = equivalents(f'[[equivalent]]\npath = "{mutant.path}"\n{words}')
    assert known.is_of(mutant, source)
    assert not known.is_of(MUTANT, source)


def test_the_quickest_tests_that_run_the_lines_are_asked_first() -> None:
    seconds = {"slow": 9.0, "quick": 1.0, "long": 60.0, "elsewhere": 0.1}
    lines = {"app/x.py": {2: {"slow", "long"}, 3: {"quick"}, 9: {"elsewhere"}}}
    assert Reach(seconds, lines).tests_for(MUTANT, budget=20) == ["quick", "slow"]
    assert Reach(seconds, {}).tests_for(MUTANT, budget=20) == []


@pytest.mark.parametrize(
    ("instead", "fate"), [("2", Fate.KILLED), ("1 + 0", Fate.SURVIVED), ("exit()", Fate.KILLED)]
)
def test_a_mutant_is_tried_in_the_copy_which_is_whole_again(
    instead: str, fate: Fate, tmp_path: Path
) -> None:
    (tmp_path / "x.py").write_text("A = 1\n", "utf-8")
    (tmp_path / "test_x.py").write_text("import x\n\ndef test(): assert x.A == 1\n", "utf-8")
    mutant = Mutant("x.py", 1, 1, 4, 5, instead)
    assert Copy(tmp_path).try_out(mutant, ["test_x.py::test"], 60) is fate
    assert Copy(tmp_path).try_out(mutant, [], 60) is Fate.UNREACHED
    assert (tmp_path / "x.py").read_text("utf-8") == "A = 1\n"
