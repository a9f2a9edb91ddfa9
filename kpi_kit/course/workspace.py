"""The learner's own copy of the notebooks, and JupyterLab on it, in the learner's language.

Nothing that a learner has written is ever overwritten, and nothing is fetched from the net.
"""

import contextlib
import hashlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
import webbrowser
from pathlib import Path

import click

from kpi_kit import labels
from kpi_kit.course.texts import say
from kpi_kit.errors import KpiKitError

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
PATIENCE = 60.0
"""Seconds that JupyterLab may take to answer."""

SETTINGS: dict[str, dict[str, object]] = {
    "translation-extension/plugin": {"locale": {"de": "de_DE", "en": "en"}},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}

STYLE = """\
/* JupyterLab breaks what a cell prints anywhere, even inside a word: here sentences break between
   words, and only what is longer than a line, such as a path, breaks inside. */
.jp-OutputArea .jp-OutputArea-output pre { word-break: normal; overflow-wrap: anywhere; }
"""


def open_course(
    lang: labels.Language,
    folder: Path | None = None,
    *,
    browser: bool = True,
    solutions: bool = False,
) -> None:
    """Copy the lessons to the learner's folder and run JupyterLab there until it is stopped.

    Parameters
    ----------
    lang : {"de", "en"}
        The language of lessons and interface.
    folder : Path, optional
        The learner's folder; ``mein_kurs`` or ``my_course`` in the checkout otherwise, with the
        solutions ``loesungen`` or ``solutions``.
    browser : bool
        Open the first lesson in the browser.
    solutions : bool
        Copy the worked editions, for instructors, instead of the learners'.

    Raises
    ------
    KpiKitError
        If there are no lessons, or JupyterLab does not start.
    """
    with labels.speaking(lang):
        own = say("workspace", "solutions" if solutions else "folder")
        folder = (folder or ROOT / own).resolve()
        editions = ROOT / "notebooks" / ("solutions" if solutions else "")
        for message in copy_lessons(editions / lang, folder):
            click.echo(message)
        configure(folder, lang)
        _serve(folder, browser=browser)


def copy_lessons(originals: Path, folder: Path) -> list[str]:
    """Bring the lessons into the learner's folder; return what there is to tell.

    A lesson that the learner has changed stays as it is. If its original has changed as well, the
    new edition is put beside it, once. A lesson that nobody has changed follows its original.

    Parameters
    ----------
    originals : Path
        The folder of the learner editions.
    folder : Path
        The learner's folder; made if it is not there.

    Returns
    -------
    list of str
        A sentence per new edition and per new lesson; none when the folder is filled the first
        time.

    Raises
    ------
    KpiKitError
        If there are no lessons.
    """
    lessons = sorted(originals.glob("*.ipynb"))
    if not lessons:
        raise KpiKitError(say("workspace", "no_course", folder=originals))
    config = folder / ".course"
    config.mkdir(parents=True, exist_ok=True)
    record = config / "originals.json"
    seen = _record(record)
    told = [_copy(lesson, folder / lesson.name, seen) for lesson in lessons]
    now = seen | {lesson.name: _digest(lesson) for lesson in lessons}
    record.write_text(json.dumps(now, indent=1) + "\n", "utf-8")
    return [message for message in told if message]


def configure(folder: Path, lang: labels.Language) -> None:
    """Write JupyterLab's settings into the course's folder; the learner's own ones stay.

    How outputs are set is part of the course, not a setting, and is written anew.
    """
    for plugin, settings in SETTINGS.items():
        path = folder / ".course/lab/user-settings/@jupyterlab" / f"{plugin}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        ours = {language: _chosen(settings, language) for language in labels.LANGUAGES}
        if not path.exists() or path.read_text("utf-8") in ours.values():
            path.write_text(ours[lang], "utf-8")
    style = folder / ".course/custom/custom.css"
    style.parent.mkdir(parents=True, exist_ok=True)
    style.write_text(STYLE, "utf-8")


def command(folder: Path, port: int) -> list[str]:
    """Return the command that runs JupyterLab on the folder and nothing else."""
    return [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--log-level=ERROR",
        f"--ServerApp.root_dir={folder}", f"--ServerApp.ip={HOST}", f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0", "--ServerApp.answer_yes=True",
        "--LabApp.custom_css=True", "--LabApp.extension_manager=readonly", "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
    ]  # fmt: skip


