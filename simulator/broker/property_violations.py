"""The ways in which the properties of MQTT 5 can be wrong."""

from __future__ import annotations

from devices.text import Text
from simulator.broker.reasons import Reason
from simulator.broker.violations import Violation

PROPERTY_LENGTH = Violation(
    "property_length",
    Reason.MALFORMED_PACKET,
    Text(
        en="the properties were shorter or longer than they said",
        fa="طول ویژگی‌ها (properties) با محتوای آن‌ها نمی‌خواند",
    ),
    None,
    "MQTT-2.2.2.1",
)
PROPERTY_NOT_ALLOWED = Violation(
    "property_not_allowed",
    Reason.MALFORMED_PACKET,
    Text(
        en="a property was unknown, or has no place in such a packet",
        fa="یکی از ویژگی‌ها (properties) ناشناخته بود یا در این نوع بسته جایی ندارد",
    ),
    None,
    "MQTT-2.2.2.2",
)
PROPERTY_TWICE = Violation(
    "property_twice",
    Reason.PROTOCOL_ERROR,
    Text(en="a property stood twice that may stand once only", fa="ویژگی (property) یگانه‌ای دو بار آمده بود"),
    None,
    "MQTT-2.2.2.2",
)
PROPERTY_COUNT = Violation(
    "property_count",
    Reason.QUOTA_EXCEEDED,
    Text(
        en="there were more user properties than the broker allows",
        fa="شمار ویژگی‌های کاربر (user properties) از حد مجاز واسط (broker) بیشتر بود",
    ),
    None,
    None,
)
PROPERTY_VALUE = Violation(
    "property_value",
    Reason.PROTOCOL_ERROR,
    Text(
        en="a property had a value outside its range",
        fa="مقدار یکی از ویژگی‌ها (properties) بیرون از بازهٔ مجاز بود",
    ),
    None,
    "MQTT-2.2.2.2",
)
RESPONSE_TOPIC = Violation(
    "response_topic",
    Reason.PROTOCOL_ERROR,
    Text(en="the response topic contained + or #", fa="موضوع پاسخ (response topic) نویسهٔ + یا # داشت"),
    None,
    "MQTT-3.3.2-14",
)
AUTHENTICATION_DATA = Violation(
    "authentication_data",
    Reason.PROTOCOL_ERROR,
    Text(
        en="authentication data came without an authentication method",
        fa="دادهٔ احراز هویت بدون روش احراز هویت آمد",
    ),
    None,
    "MQTT-3.1.2.11.10",
)
