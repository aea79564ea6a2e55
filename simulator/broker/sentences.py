"""What the broker saw, in words for the person whose client it was."""

from __future__ import annotations

from devices.text import Text
from simulator.broker import endings, violations
from simulator.broker.endings import DENIALS, ENDINGS, Refusal
from simulator.broker.observation import Observation
from simulator.broker.violations import Violation


def sentence(seen: Observation) -> Text:
    """One sentence in both languages; what is not about a client of a user has none, and is empty."""
    frame = _FRAMES.get((seen.kind, seen.detail)) or _FRAMES.get((seen.kind, ""))
    if frame is None:
        return Text(en="", fa="")
    return frame.format(
        client=seen.client_id or "?",
        topic=seen.topic or "",
        qos=str(seen.qos),
        why=_WHY.get(seen.detail, seen.detail),
    )


_FRAMES = {
    ("connected", ""): Text(en="{client} connected.", fa="{client} وصل شد."),
    ("connected", "resumed"): Text(
        en="{client} is back; its session was kept.", fa="{client} بازگشت؛ نشست آن نگه داشته شده بود."
    ),
    ("refused", ""): Text(en="{client} was not let in: {why}.", fa="{client} پذیرفته نشد: {why}."),
    ("disconnected", ""): Text(en="{client} was disconnected: {why}.", fa="اتصال {client} بسته شد: {why}."),
    ("disconnected", "disconnect"): Text(
        en="{client} disconnected in good order.", fa="{client} به‌درستی قطع شد."
    ),
    ("disconnected", "disconnect_with_will"): Text(
        en="{client} disconnected and had its will published.",
        fa="{client} قطع شد و خواست که وصیتش منتشر شود.",
    ),
    ("disconnected", "lost"): Text(
        en="{client} was lost: its connection broke without a farewell.",
        fa="{client} از دست رفت: اتصال آن بی‌خداحافظی قطع شد.",
    ),
    ("disconnected", "network"): Text(
        en="{client} was lost: the network broke its connection.",
        fa="{client} از دست رفت: شبکه اتصال آن را قطع کرد.",
    ),
    ("lost", "to_broker"): Text(
        en="The network lost a message of {client} on {topic}: it was sent at QoS 0.",
        fa="شبکه پیام {client} در {topic} را گم کرد: با QoS 0 فرستاده شده بود.",
    ),
    ("lost", "to_client"): Text(
        en="The network lost a message on {topic} to {client}: it was sent at QoS 0.",
        fa="شبکه پیامی در {topic} را که برای {client} بود گم کرد: با QoS 0 فرستاده شده بود.",
    ),
    ("doubled", "to_broker"): Text(
        en="A message of {client} on {topic} came twice, as QoS 1 allows.",
        fa="پیام {client} در {topic} دو بار رسید؛ QoS 1 چنین اجازه‌ای می‌دهد.",
    ),
    ("doubled", "to_client"): Text(
        en="A message on {topic} came to {client} twice, as QoS 1 allows.",
        fa="پیامی در {topic} دو بار به {client} رسید؛ QoS 1 چنین اجازه‌ای می‌دهد.",
    ),
    ("network", "bad"): Text(en="The network is bad from now on.", fa="شبکه از این پس خراب است."),
    ("network", "good"): Text(en="The network is good from now on.", fa="شبکه از این پس خوب است."),
    ("broker", "stopped"): Text(
        en="The broker is being restarted.", fa="واسط (broker) از نو راه‌اندازی می‌شود."
    ),
    ("broker", "forgot"): Text(
        en="The broker is being restarted, and forgets sessions and retained messages.",
        fa="واسط (broker) از نو راه‌اندازی می‌شود و نشست‌ها و پیام‌های ماندگار را فراموش می‌کند.",
    ),
    ("broker", "started"): Text(en="The broker is back.", fa="واسط (broker) بازگشت."),
    ("subscribed", ""): Text(
        en="{client} subscribed to {topic} at QoS {qos}.", fa="{client} با QoS {qos} مشترک {topic} شد."
    ),
    ("unsubscribed", ""): Text(
        en="{client} unsubscribed from {topic}.", fa="{client} اشتراک {topic} را پایان داد."
    ),
    ("denied", ""): Text(
        en="{client} may not publish to {topic}: {why}.",
        fa="{client} اجازهٔ انتشار در {topic} را ندارد: {why}.",
    ),
    ("denied", "will"): Text(
        en="{client} may not leave a will on {topic}: {why}.",
        fa="{client} اجازهٔ گذاشتن وصیت در {topic} را ندارد: {why}.",
    ),
    ("denied", "subscribe"): Text(
        en="{client} may not subscribe to {topic}: {why}.",
        fa="{client} اجازهٔ اشتراک {topic} را ندارد: {why}.",
    ),
    ("denied", "subscriptions"): Text(
        en="{client} could not subscribe to {topic}: {why}.",
        fa="{client} نتوانست مشترک {topic} شود: {why}.",
    ),
    ("dropped", ""): Text(
        en="A message on {topic} did not reach {client}: {why}.",
        fa="پیامی در {topic} به {client} نرسید: {why}.",
    ),
    ("dropped", "retained_full"): Text(
        en="A message of {client} on {topic} was not retained: {why}.",
        fa="پیام {client} در {topic} نگه داشته نشد: {why}.",
    ),
}

_REFUSALS = [each for each in vars(endings).values() if isinstance(each, Refusal)]
_VIOLATIONS = [each for each in vars(violations).values() if isinstance(each, Violation)]

_WHY: dict[str, Text] = {
    **{violation.code: violation.words for violation in _VIOLATIONS},
    **{detail: ending.words for detail, ending in ENDINGS.items()},
    **{refusal.detail: refusal.words for refusal in _REFUSALS},
    **DENIALS,
    "will": DENIALS["publish"],
    "connect_timeout": Text(en="it did not introduce itself in time", fa="به‌موقع خود را معرفی نکرد"),
    "lost": Text(en="the connection broke", fa="اتصال قطع شد"),
    "network": Text(en="the network broke the connection", fa="شبکه اتصال را قطع کرد"),
    "protocol_level": Text(
        en="the broker speaks MQTT 3.1.1 and 5 only", fa="واسط (broker) فقط MQTT نسخهٔ 3.1.1 و 5 را می‌داند"
    ),
    "queue_full": Text(en="too many messages wait for it", fa="پیام‌های زیادی در انتظار آن است"),
    "slow_reader": Text(en="it reads more slowly than messages come", fa="کندتر از رسیدن پیام‌ها می‌خواند"),
    "packet_too_large": Text(en="it takes no packet of that size", fa="بسته‌ای به این اندازه را نمی‌پذیرد"),
    "expired": Text(en="the message was out of date", fa="زمان اعتبار پیام گذشته بود"),
}
