"""What is said of how a program ended."""

from __future__ import annotations

from devices.text import Text
from exercises.sandbox.sandbox import LimitHit

LIMITS: dict[LimitHit, Text] = {
    "cpu": Text(
        en="The program used more than {cpu_s} seconds of computing time and was stopped at {clock}. "
        "Does a loop run without sleeping or waiting?",
        fa="برنامه بیش از {cpu_s} ثانیه زمان پردازش گرفت و در ساعت {clock} متوقف شد. "
        "آیا حلقه‌ای بدون sleep یا انتظار می‌چرخد؟",
    ),
    "wall": Text(
        en="The program was not done after {wall_s} seconds and was stopped at {clock}.",
        fa="برنامه پس از {wall_s} ثانیه به پایان نرسید و در ساعت {clock} متوقف شد.",
    ),
    "memory": Text(
        en="The program used more than {memory} MB of memory and was stopped at {clock}.",
        fa="برنامه بیش از {memory} مگابایت حافظه گرفت و در ساعت {clock} متوقف شد.",
    ),
    "output": Text(
        en="The program printed more than {output} MB and was stopped at {clock}.",
        fa="برنامه بیش از {output} مگابایت چاپ کرد و در ساعت {clock} متوقف شد.",
    ),
    "disk": Text(
        en="The program wrote more than {disk} MB to its folder and was stopped at {clock}.",
        fa="برنامه بیش از {disk} مگابایت در پوشهٔ خود نوشت و در ساعت {clock} متوقف شد.",
    ),
}
FLOOD = Text(
    en="At {clock} the broker ended the connection: the program sent messages faster than {rate} a second.",
    fa="در ساعت {clock} واسط (broker) ارتباط را قطع کرد: برنامه بیش از {rate} پیام در ثانیه فرستاد.",
)
OVERRUN = Text(
    en="At {clock} the program was stopped: it had sent more messages than any exercise could need.",
    fa="برنامه در ساعت {clock} متوقف شد: بیش از آنچه هر تمرینی لازم دارد پیام فرستاده بود.",
)
SYNTAX = Text(
    en="Python {python} cannot read line {line} of {file}: {message}.",
    fa="پایتون {python} سطر {line} از {file} را نمی‌فهمد: \u2068{message}\u2069",
)
MODULE = Text(
    en="The module {module} is not available here. Beside Python's own modules you may use: {allowed}.",
    fa="ماژول {module} در اینجا نیست. افزون بر ماژول‌های خود پایتون، این‌ها مجازند: {allowed}.",
)
CRASH = Text(
    en="At {clock} the program stopped in line {line} of {file} with {type}: {message}",
    fa="در ساعت {clock} برنامه در سطر {line} از {file} با خطای {type} متوقف شد: \u2068{message}\u2069",
)
CRASH_IN_CALLBACK = Text(
    en="At {clock} the program stopped in line {line} of {file}, in {function}, which {caller} had called, "
    "with {type}: {message}",
    fa="در ساعت {clock} برنامه در سطر {line} از {file}، در تابع {function} که {caller} آن را صدا زده بود، "
    "با خطای {type} متوقف شد: \u2068{message}\u2069",
)
THREAD_CRASH = Text(
    en="At {clock} an error in line {line} of {file}, in {function}, ended one thread of the program "
    "({where}) with {type}: {message}",
    fa="در ساعت {clock} خطایی در سطر {line} از {file}، در {function}، یکی از ریسه‌های برنامه ({where}) "
    "را با {type} پایان داد: \u2068{message}\u2069",
)
TASK_CRASH = Text(
    en="At {clock} an error in line {line} of {file} ended the task {where} with {type}: {message}. Nobody "
    "awaited that task, so the program went on without it.",
    fa="در ساعت {clock} خطایی در سطر {line} از {file} وظیفهٔ (task) {where} را با {type} پایان داد: "
    "\u2068{message}\u2069. هیچ‌جا منتظر این وظیفه (await) نمانده بودید و برنامه بدون آن ادامه داد.",
)
JOB_CRASH = Text(
    en="At {clock} an error in line {line} of {file} ended a job of a pool ({where}) with {type}: {message}. "
    "Nobody asked for the job's result(), so the program went on without it.",
    fa="در ساعت {clock} خطایی در سطر {line} از {file} کاری را در استخر ریسه‌ها ({where}) با {type} پایان "
    "داد: "
    "\u2068{message}\u2069. هیچ‌جا نتیجهٔ آن با \u2068result()\u2069 خواسته نشده بود و برنامه بدون آن "
    "ادامه داد.",
)
CAUGHT = Text(
    en="At {clock} an error in line {line} of {file} broke off {function} with {type}: {message}. "
    "{where} caught it and only logged it, so the program went on.",
    fa="در ساعت {clock} خطایی در سطر {line} از {file} کار {function} را با {type} نیمه‌کاره گذاشت: "
    "\u2068{message}\u2069. کتابخانهٔ {where} خطا را گرفت و تنها ثبت کرد و برنامه ادامه یافت.",
)
OWN_CODE = Text(en="the program's own code", fa="کد خود برنامه")
"""Where an error was in no function that somebody called back."""
STOPPED = Text(
    en="At {clock} the program's process ended without a word (os._exit, or a crash of the interpreter).",
    fa="در ساعت {clock} فرایند برنامه بی‌خبر پایان یافت (os._exit یا ازکارافتادن مفسر).",
)
BROKEN = Text(
    en="At {clock} the program interfered with the lab's own link and was stopped.",
    fa="در ساعت {clock} برنامه در ارتباط درونی آزمایشگاه دست برد و متوقف شد.",
)
RETURNED = Text(
    en="The program came to its end at {clock}, before the simulated time was over; "
    "after that it did nothing. Exit status: {exit_code}.",
    fa="برنامه در ساعت {clock}، پیش از پایان زمان شبیه‌سازی، به انتها رسید "
    "و پس از آن کاری نکرد. کد خروج: {exit_code}.",
)
EXITED = Text(
    en="The program left at {clock} in line {line} of {file} (sys.exit), before the simulated time was over; "
    "after that it did nothing. Exit status: {exit_code}.",
    fa="برنامه در ساعت {clock}، پیش از پایان زمان شبیه‌سازی، در سطر {line} از {file} با sys.exit خارج شد "
    "و پس از آن کاری نکرد. کد خروج: {exit_code}.",
)
SIGNALLED = Text(
    en="At {clock} a signal ended the program that it had sent to itself, as signal.alarm does, and for "
    "which it had no handler. Exit status: {exit_code}.",
    fa="در ساعت {clock} برنامه با سیگنالی پایان یافت که خودش فرستاده بود (برای نمونه با signal.alarm) و "
    "تابعی برای رسیدگی به آن نداشت. کد خروج: {exit_code}.",
)
DEADLOCK = Text(
    en="From {clock} on the program only waited for what could not come any more, without a connection to "
    "the broker. {threads}",
    fa="از ساعت {clock} به بعد برنامه، بدون اتصال به واسط (broker)، تنها منتظر چیزی بود که دیگر نمی‌توانست "
    "بیاید. {threads}",
)
WAITS = Text(
    en="{thread} waits in line {line} of {file}: {text}",
    fa="ریسهٔ {thread} در سطر {line} از {file} منتظر است: \u2068{text}\u2069",
)
GOES_ROUND = Text(
    en="{thread} goes round and round at line {line} of {file}: {text}",
    fa="ریسهٔ {thread} در سطر {line} از {file} بی‌پایان می‌چرخد: \u2068{text}\u2069",
)
