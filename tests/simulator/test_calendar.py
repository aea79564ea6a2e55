"""What is due when."""

from simulator.calendar import Calendar


def run(calendar):
    while calendar.next_due_ms() is not None:
        calendar.step()


def test_tasks_of_one_millisecond_run_as_entered():
    calendar, done = Calendar(), []
    for at_ms, name in ((5, "b"), (3, "a"), (5, "c")):
        calendar.at(at_ms, lambda name=name: done.append((calendar.now_ms, name)))
    run(calendar)
    assert done == [(3, "a"), (5, "b"), (5, "c")]


def test_a_task_may_enter_another_for_the_same_millisecond():
    calendar, done = Calendar(), []
    calendar.at(5, lambda: calendar.at(5, lambda: done.append(calendar.now_ms)))
    run(calendar)
    assert done == [5]


def test_what_is_late_is_due_now():
    calendar, done = Calendar(), []
    calendar.rest_until(100)
    calendar.at(10, lambda: done.append(calendar.now_ms))
    assert calendar.next_due_ms() == 100
    run(calendar)
    assert done == [100]
