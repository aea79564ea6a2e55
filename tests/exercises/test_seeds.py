"""Hidden seeds: they follow from the installation's secret."""

from exercises.exercise import load_exercise
from exercises.seeds import hidden_seeds

EXERCISE = load_exercise("motion-light")


def test_hidden_seeds_are_the_same_every_time():
    assert hidden_seeds(EXERCISE, b"secret") == hidden_seeds(EXERCISE, b"secret")


def test_another_installation_or_version_has_others():
    newer = EXERCISE.model_copy(update={"version": 2})
    assert len({hidden_seeds(EXERCISE, b"a"), hidden_seeds(EXERCISE, b"b"), hidden_seeds(newer, b"a")}) == 3


def test_there_are_as_many_as_hidden_runs_and_they_differ():
    seeds = hidden_seeds(EXERCISE.model_copy(update={"hidden_runs": 5}), b"secret")
    assert len(set(seeds)) == 5
