"""Folders that hold what a program may import, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version

import pytest

from exercises.sandbox.distributions import allowed_module_names, with_requirements
from exercises.sandbox.errors import ModuleNotInstalled
from exercises.sandbox.student_site import build_guest, build_student_site


def test_holds_the_distributions_their_requirements_and_what_the_guest_needs(tmp_path):
    site = build_student_site(["aiomqtt"], tmp_path)
    names = {name for name in os.listdir(site) if not name.endswith((".dist-info", "__pycache__"))}
    required = {"typing_extensions.py"} & set(os.listdir(site))  # for some versions of aiomqtt
    assert names == {"aiomqtt", "paho", "greenlet", "tzdata"} | required


def test_a_plain_interpreter_imports_from_it_alone(tmp_path):
    site = build_student_site(["paho-mqtt"], tmp_path)
    code = (
        "import paho.mqtt.client as client, greenlet, importlib.metadata as metadata;"
        "print(client.__file__, metadata.version('paho-mqtt'))"
    )
    answer = subprocess.run(
        [sys.executable, "-S", "-P", "-s", "-c", code],
        env={"PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.stdout.split() == [str(site / "paho/mqtt/client.py"), version("paho-mqtt")], answer.stderr


def test_every_module_is_compiled(tmp_path):
    site = build_student_site(["paho-mqtt"], tmp_path)
    tag = sys.implementation.cache_tag
    for source in site.rglob("*.py"):
        assert (source.parent / "__pycache__" / f"{source.stem}.{tag}.pyc").is_file(), source


def test_the_same_versions_share_one_folder_and_others_get_their_own(tmp_path):
    first = build_student_site(["paho-mqtt"], tmp_path)
    assert build_student_site(["paho_mqtt", "paho-mqtt"], tmp_path) == first
    assert build_student_site([], tmp_path) != first


def test_workers_may_build_at_once(tmp_path):
    with ThreadPoolExecutor(4) as workers:
        sites = set(workers.map(lambda _: build_student_site(["paho-mqtt"], tmp_path), range(4)))
    assert len(sites) == 1
    assert [entry.name for entry in tmp_path.iterdir()] == [sites.pop().name], "no draft is left behind"


def test_a_distribution_that_is_not_installed_is_named(tmp_path):
    with pytest.raises(ModuleNotInstalled, match="no-such-module"):
        build_student_site(["no-such-module"], tmp_path)


def test_messages_name_modules_as_programs_import_them():
    assert allowed_module_names(["paho-mqtt", "aiomqtt", "typing-extensions"]) == [
        *("aiomqtt", "paho", "typing_extensions")
    ]


def test_requirements_count_without_extras_and_where_they_are_installed(tmp_path, monkeypatch):
    about = tmp_path / "lamp_tools-1.0.dist-info"
    about.mkdir()
    needs = ("paho.mqtt >= 2", "not-there; sys_platform == 'plan9'", "greenlet; extra == 'fast'", "paho-mqtt")
    lines = (
        "Metadata-Version: 2.1",
        "Name: lamp-tools",
        "Version: 1.0",
        *map("Requires-Dist: {}".format, needs),
    )
    (about / "METADATA").write_text("\n".join(lines))
    monkeypatch.syspath_prepend(str(tmp_path))
    assert [each.name for each in with_requirements(["lamp-tools"])] == ["lamp-tools", "paho-mqtt"]


def test_the_guest_is_copied_compiled_under_its_own_name_and_anew_when_it_changes(tmp_path):
    package = tmp_path / "source" / "guest"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("answer = 1")
    first = build_guest(package, tmp_path / "cache")
    assert first.name == "guest"
    assert (first / "__pycache__" / f"__init__.{sys.implementation.cache_tag}.pyc").is_file()
    (package / "__init__.py").write_text("answer = 2")
    assert build_guest(package, tmp_path / "cache") != first
