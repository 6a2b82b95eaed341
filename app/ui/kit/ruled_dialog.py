"""A dialog that a rule may refuse: it tells the rule, what was counted and what would help."""

from __future__ import annotations

from collections.abc import Mapping

from app.errors import AppError, RuleViolated
from app.rules.findings import Finding
from app.text import say
from app.text.findings import finding_remedy, finding_sentence
from app.ui.kit.forms import FormDialog

NOBODY: Mapping[str, str] = {}


class RuledDialog(FormDialog):
    """A refusal names the rule, what was counted and what would help; `names` words the people."""

    names: Mapping[str, str] = NOBODY

    def _on_refused(self, error: Exception) -> None:
        super()._on_refused(error)
        if isinstance(error, AppError):
            self.refusal.set_text(refusal_words(error, self.names))


def refusal_words(error: AppError, names: Mapping[str, str] = NOBODY) -> str:
    """A refusal whole: the rule, what was counted, and the smallest change that would do."""
    if not isinstance(error, RuleViolated) or not error.findings:
        return say(error.message)
    found = (one for one in error.findings if isinstance(one, Finding))
    return "\n".join(finding_words(one, names) for one in found)


def finding_words(finding: Finding, names: Mapping[str, str] = NOBODY) -> str:
    """The rule, what was found, and what would make it right."""
    return f"{finding.rule}: {finding_sentence(finding, names)} {finding_remedy(finding, names)}"
