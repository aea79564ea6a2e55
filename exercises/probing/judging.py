"""What is said of probes: `user sara could read …/front_door although that should be denied`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

from devices.text import Text
from exercises.finding import Finding
from exercises.probing.probe import Probe, ProbeGroup
from exercises.rulebook.duration import Parameters
from simulator.trace import Trace

TOLD_IN_FULL = 3


def path_of(group: ProbeGroup, number: int) -> str:
    """The path of the trace under which a probe's event stands."""
    return f"probe.{group.id}.{number}"


def judge(group: ProbeGroup, trace: Trace, parameters: Parameters, points: float) -> Finding:
    """What one group of probes found in the trace.

    Of a group with both sorts of probes only that share counts by which what is allowed and what is denied
    are told apart (Youden's index): a broker that allows everything earns nothing, nor does one that denies
    everything.
    """
    outcomes = [_came_of(trace, path_of(group, number)) for number in range(len(group.probes))]
    wrong = [
        probe
        for probe, outcome in zip(group.probes, outcomes, strict=True)
        if outcome is not None and outcome != probe.expected
    ]
    is_met = not wrong and None not in outcomes
    return Finding(
        rule=group.id,
        outcome="satisfied" if is_met else "violated",
        points=round(points * _credit(group.probes, wrong), 3),
        of=round(points, 3),
        asks=group.says.format(**parameters),
        says=_summary(wrong, len(group.probes)),
        met=len(group.probes) - len(wrong),
        occasions=len(group.probes),
        hint=None if is_met else group.hint,
        fatal=group.fatal,
    )


def _came_of(trace: Trace, path: str) -> object:
    events = trace.events_of(path)
    value = events[-1].value if events else None
    return value.get("came_of_it") if isinstance(value, Mapping) else None


def _credit(probes: Sequence[Probe], wrong: Sequence[Probe]) -> float:
    shares = []
    for expected in ("allowed", "denied"):
        sort = [probe for probe in probes if probe.expected == expected]
        if sort:
            shares.append(fmean(probe not in wrong for probe in sort))
    return max(0.0, sum(shares) - (len(shares) - 1))


def _summary(wrong: Sequence[Probe], probes: int) -> Text:
    if not wrong:
        return _ALL_RIGHT.format(probes=probes)
    sentences = [_SENTENCES[probe.deed, probe.expected].format(**_fields(probe)) for probe in wrong]
    said = list(dict.fromkeys(sentences))[:TOLD_IN_FULL]
    if len(wrong) > len(said):
        said.append(_AND_MORE.format(wrong=len(wrong), probes=probes))
    return Text(en=" ".join(each.en for each in said), fa=" ".join(each.fa for each in said))


def _fields(probe: Probe) -> dict[str, object]:
    who = _NOBODY if probe.user is None else _USER.format(user=probe.user)
    return {"who": who, "topic": f"…/{probe.topic}", "port": str(probe.port)}


_ALL_RIGHT = Text(
    en="All {probes} probes came out as they should.", fa="نتیجهٔ همهٔ آزمایش‌ها درست بود ({probes} آزمایش)."
)
_AND_MORE = Text(
    en="{wrong} of {probes} probes came out wrong.", fa="از {probes} آزمایش، {wrong} مورد نادرست بود."
)
_USER = Text(en="User {user}", fa="کاربر {user}")
_NOBODY = Text(en="Somebody without a name", fa="کسی بدون نام کاربری")
_SENTENCES = {
    ("connects", "denied"): Text(
        en="{who} could connect to port {port}, although that should be refused.",
        fa="{who} توانست به درگاه {port} وصل شود، با آنکه نباید بتواند.",
    ),
    ("connects", "allowed"): Text(
        en="{who} could not connect to port {port}, and should be able to.",
        fa="{who} نتوانست به درگاه {port} وصل شود، در حالی که باید بتواند.",
    ),
    ("publishes", "denied"): Text(
        en="{who} could publish to {topic}, although that should be denied.",
        fa="{who} توانست در {topic} پیام بفرستد، با آنکه نباید بتواند.",
    ),
    ("publishes", "allowed"): Text(
        en="{who} could not publish to {topic}, and should be able to.",
        fa="{who} نتوانست در {topic} پیام بفرستد، در حالی که باید بتواند.",
    ),
    ("reads", "denied"): Text(
        en="{who} could read {topic}, although that should be denied.",
        fa="{who} توانست {topic} را بخواند، با آنکه نباید بتواند.",
    ),
    ("reads", "allowed"): Text(
        en="{who} could not read {topic}, and should be able to.",
        fa="{who} نتوانست {topic} را بخواند، در حالی که باید بتواند.",
    ),
}
