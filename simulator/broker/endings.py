"""Why a client is not let in or a connection ends, in the terms of both protocol levels and in words."""

from __future__ import annotations

from dataclasses import dataclass

from devices.text import Text
from simulator.broker.packets import ConnectCode
from simulator.broker.reasons import Reason


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a client is not let in: the detail of the observation, CONNACK's codes, and words."""

    detail: str
    code: ConnectCode
    reason: Reason
    words: Text


@dataclass(frozen=True, slots=True)
class Ending:
    """Why the broker closes a connection: the code of DISCONNECT in MQTT 5, and words."""

    reason: Reason
    words: Text


ANONYMOUS = Refusal(
    "anonymous",
    ConnectCode.NOT_AUTHORIZED,
    Reason.NOT_AUTHORIZED,
    Text(en="a user name and a token are needed", fa="نام کاربری و توکن لازم است"),
)
CREDENTIALS = Refusal(
    "credentials",
    ConnectCode.BAD_CREDENTIALS,
    Reason.BAD_USER_NAME_OR_PASSWORD,
    Text(en="user name and token do not fit", fa="نام کاربری و توکن با هم نمی‌خوانند"),
)
WILL_NOT_ALLOWED = Refusal(
    "will",
    ConnectCode.NOT_AUTHORIZED,
    Reason.NOT_AUTHORIZED,
    Text(en="the will is for a topic outside your lab", fa="وصیت برای موضوعی بیرون از آزمایشگاه شماست"),
)
CLIENT_ID = Refusal(
    "client_id",
    ConnectCode.CLIENT_IDENTIFIER,
    Reason.CLIENT_IDENTIFIER_NOT_VALID,
    Text(
        en="the client identifier is missing or taken by the lab itself",
        fa="شناسهٔ کلاینت داده نشده یا از آنِ خود آزمایشگاه است",
    ),
)
CONNECTIONS = Refusal(
    "connections",
    ConnectCode.SERVER_UNAVAILABLE,
    Reason.QUOTA_EXCEEDED,
    Text(en="you have too many connections open", fa="شما اتصال‌های باز زیادی دارید"),
)
SESSIONS = Refusal(
    "sessions",
    ConnectCode.SERVER_UNAVAILABLE,
    Reason.QUOTA_EXCEEDED,
    Text(
        en="the broker keeps too many sessions for you", fa="واسط (broker) نشست‌های زیادی از شما نگه داشته است"
    ),
)
AUTHENTICATION_METHOD = Refusal(
    "authentication_method",
    ConnectCode.NOT_AUTHORIZED,
    Reason.BAD_AUTHENTICATION_METHOD,
    Text(
        en="the broker knows user name and token only, no authentication method",
        fa="واسط (broker) فقط نام کاربری و توکن را می‌شناسد، نه روش احراز هویت دیگر",
    ),
)
UNREACHABLE = Refusal(
    "unreachable",
    ConnectCode.SERVER_UNAVAILABLE,
    Reason.SERVER_UNAVAILABLE,
    Text(en="the broker is out of reach at this moment", fa="واسط (broker) اکنون در دسترس نیست"),
)

PACKET_SIZE = Refusal(
    "maximum_packet_size",
    ConnectCode.SERVER_UNAVAILABLE,
    Reason.IMPLEMENTATION_SPECIFIC_ERROR,
    Text(
        en="the maximum packet size leaves no room for the broker's answer",
        fa="بیشینهٔ اندازهٔ بسته (maximum packet size) برای پاسخ واسط (broker) جا نمی‌گذارد",
    ),
)

ENDINGS = {
    "keepalive": Ending(
        Reason.KEEP_ALIVE_TIMEOUT,
        Text(
            en="nothing was heard for one and a half times the keepalive",
            fa="به اندازهٔ یک‌ونیم برابر keepalive خبری نرسید",
        ),
    ),
    "takeover": Ending(
        Reason.SESSION_TAKEN_OVER,
        Text(
            en="another client connected with the same client identifier",
            fa="کلاینت دیگری با همین شناسه وصل شد",
        ),
    ),
    "message_rate": Ending(
        Reason.MESSAGE_RATE_TOO_HIGH,
        Text(en="you send too many packets a second", fa="در هر ثانیه بسته‌های زیادی می‌فرستید"),
    ),
    "byte_rate": Ending(
        Reason.QUOTA_EXCEEDED,
        Text(en="you send too many bytes a second", fa="در هر ثانیه بایت‌های زیادی می‌فرستید"),
    ),
    "not_reading": Ending(
        Reason.QUOTA_EXCEEDED,
        Text(en="too much waits for you that you do not read", fa="داده‌های زیادی در انتظار خواندن شماست"),
    ),
    "answer_too_large": Ending(
        Reason.PACKET_TOO_LARGE,
        Text(
            en="the answer would be larger than the maximum packet size that you have set",
            fa="پاسخ از بیشینهٔ اندازهٔ بسته (maximum packet size) که تعیین کرده‌اید بزرگ‌تر می‌شد",
        ),
    ),
    "expelled": Ending(
        Reason.NOT_AUTHORIZED,
        Text(en="the token is no longer good", fa="این توکن دیگر معتبر نیست"),
    ),
    "restart": Ending(
        Reason.SERVER_SHUTTING_DOWN,
        Text(en="the broker is being restarted", fa="واسط (broker) از نو راه‌اندازی می‌شود"),
    ),
    "shutdown": Ending(
        Reason.SERVER_SHUTTING_DOWN,
        Text(en="the broker is stopping", fa="واسط (broker) متوقف می‌شود"),
    ),
}
"""What a connection that is in can end for; what breaks the protocol has its own words."""

DENIALS = {
    "publish": Text(en="this topic lies outside your lab", fa="این موضوع بیرون از آزمایشگاه شماست"),
    "subscribe": Text(
        en="this filter reaches outside your lab", fa="این فیلتر به بیرون از آزمایشگاه شما می‌رسد"
    ),
    "subscriptions": Text(en="you have too many subscriptions", fa="اشتراک‌های شما زیاد است"),
    "retained_full": Text(
        en="passed on, but not retained: you keep too many messages",
        fa="فرستاده شد ولی نگه داشته نشد: پیام‌های نگه‌داشتهٔ شما زیاد است",
    ),
}
"""Why something that a client asked for is refused, by the detail of the observation."""


def reason_string(words: Text) -> str:
    """Both languages in one: the broker does not know which one its client's user reads."""
    return f"{words.en} · {words.fa}"
