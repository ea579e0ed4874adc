"""What holds of whoever carries requests out under a key: gateways and providers, awaited or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from hypothesis import strategies as st

from xbcommerce.payments import Answered, Effect, Fact, NotSent, OutcomeUnknown, PaymentFact, Reported
from xbcommerce.payments.intents import PaymentRequest

from .contract import Contract, law

_ASKS_MAX = 50
_NUMBERS = st.integers(0, 9)


G = TypeVar("G")
E = TypeVar("E", bound=Effect | PaymentRequest)
Answer = Answered | Reported | NotSent | OutcomeUnknown


class AnsweringContract(Contract[G], Generic[G, E]):
    """The laws of sending and asking; see `PaymentGatewayContract` and its twins for what to subclass.

    Attributes:
        answers_at_once: Whether facts come with the answer to a request that is carried out; if not, make
            `heard` deliver what the gateway tells by itself.
        knows_what_never_came: Whether it says `NotSent` to a question about a key that it never got.
        settles_doubt: Whether a question is answered, if asked often enough.
    """

    answers_at_once: ClassVar[bool] = True
    knows_what_never_came: ClassVar[bool] = True
    settles_doubt: ClassVar[bool] = True

    def requests(self) -> Sequence[E]:
        """Return some requests that the gateway can carry out, none of which needs another."""
        raise NotImplementedError

    def sent(self, gateway: G, request: E) -> Answer:
        """Send a request."""
        raise NotImplementedError

    def queried(self, gateway: G, key: str) -> Answer:
        """Ask what became of one."""
        raise NotImplementedError

    def heard(self, gateway: G) -> Iterable[Fact | PaymentFact]:
        """Return what the gateway has told by itself since the last call, such as webhooks."""
        del gateway
        return ()

    def _request(self, number: int) -> E:
        requests = self.requests()
        return requests[number % len(requests)]

    @law(number=_NUMBERS)
    def test_an_answer_is_about_what_was_asked(self, number: int) -> None:
        """Carried out, not sent or unknown, as a value; its facts belong to the order or payment."""
        request = self._request(number)
        with self.fresh() as gateway:
            for answer in (self.sent(gateway, request), self.queried(gateway, request.key)):
                assert isinstance(answer, Answered | Reported | NotSent | OutcomeUnknown)
                assert {subject_of(fact) for fact in facts_in(answer)} <= {subject_of(request)}

    @law(number=_NUMBERS, times=st.integers(2, 5))
    def test_the_same_key_is_carried_out_once(self, number: int, times: int) -> None:
        """Whoever sends again hears the first facts again, or none: nothing happens twice."""
        request = self._request(number)
        with self.fresh() as gateway:
            answers = [self.sent(gateway, request) for _ in range(times)]
            answers.append(self.queried(gateway, request.key))
            told = {frozenset(facts_in(answer)) for answer in answers if facts_in(answer)}
            heard = frozenset(self.heard(gateway))
            assert len(told) <= 1
            assert not told or heard <= set().union(*told)
            carried_out = any(isinstance(answer, Answered | Reported) for answer in answers)
            if self.answers_at_once and carried_out:
                assert told

    @law(number=_NUMBERS)
    def test_a_question_never_takes_an_answer_back(self, number: int) -> None:
        """What was said to be carried out was, whatever is asked later."""
        request = self._request(number)
        with self.fresh() as gateway:
            told = facts_in(self.sent(gateway, request))
            answer = self.queried(gateway, request.key)
            if told:
                assert not isinstance(answer, NotSent)
                assert not facts_in(answer) or set(facts_in(answer)) == set(told)

    @law(number=_NUMBERS)
    def test_what_was_not_sent_was_not_carried_out(self, number: int) -> None:
        """`NotSent` is a promise: whoever says it in doubt has the buyer pay twice."""
        request = self._request(number)
        with self.fresh() as gateway:
            if isinstance(self.sent(gateway, request), NotSent):
                assert not facts_in(self.queried(gateway, request.key))
                assert not list(self.heard(gateway))

    @law(number=_NUMBERS)
    def test_a_question_carries_nothing_out(self, number: int) -> None:
        """Asked about a key that it never got, a gateway finds nothing, and the request can still be sent."""
        request = self._request(number)
        with self.fresh() as gateway:
            answer = self.queried(gateway, request.key)
            assert not facts_in(answer)
            assert not list(self.heard(gateway))
            if self.knows_what_never_came:
                assert isinstance(answer, NotSent)
            first = self.sent(gateway, request)
            if self.answers_at_once and isinstance(first, Answered | Reported):
                assert facts_in(first)

    def test_requests_under_different_keys_are_told_apart(self) -> None:
        """No event of one is an event of another, even where they ask for the same amount."""
        with self.fresh() as gateway:
            answers = [self.sent(gateway, request) for request in self.requests()]
            events = [name for answer in answers for name in {fact.event_id for fact in facts_in(answer)}]
            assert len(events) == len(set(events))

    @law(number=_NUMBERS)
    def test_a_doubt_can_be_asked_away(self, number: int) -> None:
        """An unknown outcome does not stay unknown for ever."""
        request = self._request(number)
        with self.fresh() as gateway:
            answer = self.sent(gateway, request)
            for _ in range(_ASKS_MAX):
                if isinstance(answer, OutcomeUnknown):
                    answer = self.queried(gateway, request.key)
            assert not (self.settles_doubt and isinstance(answer, OutcomeUnknown))


def facts_in(answer: Answer) -> tuple[Fact | PaymentFact, ...]:
    """Return the facts of an answer, if it has any."""
    return answer.facts if isinstance(answer, Answered | Reported) else ()


def subject_of(said: Effect | Fact | PaymentRequest | PaymentFact) -> str:
    """Name the order or the payment that a request or a fact is about."""
    return said.payment_id if isinstance(said, PaymentRequest | PaymentFact) else said.order_id
