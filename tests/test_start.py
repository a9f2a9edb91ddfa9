"""start.py is run for real: a copy of it in a folder of its own, with a tiny lock and kpi_kit."""

import ast
import os
import shutil
import signal
import string
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

import start

STUB = """\
import os, random, sys
import kpi_kit
print(os.path.dirname(kpi_kit.__file__), sys.argv[1:])
if "wait" in sys.argv:
    try:
        print("waiting", flush=True)
        sys.stdin.read()
    except KeyboardInterrupt:
        sys.exit(5)
sys.exit(7 if "fail" in sys.argv else 0)
"""

installers = pytest.mark.parametrize(
    "installer",
    [
        pytest.param("uv", marks=pytest.mark.skipif(not shutil.which("uv"), reason="no uv here")),
        "pip",
    ],
)
fastest = "uv" if shutil.which("uv") else "pip"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder as a learner has it: blanks, umlauts, start.py, a lock and a kpi_kit."""
    folder = tmp_path / "Übung Müller"
    (folder / "kpi_kit").mkdir(parents=True)
    (folder / "kpi_kit/__init__.py").touch()
    (folder / "kpi_kit/__main__.py").write_text(STUB, encoding="utf-8")
    shutil.copy(start.__file__, folder)
    (folder / "requirements.txt").write_text("# nothing\n", encoding="ascii")
    return folder


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    """Return a folder with one package, ``tiny`` 1.0."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    info = "tiny-1.0.dist-info"
    files = {
        "tiny.py": "answer = 42\n",
        f"{info}/METADATA": "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},,\n" for name in (*files, f"{info}/RECORD"))
    with zipfile.ZipFile(folder / "tiny-1.0-py3-none-any.whl", "w") as wheel:
        for name, content in {**files, f"{info}/RECORD": record}.items():
            wheel.writestr(name, content)
    return folder


def lock_tiny(checkout: Path, wheel: bytes) -> None:
    """Let the lock of *checkout* ask for ``tiny`` with the hash of *wheel*."""
    line = f"tiny==1.0 --hash=sha256:{sha256(wheel).hexdigest()}\n"
    (checkout / "requirements.txt").write_text(line, encoding="ascii")


def shell(installer: str, tmp_path: Path, **variables: str) -> dict[str, str]:
    """Return the variables of a shell that has only this *installer* and knows no index."""
    closed = "http://127.0.0.1:9/simple"  # a port where nobody answers
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "UV_", "PYTHON"))}
    uv = shutil.which("uv")
    return {
        **kept,
        "PATH": str(Path(uv).parent) if uv and installer == "uv" else str(tmp_path),
        "PYTHONUTF8": "1",
        "PYTHONPATH": str(tmp_path / "elsewhere"),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": closed,
        "PIP_RETRIES": "1",
        "UV_NO_CONFIG": "1",
        "UV_DEFAULT_INDEX": closed,
        "UV_HTTP_RETRIES": "0",
        "UV_CACHE_DIR": str(tmp_path / "cache"),
        **variables,
    }


def only(wheels: Path) -> dict[str, str]:
    """Return the variables that make pip and uv take packages from *wheels* and nowhere else."""
    links = str(wheels)
    return {"PIP_FIND_LINKS": links, "PIP_NO_INDEX": "1", "UV_FIND_LINKS": links, "UV_OFFLINE": "1"}


