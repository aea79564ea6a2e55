"""Why a broker could not be checked; a leak is no error but a finding."""

from __future__ import annotations

from devices.text import Text
from simulator.errors import SimulatorError


class IsolationError(SimulatorError):
    """Base: the check could not be carried out, whatever it would have found."""

    code = "isolation"
    fault_of_lab = True


class AddressInvalid(IsolationError):
    """The address is not one of a broker. Fields: url."""

    code = "isolation_address"
    fault_of_lab = False
    words = Text(
        en="{url!r} is no broker's address: write mqtt://host:port, mqtts://host:port, ws://host:port/path "
        "or wss://host:port/path.",
        fa="«{url}» نشانی واسط (broker) نیست: بنویسید mqtt://host:port یا mqtts://host:port یا "
        "ws://host:port/path یا wss://host:port/path.",
    )


class Unreachable(IsolationError):
    """Nothing that speaks the wanted transport answers there. Fields: url, reason."""

    code = "isolation_unreachable"
    words = Text(
        en="The broker at {url} cannot be reached: {reason}.",
        fa="واسط (broker) در {url} در دسترس نیست: {reason}.",
    )


class UserRefused(IsolationError):
    """The broker does not let one of the two users in. Fields: user, code."""

    code = "isolation_user_refused"
    words = Text(
        en="The broker does not let {user} in (it answered with code {code}): check user name and token.",
        fa="واسط (broker) {user} را راه نمی‌دهد (با کد {code} پاسخ داد): نام کاربری و توکن را بررسی کنید.",
    )


class BaseUnusable(IsolationError):
    """One of the two users cannot publish and receive below its own base. Fields: user, base."""

    code = "isolation_base"
    words = Text(
        en="{user} cannot publish and receive below {base}, so nothing can be said about others: check the "
        "base and the user's rights.",
        fa="{user} نمی‌تواند زیر {base} منتشر و دریافت کند، پس دربارهٔ دیگران چیزی نمی‌توان گفت: موضوع پایه و "
        "دسترسی‌های این کاربر را بررسی کنید.",
    )


class LevelNotOffered(IsolationError):
    """The broker does not speak that version of MQTT. Fields: version."""

    code = "isolation_level"
    words = Text(
        en="The broker does not speak MQTT {version}.", fa="واسط (broker) به MQTT {version} سخن نمی‌گوید."
    )


class NotOffered(IsolationError):
    """The broker lacks what an attack needs, so the attack cannot be tried. Fields: what."""

    code = "isolation_not_offered"
    words = Text(en="This broker has no {what}.", fa="این واسط (broker) {what} ندارد.")


class ConnectionEnded(IsolationError):
    """The broker closed a client's connection. Fields: client, code (of DISCONNECT in MQTT 5, else None)."""

    code = "isolation_ended"
    words = Text(
        en="The broker closed the connection of {client} (reason {code}).",
        fa="واسط (broker) اتصال {client} را بست (دلیل {code}).",
    )


class NotMqtt(IsolationError):
    """What came back are no packets of MQTT as the standard has them. Fields: why."""

    code = "isolation_not_mqtt"
    words = Text(
        en="What answers there does not speak MQTT as the standard has it: {why}.",
        fa="آنچه آنجا پاسخ می‌دهد به MQTT، آن‌گونه که در استاندارد آمده است، سخن نمی‌گوید: {why}.",
    )


class NoAnswer(IsolationError):
    """The broker owes a client an answer. Fields: client, seconds."""

    code = "isolation_no_answer"
    words = Text(
        en="The broker did not answer {client} within {seconds} seconds.",
        fa="واسط (broker) در {seconds} ثانیه به {client} پاسخ نداد.",
    )
