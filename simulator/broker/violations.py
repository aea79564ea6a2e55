"""The ways in which bytes can break MQTT, each with the statements of the standards that it breaks."""

from __future__ import annotations

from dataclasses import dataclass

from devices.text import Text
from simulator.broker.reasons import Reason


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule: a stable code for programs, what MQTT 5 answers, and words for people.

    `statement` and `statement_5` are the places in MQTT 3.1.1 and in MQTT 5: a normative statement
    (`MQTT-3.1.2-22`) or, where there is none, the section; None where that standard has no such rule.
    """

    code: str
    reason: Reason
    words: Text
    statement: str | None
    statement_5: str | None

    @property
    def cited(self) -> str:
        """The statements of both standards, once if they are the same; `limit` for a limit of the broker."""
        statements = dict.fromkeys(found for found in (self.statement, self.statement_5) if found)
        return " / ".join(statements) or "limit"


FIRST_PACKET = Violation(
    "first_packet",
    Reason.PROTOCOL_ERROR,
    Text(en="the first packet was not CONNECT", fa="نخستین بسته CONNECT نبود"),
    "MQTT-3.1.0-1",
    "MQTT-3.1.0-1",
)
SECOND_CONNECT = Violation(
    "second_connect",
    Reason.PROTOCOL_ERROR,
    Text(en="CONNECT was sent a second time", fa="بستهٔ CONNECT برای بار دوم فرستاده شد"),
    "MQTT-3.1.0-2",
    "MQTT-3.1.0-2",
)
PROTOCOL_NAME = Violation(
    "protocol_name",
    Reason.UNSUPPORTED_PROTOCOL_VERSION,
    Text(en="the protocol name was not MQTT", fa="نام پروتکل MQTT نبود"),
    "MQTT-3.1.2-1",
    "MQTT-3.1.2-1",
)
PROTOCOL_LEVEL = Violation(
    "protocol_level",
    Reason.UNSUPPORTED_PROTOCOL_VERSION,
    Text(
        en="the protocol level was neither 4 (MQTT 3.1.1) nor 5 (MQTT 5)",
        fa="سطح پروتکل نه ۴ (MQTT 3.1.1) بود و نه ۵ (MQTT 5)",
    ),
    "MQTT-3.1.2-2",
    "MQTT-3.1.2-2",
)
CONNECT_FLAGS = Violation(
    "connect_flags",
    Reason.MALFORMED_PACKET,
    Text(en="the reserved flag of CONNECT was set", fa="پرچم رزرو‌شدهٔ CONNECT روشن بود"),
    "MQTT-3.1.2-3",
    "MQTT-3.1.2-3",
)
WILL_FLAGS = Violation(
    "will_flags",
    Reason.MALFORMED_PACKET,
    Text(en="the will flags of CONNECT contradict each other", fa="پرچم‌های وصیت در CONNECT با هم نمی‌خوانند"),
    "MQTT-3.1.2-14",
    "MQTT-3.1.2-12",
)
PASSWORD_WITHOUT_USERNAME = Violation(
    "password_without_username",
    Reason.MALFORMED_PACKET,
    Text(en="CONNECT had a password but no user name", fa="بستهٔ CONNECT گذرواژه داشت ولی نام کاربری نداشت"),
    "MQTT-3.1.2-22",
    None,
)
PACKET_TYPE = Violation(
    "packet_type",
    Reason.PROTOCOL_ERROR,
    Text(en="a client does not send packets of this type", fa="کلاینت بسته‌ای از این نوع نمی‌فرستد"),
    "MQTT-2.2.1",
    "MQTT-2.1.2",
)
PACKET_FLAGS = Violation(
    "packet_flags",
    Reason.MALFORMED_PACKET,
    Text(en="the flags of the fixed header were wrong", fa="پرچم‌های سرآیند ثابت نادرست بودند"),
    "MQTT-2.2.2-2",
    "MQTT-2.1.3-1",
)
REMAINING_LENGTH = Violation(
    "remaining_length",
    Reason.MALFORMED_PACKET,
    Text(en="the remaining length took more than four bytes", fa="طول باقی‌مانده بیش از چهار بایت گرفت"),
    "MQTT-2.2.3",
    "MQTT-2.1.4",
)
PACKET_SIZE = Violation(
    "packet_size",
    Reason.PACKET_TOO_LARGE,
    Text(
        en="the packet was larger than the broker allows", fa="بسته از اندازهٔ مجاز واسط (broker) بزرگ‌تر بود"
    ),
    None,
    None,
)
PACKET_LENGTH = Violation(
    "packet_length",
    Reason.MALFORMED_PACKET,
    Text(en="the packet was shorter or longer than its contents", fa="طول بسته با محتوای آن نمی‌خواند"),
    "MQTT-2.2.3",
    "MQTT-2.1.4",
)
PACKET_ID_ZERO = Violation(
    "packet_id_zero",
    Reason.PROTOCOL_ERROR,
    Text(en="the packet identifier was zero", fa="شناسهٔ بسته صفر بود"),
    "MQTT-2.3.1-1",
    "MQTT-2.2.1-3",
)
VARIABLE_INTEGER = Violation(
    "variable_integer",
    Reason.MALFORMED_PACKET,
    Text(
        en="a variable byte integer took more bytes than it needs, or more than four",
        fa="عددی با طول متغیر بایت‌های بیش از نیاز، یا بیش از چهار بایت، گرفت",
    ),
    None,
    "MQTT-1.5.5-1",
)
TEXT_ENCODING = Violation(
    "text_encoding",
    Reason.MALFORMED_PACKET,
    Text(en="a text was not valid UTF-8", fa="یکی از متن‌ها UTF-8 درستی نبود"),
    "MQTT-1.5.3-1",
    "MQTT-1.5.4-1",
)
TEXT_NULL = Violation(
    "text_null",
    Reason.MALFORMED_PACKET,
    Text(en="a text contained the null character", fa="یکی از متن‌ها نویسهٔ تهی (null) داشت"),
    "MQTT-1.5.3-2",
    "MQTT-1.5.4-2",
)
QUALITY_OF_SERVICE = Violation(
    "quality_of_service",
    Reason.MALFORMED_PACKET,
    Text(en="the quality of service was neither 0, 1 nor 2", fa="کیفیت سرویس (QoS) نه ۰ بود، نه ۱ و نه ۲"),
    "MQTT-3.3.1-4",
    "MQTT-3.3.1-4",
)
DUPLICATE_AT_QOS_0 = Violation(
    "duplicate_at_qos_0",
    Reason.MALFORMED_PACKET,
    Text(en="a QoS 0 message was marked as a duplicate", fa="پیامی با QoS 0 نشان تکراری داشت"),
    "MQTT-3.3.1-2",
    "MQTT-3.3.1-2",
)
TOPIC_EMPTY = Violation(
    "topic_empty",
    Reason.PROTOCOL_ERROR,
    Text(en="the topic was empty", fa="موضوع خالی بود"),
    "MQTT-4.7.3-1",
    "MQTT-4.7.3-1",
)
TOPIC_WILDCARD = Violation(
    "topic_wildcard",
    Reason.TOPIC_NAME_INVALID,
    Text(en="a message was published to a topic with + or #", fa="پیامی به موضوعی با + یا # منتشر شد"),
    "MQTT-3.3.2-2",
    "MQTT-3.3.2-2",
)
TOPIC_LENGTH = Violation(
    "topic_length",
    Reason.TOPIC_NAME_INVALID,
    Text(en="the topic was longer than 65,535 bytes", fa="موضوع از ۶۵٬۵۳۵ بایت درازتر بود"),
    "MQTT-4.7.3-3",
    "MQTT-4.7.3-3",
)
TOPIC_DEPTH = Violation(
    "topic_depth",
    Reason.QUOTA_EXCEEDED,
    Text(
        en="the topic had more levels than the broker allows",
        fa="موضوع بیش از حد مجاز واسط (broker) سطح داشت",
    ),
    None,
    None,
)
TOPIC_ALIAS_INVALID = Violation(
    "topic_alias_invalid",
    Reason.TOPIC_ALIAS_INVALID,
    Text(
        en="the topic alias was zero or over the maximum",
        fa="نام مستعار موضوع صفر یا بیش از حد مجاز بود",
    ),
    None,
    "MQTT-3.3.2-9",
)
TOPIC_ALIAS_UNKNOWN = Violation(
    "topic_alias_unknown",
    Reason.PROTOCOL_ERROR,
    Text(
        en="a topic alias was used that stands for no topic yet",
        fa="نام مستعاری به کار رفت که هنوز موضوعی ندارد",
    ),
    None,
    "MQTT-3.3.2.3.4",
)
RECEIVE_MAXIMUM_EXCEEDED = Violation(
    "receive_maximum_exceeded",
    Reason.RECEIVE_MAXIMUM_EXCEEDED,
    Text(
        en="more messages were under way than the receive maximum allows",
        fa="پیام‌های در راه از بیشینهٔ دریافت (receive maximum) بیشتر شد",
    ),
    None,
    "MQTT-3.3.4-7",
)
IDENTIFIER_FROM_CLIENT = Violation(
    "identifier_from_client",
    Reason.PROTOCOL_ERROR,
    Text(en="a client published with a subscription identifier", fa="کلاینت پیامی با شناسهٔ اشتراک منتشر کرد"),
    None,
    "MQTT-3.3.4-6",
)
REASON_CODE = Violation(
    "reason_code",
    Reason.PROTOCOL_ERROR,
    Text(
        en="the packet had a reason code that its type does not know",
        fa="کد دلیلِ بسته برای این نوع بسته تعریف نشده است",
    ),
    None,
    "MQTT-2.4",
)
SESSION_EXPIRY = Violation(
    "session_expiry",
    Reason.PROTOCOL_ERROR,
    Text(
        en="DISCONNECT set a session expiry interval where CONNECT had none",
        fa="بستهٔ DISCONNECT برای نشست مهلت گذاشت، در حالی که CONNECT مهلتی نداده بود",
    ),
    None,
    "MQTT-3.14.2.2.2",
)
AUTH_METHOD = Violation(
    "auth_method",
    Reason.PROTOCOL_ERROR,
    Text(
        en="AUTH was sent though CONNECT had agreed on no authentication method",
        fa="بستهٔ AUTH فرستاده شد، در حالی که در CONNECT روش احراز هویتی تعیین نشده بود",
    ),
    None,
    "MQTT-4.12.0-7",
)
FILTER_WILDCARD = Violation(
    "filter_wildcard",
    Reason.TOPIC_FILTER_INVALID,
    Text(
        en="a topic filter had + or # where it may not stand",
        fa="در فیلتر موضوع، + یا # جایی آمده بود که نباید بیاید",
    ),
    "MQTT-4.7.1-2",
    "MQTT-4.7.1-1",
)
NO_FILTERS = Violation(
    "no_filters",
    Reason.PROTOCOL_ERROR,
    Text(en="the request named no topic filter", fa="درخواست هیچ فیلتر موضوعی نداشت"),
    "MQTT-3.8.3-3",
    "MQTT-3.8.3-2",
)
FILTER_COUNT = Violation(
    "filter_count",
    Reason.QUOTA_EXCEEDED,
    Text(
        en="the request named more topic filters than the broker allows in one packet",
        fa="شمار فیلترهای درخواست از حد مجاز واسط (broker) برای یک بسته بیشتر بود",
    ),
    None,
    None,
)
SUBSCRIPTION_OPTIONS = Violation(
    "subscription_options",
    Reason.MALFORMED_PACKET,
    Text(
        en="the options of a subscription were malformed",
        fa="گزینه‌های اشتراک نادرست بود",
    ),
    "MQTT-3.8.3-4",
    "MQTT-3.8.3-5",
)
SUBSCRIPTION_QOS = Violation(
    "subscription_qos",
    Reason.PROTOCOL_ERROR,
    Text(
        en="the requested quality of service was neither 0, 1 nor 2",
        fa="کیفیت سرویس (QoS) درخواستی نه ۰ بود، نه ۱ و نه ۲",
    ),
    None,
    "MQTT-3.8.3.1",
)
RETAIN_HANDLING = Violation(
    "retain_handling",
    Reason.PROTOCOL_ERROR,
    Text(
        en="the retain handling of a subscription was neither 0, 1 nor 2",
        fa="مقدار retain handling در اشتراک نه ۰ بود، نه ۱ و نه ۲",
    ),
    None,
    "MQTT-3.8.3.1",
)
SHARED_FILTER = Violation(
    "shared_filter",
    Reason.TOPIC_FILTER_INVALID,
    Text(
        en="a shared subscription was not $share/<group>/<filter>, the group without + and #",
        fa="اشتراک گروهی به شکل $share/<group>/<filter> نبود، یا نام گروه + یا # داشت",
    ),
    None,
    "MQTT-4.8.2-2",
)
SHARED_NO_LOCAL = Violation(
    "shared_no_local",
    Reason.PROTOCOL_ERROR,
    Text(en="no local was asked for in a shared subscription", fa="در اشتراک گروهی گزینهٔ no local خواسته شد"),
    None,
    "MQTT-3.8.3-4",
)
