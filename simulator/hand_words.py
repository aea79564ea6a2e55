"""What the things that a hand can do are called, for people."""

from __future__ import annotations

from devices.text import Text

HAND_WORDS = {
    "arm_all": Text(en="Arm everything", fa="فعال کردن کامل دزدگیر"),
    "arm_day": Text(en="Arm for the day", fa="فعال کردن دزدگیر برای روز"),
    "arm_night": Text(en="Arm for the night", fa="فعال کردن دزدگیر برای شب"),
    "cable_in": Text(en="Plug the cable into the car", fa="وصل کردن کابل به خودرو"),
    "cable_out": Text(en="Pull the cable out of the car", fa="جدا کردن کابل از خودرو"),
    "close": Text(en="Close", fa="بستن"),
    "close_door": Text(en="Close its door", fa="بستن در آن"),
    "close_tap": Text(en="Close the tap", fa="بستن شیر"),
    "disarm": Text(en="Disarm", fa="غیرفعال کردن دزدگیر"),
    "disarm_with_wrong_code": Text(en="Disarm with a wrong code", fa="زدن رمز نادرست برای غیرفعال کردن"),
    "drain_coolant": Text(en="Drain the coolant", fa="خالی کردن آب رادیاتور"),
    "drop": Text(en="Drop it", fa="انداختن"),
    "emergency": Text(en="Call for help", fa="درخواست کمک"),
    "empty_trays": Text(en="Empty the trays", fa="خالی کردن سینی‌ها"),
    "fill": Text(en="Fill it with water", fa="پر کردن با آب"),
    "fill_coolant": Text(en="Fill up the coolant", fa="پر کردن آب رادیاتور"),
    "fill_trays": Text(en="Fill the trays", fa="پر کردن سینی‌ها"),
    "hold": Text(en="Press and hold", fa="فشردن و نگه داشتن"),
    "knock": Text(en="Knock on it", fa="ضربه زدن"),
    "leak": Text(en="Make it leak", fa="ایجاد نشتی"),
    "lock": Text(en="Lock", fa="قفل کردن"),
    "mend": Text(en="Mend the leak", fa="رفع نشتی"),
    "open": Text(en="Open", fa="باز کردن"),
    "open_door": Text(en="Open its door", fa="باز کردن در آن"),
    "open_tap": Text(en="Open the tap", fa="باز کردن شیر"),
    "plug": Text(en="Plug it in", fa="زدن به برق"),
    "press": Text(en="Press", fa="فشردن"),
    "press_four_times": Text(en="Press four times", fa="چهار بار فشردن"),
    "press_three_times": Text(en="Press three times", fa="سه بار فشردن"),
    "press_twice": Text(en="Press twice", fa="دو بار فشردن"),
    "pull_closed": Text(en="Pull closed", fa="بستن با دست"),
    "pull_open": Text(en="Pull open", fa="باز کردن با دست"),
    "put_back": Text(en="Put it back", fa="برگرداندن به جای خود"),
    "refuel": Text(en="Refuel", fa="سوخت‌گیری"),
    "release": Text(en="Let go", fa="رها کردن"),
    "shade": Text(en="Draw the curtain", fa="کشیدن پرده"),
    "switch_off": Text(en="Switch the breaker off", fa="قطع کردن فیوز"),
    "switch_on": Text(en="Switch the breaker on", fa="وصل کردن فیوز"),
    "take_down": Text(en="Take it down", fa="پایین آوردن"),
    "test": Text(en="Press the test button", fa="فشردن دکمهٔ آزمون"),
    "tilt": Text(en="Tilt it", fa="کج کردن"),
    "turn_key": Text(en="Turn the key", fa="چرخاندن کلید"),
    "turn_left": Text(en="Turn to the left", fa="چرخاندن به چپ"),
    "turn_right": Text(en="Turn to the right", fa="چرخاندن به راست"),
    "unlock": Text(en="Unlock", fa="باز کردن قفل"),
    "unplug": Text(en="Unplug", fa="کشیدن از برق"),
    "unshade": Text(en="Draw the curtain back", fa="کنار زدن پرده"),
    "walk_in": Text(en="Walk in front of it", fa="گذشتن از جلوی آن"),
}
"""By action; that of one of several buttons, `hold_2`, is told by `words_of`."""

_BUTTON = Text(en="{does}, button {number}", fa="{does}، دکمهٔ {number}")


def words_of(hand: str) -> Text:
    """What a hand does, in both languages; one that nobody has words for is called by its name."""
    if hand in HAND_WORDS:
        return HAND_WORDS[hand]
    does, _, number = hand.rpartition("_")
    if does in HAND_WORDS and number.isdigit():
        return _BUTTON.format(does=HAND_WORDS[does], number=int(number))
    return Text(en=hand, fa=hand)
