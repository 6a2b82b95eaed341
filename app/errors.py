"""What can go wrong that a person can understand and mend. Anything else is a bug."""

from __future__ import annotations

from collections.abc import Sequence

from app.rules.vocabulary import Message, msg

NOT_CLOSED = msg(
    "The store was not closed in order, as when the power fails. What another program "
    "may have changed since cannot be told."
)
"""What a store says of itself as it is opened: of use to who can verify it, and to nobody else."""


class AppError(Exception):
    """Shown to people, never logged as a bug.

    `title` says what, `message` where and how to mend it. Both are untranslated `Message`s;
    `app.text.say` words them in the chosen language.
    """

    def __init__(self, title: Message, message: Message) -> None:
        super().__init__(title.msgid)
        self.title = title
        self.message = message


class RuleViolated(AppError):
    """A rule refuses. `findings` are the rulebook's `Finding`s, every one of them."""

    def __init__(self, title: Message, message: Message, findings: Sequence[object] = ()) -> None:
        super().__init__(title, message)
        self.findings = tuple(findings)


class Conflict(AppError):
    """Somebody else changed or decided the same thing first."""


class Stale(Conflict):
    """What somebody changes is no longer what they saw; `stands` is what they have been told of."""

    def __init__(self, title: Message, message: Message, stands: object) -> None:
        super().__init__(title, message)
        self.stands = stands


class NotAllowed(AppError):
    """The permission table does not let this person do this."""


class NotFound(AppError):
    """What was named is not in the store."""


class BadInput(AppError):
    """A value that cannot be taken as it is; nothing was written.

    `problems` are the single sentences, where one file or form has several.
    """

    def __init__(self, title: Message, message: Message, problems: Sequence[Message] = ()) -> None:
        super().__init__(title, message)
        self.problems = tuple(problems)


class NotAWorkbook(BadInput):
    """A spreadsheet that is none of Dutydesk's own: perhaps a roster or a staff list of a centre's
    own, which come in another way."""


class Cancelled(AppError):
    """The person stopped it; nothing was written."""


class Unexpected(AppError):
    """A mistake of the program's ended the work, and the window has shown its report: whoever waits
    for the work waits no longer."""


class StoreProblem(AppError):
    """The store cannot be opened, read or written; the message says what to do."""


class PasswordNeeded(StoreProblem):
    """The server wants a password, or another one than it was given."""


class StoreSilent(StoreProblem):
    """The server does not answer just now; it may in a moment, and nothing need be opened anew.

    The window says so in one place, asks again by itself, and takes no change meanwhile.
    """


class Unsure(StoreSilent):
    """The server fell silent over a change that is written, or may be: whoever asked for it has to
    know before they repeat it."""


class StoreLost(StoreProblem):
    """The store that is open can be worked in no more; one of the three below says why."""


class StoreDamaged(StoreLost):
    """What is read is not what was written: somebody goes back to a backup."""


class StoreGone(StoreLost):
    """The file that is open is no longer the store: deleted, moved, or another put over it.

    Nothing more can be written in this window; what somebody has typed can be kept elsewhere.
    """


class StoreRestored(StoreLost):
    """Somebody went back to a backup: whoever had the store open signs in to it again."""


class StoreOutgrown(StoreLost):
    """A newer program brought the store to its schema: this one is to be updated."""


class StoreMoved(StoreLost):
    """The centre works in another store by now: what is entered here would not get there."""


class AnotherCentre(StoreProblem):
    """What is to be gone back to is another centre's; it can be done all the same, if confirmed."""
