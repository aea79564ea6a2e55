"""The words of the HTML report."""

from __future__ import annotations

from collections.abc import Mapping

from devices.text import Text
from exercises.verdict import Verdict

_FAILED: Mapping[str, Text] = {
    "student_error": Text(en="The program stopped with an error", fa="برنامه با خطا متوقف شد"),
    "limit": Text(en="The program went over a limit", fa="برنامه از اندازهٔ مجاز گذشت"),
    "invalid": Text(en="The program could not be run", fa="برنامه اجراشدنی نبود"),
    "infrastructure": Text(
        en="The lab could not grade this; it is not your fault",
        fa="آزمایشگاه نتوانست نمره بدهد؛ تقصیر شما نیست",
    ),
}
_PERFECT = Text(en="Everything was as asked", fa="همهٔ خواسته‌ها برآورده شد")
_PARTIAL = Text(en="Most was as asked", fa="بیشتر خواسته‌ها برآورده شد")
_BROKEN = Text(en="Not met: {count} of {rules}", fa="از {rules} خواسته، {count} خواسته برآورده نشد")


def headline(verdict: Verdict) -> Text:
    """What came of the submission, in a few words."""
    if verdict.status in _FAILED:
        return _FAILED[verdict.status]
    rules = {finding.rule for finding in verdict.findings}
    broken = {finding.rule for finding in verdict.findings if finding.outcome == "violated"}
    if broken:
        return _BROKEN.format(count=len(broken), rules=len(rules))
    return _PERFECT if verdict.score == 100 else _PARTIAL


class PAGE:
    """Headings and labels."""

    language = Text(en="English", fa="فارسی")
    feedback = Text(en="Feedback on {title}", fa="بازخورد «{title}»")
    of_100 = Text(en="of 100", fa="از ۱۰۰")
    student = Text(en="Student", fa="هنرجو")
    rules = Text(en="What was asked", fa="خواسته‌ها")
    hints = Text(en="Hints", fa="راهنمایی")
    mistakes = Text(en="This may be why", fa="شاید مشکل این باشد")
    output = Text(en="What the program printed", fa="آنچه برنامه چاپ کرد")
    identity = Text(en="How this verdict came about", fa="شناسنامهٔ این نتیجه")
    identity_says = Text(
        en="The same program, exercise version, grader, Python and seed give the same trace and score.",
        fa="همان برنامه با همان نسخهٔ تمرین، ارزیاب، پایتون و بذر، همان رویدادها و همان نمره را می‌دهد.",
    )
    exercise = Text(en="Exercise", fa="تمرین")
    grader = Text(en="Grader version", fa="نسخهٔ ارزیاب")
    python = Text(en="Python", fa="پایتون")
    confined = Text(en="Confined by", fa="سازوکار محصورسازی")
    unconfined = Text(en="not confined", fa="بدون محصورسازی")
    trace = Text(en="Trace (SHA-256)", fa="چکیدهٔ رویدادها (SHA-256)")
    seed = Text(en="seed", fa="بذر")
    simulated = Text(en="Simulated", fa="زمان شبیه‌سازی‌شده")


class RunWords:
    """Of one run and its cards."""

    run = Text(en="Run {number}", fa="اجرای {number}")
    hidden = Text(en="hidden", fa="پنهان")
    hidden_says = Text(
        en="This run used another day, one that cannot be seen beforehand, so only the outcome of each rule "
        "is shown.",
        fa="این اجرا با روزی دیگر انجام شد که از پیش دیده نمی‌شود؛ برای همین فقط نتیجهٔ هر خواسته آمده است.",
    )
    points_of = Text(en="of", fa="از")
    timeline = Text(en="Timeline", fa="خط زمان")
    table = Text(en="The same timeline as a table", fa="همین خط زمان به‌صورت جدول")
    violations = Text(en="What happened, and when", fa="چه شد و کِی")
    violation = Text(en="Violation {number}", fa="مورد {number}")
    at = Text(en="At {clock}", fa="ساعت {clock}")
    asked = Text(en="The rule asks about", fa="پرسش قاعده")
    before = Text(en="before", fa="پیش از آن")
    happened = Text(en="at that moment", fa="در آن لحظه")
    messages = Text(en="Messages of the program nearby", fa="پیام‌های برنامه در آن نزدیکی")
    from_ = Text(en="From", fa="از")
    until = Text(en="Until", fa="تا")
    value = Text(en="Value", fa="مقدار")
    counts = Text(
        en="Published {published}, received {received}, refused {denied}, connected {connected}; "
        "rules came up {occasions} times and were met {met} times.",
        fa="پیام فرستاده: {published}، دریافت‌شده: {received}، ردشده: {denied}، اتصال: {connected}؛ "
        "قاعده‌ها {occasions} بار پیش آمدند و {met} بار رعایت شدند.",
    )
    roles: Mapping[str, Text] = {
        "happened": Text(en="what happened", fa="رویداد"),
        "expected": Text(en="expected", fa="انتظار"),
        "yours": Text(en="yours", fa="برنامهٔ شما"),
    }
    kinds: Mapping[str, Text] = {
        "published": Text(en="published", fa="فرستاد"),
        "subscribed": Text(en="subscribed", fa="مشترک شد"),
        "unsubscribed": Text(en="unsubscribed", fa="لغو اشتراک کرد"),
        "denied": Text(en="was denied", fa="اجازه نیافت"),
        "connected": Text(en="connected", fa="وصل شد"),
        "refused": Text(en="was refused", fa="پذیرفته نشد"),
        "disconnected": Text(en="disconnected", fa="قطع شد"),
    }