def run(
    checkout: Path, *words: str, env: dict[str, str], cwd: Path | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run the copy of start.py in English."""
    command: start.Command = [sys.executable, checkout / "start.py", *words, "--lang", "en"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=env, cwd=cwd)


def assert_one_sentence(done: "subprocess.CompletedProcess[str]", part: str) -> None:
    """Assert that *done* failed with one line on stderr that has *part* in it."""
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert part in done.stderr
    assert "Traceback" not in done.stdout


@pytest.mark.parametrize("key", start.TEXTS)
def test_every_text_is_there_in_both_languages_with_the_same_gaps(key: str) -> None:
    gaps = {
        lang: {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for lang, text in start.TEXTS[key].items()
    }
    assert list(gaps) == ["de", "en"]
    assert gaps["de"] == gaps["en"]


@pytest.mark.parametrize("key", ["unknown", *start.CAUSES])
def test_every_cause_has_its_text(key: str) -> None:
    assert "; " in start.text("de", key)


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 1), (4, 0, 0)])
def test_python_3_11_and_later_is_welcome(version: tuple[int, ...]) -> None:
    assert start.old_python(version, "de") == ""


@pytest.mark.parametrize(
    ("lang", "part"),
    [("de", "hol es von python.org"), ("en", "get it from python.org"), ("", "or")],
)
def test_an_older_python_is_refused_with_the_way_out(lang: str, part: str) -> None:
    sentence = start.old_python((3, 10, 13), lang)
    assert "Python 3.10" in sentence
    assert "3.11" in sentence
    assert part in sentence


def test_an_old_python_can_read_the_file() -> None:
    source = Path(start.__file__).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        (["--lang", "de"], []),
        (["--lang=de", "report"], ["report"]),
        (["report", "--lang", "de", "a b", "-o", "c"], ["report", "a b", "-o", "c"]),
    ],
)
def test_the_language_may_stand_anywhere(words: list[str], rest: list[str]) -> None:
    assert start.take_language(words) == ("de", rest)


@pytest.mark.skipif(os.name == "nt", reason="Windows does not ask the variables")
@pytest.mark.parametrize(
    ("variables", "lang"),
    [
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C.UTF-8", "LC_MESSAGES": "de_DE"}, "de"),
        ({"LANG": ""}, "en"),
    ],
)
def test_the_system_chooses_the_language(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], lang: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert start.take_language(["report"]) == (lang, ["report"])


@pytest.mark.parametrize("word", ["-h", "--help", "help"])
def test_help_names_every_command_in_both_languages(
    capsys: pytest.CaptureFixture[str], word: str
) -> None:
    assert start.main([word, "--lang", "de"]) == 0
    german = capsys.readouterr().out
    assert start.main([word, "--lang", "en"]) == 0
    english = capsys.readouterr().out
    assert "öffnet den Kurs" in german
    assert "opens the course" in english
    for text in (german, english):
        assert all(f"start.py {name}" in text for name in ("handin", "report", "test"))


def test_an_unknown_command_gets_the_list_of_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main(["raport", "--lang", "de"]) == 1
    sentence = capsys.readouterr().err
    assert "'raport'" in sentence
    assert "course, handin, report, test" in sentence


@pytest.mark.parametrize("words", [["--lang", "fr"], ["--lang=Deutsch"], ["report", "--lang"]])
def test_an_unknown_language_gets_the_list_of_languages(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert start.main(words) == 1
    assert "--lang de" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "cause"),
    [  # recorded from pip 23.0, uv 0.13 and Windows
        ("ERROR: due to an OSError: [Errno 28] No space left on device", "no_space"),
        ("  cause: failed to copy file: No space left on device (os error 28)", "no_space"),
        ("OSError: [WinError 112] Es steht nicht genug Speicherplatz zur Verfügung", "no_space"),
        ("OSError: [Errno 122] Disk quota exceeded: '/home/x'", "no_space"),
        ("[WinError 5] Zugriff verweigert: 'C:\\\\kurs\\\\.venv'", "no_permission"),
        ("[Errno 30] Read-only file system: '/mnt/kurs/.venv'", "no_permission"),
        ("/usr/bin/python3: No module named ensurepip", "no_venv_module"),
        ("Failed to establish a new connection: [Errno 111] Connection refused", "no_network"),
        ("error: Failed to fetch\n  cause: dns error", "no_network"),
        ("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed", "no_network"),
        ("ERROR: No matching distribution found for scipy==1.18.1", "no_package"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "unknown"),
    ],
)
def test_the_cause_of_a_failure_is_recognised(said: str, cause: str) -> None:
    assert start.cause(said) == cause


@installers
def test_the_first_run_sets_up_and_the_second_starts_at_once(
    checkout: Path, tmp_path: Path, installer: str
) -> None:
    env = shell(installer, tmp_path)
    work = tmp_path / "work"
    work.mkdir()
    (work / "random.py").write_text("raise SystemExit('shadowed')", encoding="ascii")

    first = run(checkout, "report", "my file.csv", "-o", "out", env=env, cwd=work)
    assert first.stderr == ""
    assert "First start" in first.stdout
    assert f"{checkout / 'kpi_kit'} ['report', 'my file.csv', '-o', 'out'" in first.stdout
    assert first.returncode == 0

    (checkout / ".venv/start.log").unlink()
    second = run(checkout, "report", "fail", env=env, cwd=work)
    assert second.stdout.splitlines()[0].endswith("['report', 'fail', '--lang', 'en']")
    assert second.returncode == 7
    assert not (checkout / ".venv/start.log").exists()

    # The learner renames the folder: everything in it is relative.
    moved = checkout.rename(tmp_path / "Öfter mal was Neues")
    third = run(moved, env=env)
    assert third.stdout.startswith(f"{moved / 'kpi_kit'} ['course'")


@installers
def test_without_network_there_is_one_sentence(
    checkout: Path, tmp_path: Path, wheels: Path, installer: str
) -> None:
    lock_tiny(checkout, next(wheels.iterdir()).read_bytes())
    done = run(checkout, env=shell(installer, tmp_path))
    assert_one_sentence(done, "check the internet connection")


def test_an_interrupted_run_is_finished_and_half_a_package_replaced(
    checkout: Path, tmp_path: Path, wheels: Path
) -> None:
    lock_tiny(checkout, next(wheels.iterdir()).read_bytes())
    env = shell(fastest, tmp_path, **only(wheels))
    venv = checkout / ".venv"
    venv.mkdir()  # interrupted before there was anything in it
    assert run(checkout, env=env).returncode == 0

    (tiny,) = venv.rglob("tiny.py")
    tiny.unlink()  # uv may have linked it to its cache
    tiny.write_text("half a pack", encoding="ascii")
    (venv / "start.stamp").write_text("unfinished", encoding="ascii")
    assert run(checkout, env=env).returncode == 0
    assert tiny.read_text(encoding="ascii") == "answer = 42\n"

    (venv / start.PYTHON.relative_to(start.VENV)).unlink()
    (venv / "start.stamp").write_text("unfinished", encoding="ascii")
    assert run(checkout, env=env).returncode == 0


def test_a_new_lock_is_installed_and_a_package_of_ones_own_stays(
    checkout: Path, tmp_path: Path, wheels: Path
) -> None:
    env = shell(fastest, tmp_path, **only(wheels))
    assert run(checkout, env=env).returncode == 0
    site = next((checkout / ".venv").rglob("kpi_kit.pth")).parent
    (site / "own.py").touch()
    lock_tiny(checkout, next(wheels.iterdir()).read_bytes())
    assert "up to date" in run(checkout, env=env).stdout
    assert (site / "tiny.py").exists()
    assert (site / "own.py").exists()


def test_another_package_than_the_locked_one_is_refused(
    checkout: Path, tmp_path: Path, wheels: Path
) -> None:
    lock_tiny(checkout, b"what was locked")
    env = shell(fastest, tmp_path, **only(wheels))
    assert_one_sentence(run(checkout, env=env), "start.log")
    assert not list((checkout / ".venv").rglob("tiny.py"))


def test_a_broken_environment_is_named_and_left_alone(checkout: Path, tmp_path: Path) -> None:
    venv = checkout / ".venv"
    python = venv / start.PYTHON.relative_to(start.VENV)
    python.parent.mkdir(parents=True)
    python.write_text("not a program", encoding="ascii")
    (venv / "pyvenv.cfg").write_text("home = /gone\n", encoding="ascii")
    done = run(checkout, env=shell(fastest, tmp_path))
    assert_one_sentence(done, "delete the folder .venv")
    assert python.read_text(encoding="ascii") == "not a program"


def test_start_py_alone_asks_for_the_other_files(checkout: Path, tmp_path: Path) -> None:
    (checkout / "requirements.txt").unlink()
    assert_one_sentence(run(checkout, env=shell(fastest, tmp_path)), "unpack the whole ZIP")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal for a group of processes")
def test_ctrl_c_is_left_to_the_command(checkout: Path, tmp_path: Path) -> None:
    env = shell(fastest, tmp_path)
    assert run(checkout, env=env).returncode == 0
    command: start.Command = [sys.executable, checkout / "start.py", "course", "wait"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=env,
        start_new_session=True,
    ) as process:
        assert process.stdout
        assert any(line == "waiting\n" for line in process.stdout)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 5
    assert errors == ""
