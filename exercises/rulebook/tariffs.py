"""What electricity costs by the tariff of the exercise's house; a run counts as part of one month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from exercises.rulebook.measuring import Piece
from exercises.rulebook.question import Question
from simulator.quantities import HOUR_MS
from simulator.tariff import PERIODS

_WATT_MS_OF_KWH = 1000 * HOUR_MS
_MILLISECOND = timedelta(milliseconds=1)


def rials(power: Sequence[Piece], question: Question) -> float:
    """The price of a power in watts, by the steps and hours of the tariff, without the monthly fee.

    What is fed in (a negative power) earns what the tariff pays for it.
    """
    registers = dict.fromkeys(PERIODS, 0.0)
    exported = 0.0
    for piece in power:
        if piece.number < 0:
            exported -= piece.number * piece.length_ms
            continue
        for part in _by_period(piece, question):
            moment = question.start + part.from_ms * _MILLISECOND
            registers[question.tariff.period_at(moment)] += part.number * part.length_ms
    used = [registers[period] / _WATT_MS_OF_KWH for period in PERIODS]
    price = question.tariff.energy_rials(used, question.tariff.used_kwh)
    return price - exported / _WATT_MS_OF_KWH * question.tariff.exported_rials_per_kwh


def _by_period(piece: Piece, question: Question) -> list[Piece]:
    parts = []
    from_ms = piece.from_ms
    while from_ms < piece.to_ms:
        turn = question.tariff.next_turn(question.start + from_ms * _MILLISECOND)
        to_ms = min(piece.to_ms, (turn - question.start) // _MILLISECOND)
        parts.append(Piece(from_ms, to_ms, piece.number))
        from_ms = to_ms
    return parts
