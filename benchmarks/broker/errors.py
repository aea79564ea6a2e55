"""What can go wrong with a broker that is measured."""

from __future__ import annotations

from benchmarks.errors import BenchmarksError
from devices.text import Text


class BrokerFailed(BenchmarksError):
    """The broker under test did something that makes the measurement worthless. Fields: what."""

    code = "bench_broker_failed"
    words = Text(
        en="The broker under test failed ({what}); its figures mean nothing.",
        fa="واسط (broker) زیر آزمون درست کار نکرد ({what})؛ ارقام آن معنایی ندارد.",
    )


class BrokerDidNotStart(BenchmarksError):
    """A broker to be measured did not come up. Fields: command, said."""

    code = "bench_broker_did_not_start"
    words = Text(
        en="The broker under test did not start: {command} said «{said}».",
        fa="واسط (broker) زیر آزمون راه نیفتاد: {command} گفت «{said}».",
    )


class MessagesLost(BenchmarksError):
    """Not every message arrived. Fields: delivered, published."""

    code = "bench_messages_lost"
    words = Text(
        en="The broker under test delivered {delivered} of {published} messages; its figures mean nothing.",
        fa="واسط (broker) زیر آزمون {delivered} پیام از {published} پیام را رساند؛ ارقام آن معنایی ندارد.",
    )
