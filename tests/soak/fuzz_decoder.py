"""Coverage-guided fuzzing of the broker's decoder, with Atheris (Linux on x86_64 only).

    python tests/soak/fuzz_decoder.py -max_total_time=60 [FOLDER]

The options are libFuzzer's; FOLDER keeps the inputs that reached something new. A finding ends the run with
its traceback, and leaves the input in a file `crash-…`.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["simulator.broker"]):
    from simulator.broker.decoding import decode
    from simulator.broker.encoding import encode
    from simulator.broker.errors import ProtocolError
    from simulator.broker.packets import MQTT_3_1_1, MQTT_5
    from simulator.broker.stream import PacketStream

MOST_BYTES = 65_536


def read_any_bytes(data: bytes) -> None:
    """They are refused by a protocol error, or are packets that survive being written.

    The first byte chooses the protocol level and where the rest is split.
    """
    if not data:
        return
    level = MQTT_5 if data[0] & 1 else MQTT_3_1_1
    cut = 1 + (data[0] >> 1)
    stream = PacketStream(MOST_BYTES, level)
    for chunk in (data[1:cut], data[cut:]):
        try:
            packets = [decode(first, body, level) for first, body in stream.feed(chunk)]
        except ProtocolError:
            return
        for packet in packets:
            ((first, body),) = PacketStream(2 * MOST_BYTES, level).feed(encode(packet, level))
            assert decode(first, body, level) == packet, f"{packet} does not survive being written"


if __name__ == "__main__":
    atheris.Setup(sys.argv, read_any_bytes)
    atheris.Fuzz()
