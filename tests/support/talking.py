"""A conversation held with the service, and what its last answer came to."""

from __future__ import annotations

from service.answer import Service
from service.reply import Answer


def talk(service: Service, *questions: str) -> Answer:
    """The answer to the last of several questions asked in one conversation."""
    answer = service.ask(questions[0])
    for question in questions[1:]:
        answer = service.ask(question, None, answer.conversation)
    return answer


def result(answer: Answer) -> str | None:
    """The figure that an answer comes to with its unit, None where it comes to none."""
    return f"{answer.result.value}{answer.result.unit}" if answer.result else None
