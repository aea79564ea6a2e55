"""The measurement of answers, on a real house: that it counts what it should, not how fast this machine is."""

from benchmarks.live.commands import NoAnswer, measure_answers


def test_every_command_is_answered():
    answers = measure_answers(commands=5)
    assert answers.commands == 5
    assert 0 < answers.p50 <= answers.p99 <= answers.most


def test_silence_is_an_error_in_both_languages():
    says = NoAnswer(answered=3, commands=5).says
    assert "3 of 5" in says.en
    assert "۳ فرمان از ۵" in says.fa
