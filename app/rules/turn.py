"""Whose word is next: on a swap and on taking it back, on a leave and on giving it up.

Everybody who asks, asks here: the Inbox and its badge, Today, the pages, whoever is told, and the
services before they take a word. A turn is that of one day: who is employed then, by the posts of
then. Where nobody can say the word, the part is there with nobody in it, and `WHO_HELPS` says who
gives out posts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.rules.approvers import leads_team_of, may_consent
from app.rules.facts import Person, Post, Swap
from app.rules.leave import LeaveFacts
from app.rules.leave_verdict import chain, deciders, open_step
from app.rules.permissions import Action, who_may
from app.rules.policy import Policy
from app.rules.swap_states import CONSENTING
from app.rules.vocabulary import SIDES, LeaveStatus, LeaveStepKind, Side, SwapStatus


class Word(StrEnum):
    """What kind of word is asked for."""

    ANSWER = "answer"
    """A colleague's, who was asked to swap."""
    CONSENT = "consent"
    """A leader's, for a side."""
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Part:
    """One word that is still to come: for a side of a swap, or on a step of a chain.

    It waits for `asked`; those `in_stead` may say it as well (a head in a leader's stead, SWAP-1).
    """

    of: Side | LeaveStepKind
    asked: tuple[Person, ...]
    in_stead: tuple[Person, ...] = ()

    @property
    def who(self) -> tuple[Person, ...]:
        """All who may say it, those first for whom it waits."""
        return (*self.asked, *self.in_stead)


@dataclass(frozen=True, slots=True)
class Turn:
    """The words that may be said next, each by whom; no parts: nothing is to be said."""

    word: Word
    parts: tuple[Part, ...]

    def asks(self, person_id: int | None) -> bool:
        """Whether it waits for this person."""
        return any(_holds(part.asked, person_id) for part in self.parts)

    def allows(self, person_id: int | None) -> bool:
        """Whether this person may say the next word, in somebody's stead too."""
        return bool(self.open_to(person_id))

    def open_to(self, person_id: int | None) -> tuple[Side | LeaveStepKind, ...]:
        """The parts whose word is this person's to say."""
        return tuple(part.of for part in self.parts if _holds(part.who, person_id))

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody who may say the next word, each once."""
        return tuple({one.no: one for part in self.parts for one in part.who}.values())

    @property
    def stuck(self) -> bool:
        """Whether nobody at all can go on."""
        return bool(self.parts) and not self.people


NOBODYS = Turn(Word.DECISION, ())
"""Nothing is to be said any more."""

WHO_HELPS = who_may(Action.MANAGE_PEOPLE)
"""Whom to ask where nobody can say the next word: who gives somebody the post."""


def swap_turn(swap: Swap, people: Mapping[str, Person], day: date) -> Turn:
    """The counterpart's answer, then a consent for each side (SWAP-1). `people`: by number, the
    parties and all who may consent."""
    if swap.status is SwapStatus.OFFERED:
        one = people[swap.counterpart]
        answers = (one,) if one.speaks_on(day) else ()
        return Turn(Word.ANSWER, (Part(Side.COUNTERPART, answers),))
    if swap.status not in CONSENTING:
        return NOBODYS
    parties = {Side.REQUESTER: swap.requester, Side.COUNTERPART: swap.counterpart}
    return Turn(
        Word.CONSENT,
        tuple(
            consent_part(side, people[parties[side]].post_on(day), parties.values(), people, day)
            for side in SIDES
            if swap.consent_of(side) is None
        ),
    )


def taking_back_turn(asked: Swap, by: Side, people: Mapping[str, Person], day: date) -> Turn:
    """SWAP-11: the other party's answer, then a consent for each side, as for the swap itself.

    `asked`: the swap with the state and the consents of the request, which `by` filed.
    """
    if asked.status is not SwapStatus.OFFERED or by is Side.REQUESTER:
        return swap_turn(asked, people, day)
    one = people[asked.requester]
    answers = (one,) if one.speaks_on(day) else ()
    return Turn(Word.ANSWER, (Part(Side.REQUESTER, answers),))


def consent_part(
    side: Side, post: Post, parties: Collection[str], people: Mapping[str, Person], day: date
) -> Part:
    """SWAP-1: who consents for the party that holds `post`: the team's leader, or in their stead
    the head, whom it waits for where no leader can be asked. Neither of the `parties`."""
    found = [
        person
        for person in people.values()
        if person.no not in parties
        and person.speaks_on(day)
        and may_consent(person.post_on(day), post)
    ]
    leaders = tuple(person for person in found if leads_team_of(person.post_on(day), post))
    heads = tuple(person for person in found if person not in leaders)
    return Part(side, leaders, heads) if leaders else Part(side, heads)


def leave_turn(facts: LeaveFacts, policy: Policy) -> Turn:
    """The open step of the chain (LEAVE-1), by its approvers and their delegates."""
    step = open_step(facts, policy)
    if facts.leave.status is not LeaveStatus.PENDING or step is None:
        return NOBODYS
    return Turn(Word.DECISION, (Part(step, tuple(deciders(facts, step))),))


def giving_up_turn(facts: LeaveFacts, policy: Policy) -> Turn:
    """An approved leave is given up by the first step of its chain that has anybody; a leave
    without a chain, the director's own, is nobody's to decide."""
    steps = chain(facts, policy)
    if not steps:
        return NOBODYS
    parts = [Part(step, tuple(deciders(facts, step))) for step in steps]
    return Turn(Word.DECISION, (next((part for part in parts if part.asked), parts[0]),))


def _holds(people: Collection[Person], person_id: int | None) -> bool:
    return person_id is not None and any(person.id == person_id for person in people)
