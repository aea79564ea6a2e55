"""The ways in which bytes can break MQTT 3.1.1, each with the statement of the standard that it breaks."""

from __future__ import annotations

from dataclasses import dataclass

from devices.text import Text


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule: a stable code for programs, the standard's own statement, and words for people."""

    code: str
    statement: str
    words: Text


FIRST_PACKET = Violation(
    "first_packet",
    "MQTT-3.1.0-1",
    Text(en="the first packet was not CONNECT", fa="نخستین بسته CONNECT نبود"),
)
SECOND_CONNECT = Violation(
    "second_connect",
    "MQTT-3.1.0-2",
    Text(en="CONNECT was sent a second time", fa="بستهٔ CONNECT برای بار دوم فرستاده شد"),
)
PROTOCOL_NAME = Violation(
    "protocol_name",
    "MQTT-3.1.2-1",
    Text(en="the protocol name was not MQTT", fa="نام پروتکل MQTT نبود"),
)
CONNECT_FLAGS = Violation(
    "connect_flags",
    "MQTT-3.1.2-3",
    Text(en="the reserved flag of CONNECT was set", fa="پرچم رزرو‌شدهٔ CONNECT روشن بود"),
)
WILL_FLAGS = Violation(
    "will_flags",
    "MQTT-3.1.2-14",
    Text(en="the will flags of CONNECT contradict each other", fa="پرچم‌های وصیت در CONNECT با هم نمی‌خوانند"),
)
PASSWORD_WITHOUT_USERNAME = Violation(
    "password_without_username",
    "MQTT-3.1.2-22",
    Text(en="CONNECT had a password but no user name", fa="بستهٔ CONNECT گذرواژه داشت ولی نام کاربری نداشت"),
)
PACKET_TYPE = Violation(
    "packet_type",
    "MQTT-2.2.1",
    Text(en="a client does not send packets of this type", fa="کلاینت بسته‌ای از این نوع نمی‌فرستد"),
)
PACKET_FLAGS = Violation(
    "packet_flags",
    "MQTT-2.2.2-2",
    Text(en="the flags of the fixed header were wrong", fa="پرچم‌های سرآیند ثابت نادرست بودند"),
)
REMAINING_LENGTH = Violation(
    "remaining_length",
    "MQTT-2.2.3",
    Text(en="the remaining length took more than four bytes", fa="طول باقی‌مانده بیش از چهار بایت گرفت"),
)
PACKET_SIZE = Violation(
    "packet_size",
    "limit",
    Text(
        en="the packet was larger than the broker allows", fa="بسته از اندازهٔ مجاز واسط (broker) بزرگ‌تر بود"
    ),
)
PACKET_LENGTH = Violation(
    "packet_length",
    "MQTT-2.2.3",
    Text(en="the packet was shorter or longer than its contents", fa="طول بسته با محتوای آن نمی‌خواند"),
)
PACKET_ID_ZERO = Violation(
    "packet_id_zero",
    "MQTT-2.3.1-1",
    Text(en="the packet identifier was zero", fa="شناسهٔ بسته صفر بود"),
)
TEXT_ENCODING = Violation(
    "text_encoding",
    "MQTT-1.5.3-1",
    Text(en="a text was not valid UTF-8", fa="یکی از متن‌ها UTF-8 درستی نبود"),
)
TEXT_NULL = Violation(
    "text_null",
    "MQTT-1.5.3-2",
    Text(en="a text contained the null character", fa="یکی از متن‌ها نویسهٔ تهی (null) داشت"),
)
QUALITY_OF_SERVICE = Violation(
    "quality_of_service",
    "MQTT-3.3.1-4",
    Text(en="the quality of service was neither 0, 1 nor 2", fa="کیفیت سرویس (QoS) نه ۰ بود، نه ۱ و نه ۲"),
)
DUPLICATE_AT_QOS_0 = Violation(
    "duplicate_at_qos_0",
    "MQTT-3.3.1-2",
    Text(en="a QoS 0 message was marked as a duplicate", fa="پیامی با QoS 0 نشان تکراری داشت"),
)
TOPIC_EMPTY = Violation(
    "topic_empty",
    "MQTT-4.7.3-1",
    Text(en="the topic was empty", fa="موضوع خالی بود"),
)
TOPIC_WILDCARD = Violation(
    "topic_wildcard",
    "MQTT-3.3.2-2",
    Text(en="a message was published to a topic with + or #", fa="پیامی به موضوعی با + یا # منتشر شد"),
)
TOPIC_DEPTH = Violation(
    "topic_depth",
    "limit",
    Text(
        en="the topic had more levels than the broker allows",
        fa="موضوع بیش از حد مجاز واسط (broker) سطح داشت",
    ),
)
FILTER_WILDCARD = Violation(
    "filter_wildcard",
    "MQTT-4.7.1-2",
    Text(
        en="a topic filter had + or # where it may not stand",
        fa="در فیلتر موضوع، + یا # جایی آمده بود که نباید بیاید",
    ),
)
NO_FILTERS = Violation(
    "no_filters",
    "MQTT-3.8.3-3",
    Text(en="the request named no topic filter", fa="درخواست هیچ فیلتر موضوعی نداشت"),
)
SUBSCRIPTION_OPTIONS = Violation(
    "subscription_options",
    "MQTT-3.8.3-4",
    Text(en="the requested quality of service was malformed", fa="کیفیت سرویس (QoS) درخواستی نادرست بود"),
)