def environment(folder: Path, token: str) -> dict[str, str]:
    """Return the process's surroundings: our settings, this Python, this kpi_kit."""
    search = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    own = {
        "JUPYTER_CONFIG_DIR": str(folder / ".course"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTER_TOKEN": token,
        "PYTHONPATH": search,
    }
    return {**os.environ, **own}


def free_port() -> int:
    """Return a port that nobody uses, so that a second course can run beside the first."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _chosen(settings: dict[str, object], lang: labels.Language) -> str:
    """Write a plugin's settings in one language."""
    chosen = {k: v[lang] if isinstance(v, dict) else v for k, v in settings.items()}
    return json.dumps(chosen) + "\n"


def _record(path: Path) -> dict[str, str]:
    """Return the marks of the originals that were brought before.

    Without a readable record every lesson counts as the learner's own, so that none is lost.
    """
    with contextlib.suppress(FileNotFoundError, ValueError):
        found: dict[str, str] = json.loads(path.read_text("utf-8"))
        return found
    return {}


def _copy(original: Path, own: Path, seen: dict[str, str]) -> str:
    """Bring one lesson, and say so; the learner's text has the right of way."""
    now, before = _digest(original), seen.get(original.name)
    if not own.exists():
        _bring(original, own)
        return say("workspace", "lesson", new=own.name) if seen else ""
    mine = _digest(own)
    if mine == before != now:
        _bring(original, own)
        return say("workspace", "renewed", new=own.name)
    if mine == now or now == before:
        return ""
    new = _free_name(own)
    _bring(original, new)
    return say("workspace", "newer", new=new.name, old=own.name)


def _bring(original: Path, own: Path) -> None:
    """Copy a lesson as a whole or not at all: half of one would be taken for the learner's."""
    draft = own.with_name(f"{own.name}.part")
    shutil.copyfile(original, draft)
    draft.replace(own)


def _free_name(path: Path) -> Path:
    """Return a name beside the path that is not taken, such as ``00_welcome_new.ipynb``."""
    stem = f"{path.stem}_{say('workspace', 'new')}"
    names = [stem, *(f"{stem}_{number}" for number in range(2, 1000))]
    return next(p for name in names if not (p := path.with_stem(name)).exists())


def _digest(path: Path) -> str:
    """Return a mark of what is written in the cells; running them and saving changes nothing."""
    content = path.read_bytes()
    with contextlib.suppress(ValueError, KeyError, TypeError):  # then it is no notebook
        cells = [(c["cell_type"], "".join(c["source"])) for c in json.loads(content)["cells"]]
        content = json.dumps(cells).encode()
    return hashlib.sha256(content).hexdigest()


def _serve(folder: Path, *, browser: bool) -> None:
    port, token, log = free_port(), secrets.token_hex(16), folder / ".course" / "jupyterlab.log"
    lesson = min(path.name for path in folder.glob("*.ipynb"))
    address = f"http://{HOST}:{port}/lab/tree/{lesson}?token={token}"
    with log.open("w", encoding="utf-8") as messages:
        server = subprocess.Popen(
            command(folder, port), env=environment(folder, token), cwd=folder,
            stdout=messages, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            if not _answers(server, f"http://{HOST}:{port}/api/status?token={token}"):
                raise KpiKitError(say("workspace", "no_start", log=log))
            click.echo(say("workspace", "running", address=address, folder=folder))
            if browser:
                webbrowser.open(address)
            server.wait()
        except KeyboardInterrupt:
            click.echo()
        finally:
            _stop(server)
    click.echo(say("workspace", "stopped"))


def _answers(server: "subprocess.Popen[bytes]", address: str) -> bool:
    """Wait until this server, and no other, answers; False if it ended or took too long."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        try:
            direct.open(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return True
    return False


def _stop(server: "subprocess.Popen[bytes]") -> None:
    """Wait for the server to end by itself, as it does on Ctrl+C; else end it."""
    for insist in (server.terminate, server.kill):
        try:
            server.wait(timeout=5)
        except subprocess.TimeoutExpired:
            insist()
