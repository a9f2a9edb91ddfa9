"""Set kpi_kit up and start it: ``python start.py``, with nothing installed but Python.

Standard library only, and up to the version check nothing that Python 3.6 cannot read: an old
Python must get far enough to say in one sentence what is missing.
"""

import hashlib
import io
import locale
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

OLDEST = (3, 11)
HERE = Path(__file__).resolve().parent
LOCK = HERE / "requirements.txt"
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOG = VENV / "start.log"
STAMP = VENV / "start.stamp"  # which lock is installed for which Python, or UNFINISHED
UNFINISHED = "unfinished"
NEEDED = 1_500_000_000  # bytes: about 850 MB stay, the rest is downloads and unpacking
LONGEST_INSIDE = 162  # characters of the longest path that .venv adds; Windows stops at 259

TEXTS = {
    "help": {
        "de": """python start.py                       öffnet den Kurs in JupyterLab
python start.py handin                schreibt deine Antworten für die Fachperson in eine Datei
python start.py report                macht den Bericht über den Beispielbetrieb Emscherrad
python start.py report DATEI ORDNER   macht den Bericht aus deinen eigenen Exporten
python start.py test                  prüft, ob auf diesem Rechner alles funktioniert

Der erste Aufruf richtet den Ordner .venv ein; sonst wird nichts verändert.
--lang de oder --lang en wählt die Sprache. Alles Weitere geht an den Befehl:
python start.py report --help zeigt, was der Bericht noch kann.""",
        "en": """python start.py                       opens the course in JupyterLab
python start.py handin                puts your answers into one file for the expert
python start.py report                makes the report on Emscherrad, the sample company
python start.py report FILE FOLDER    makes the report from your own exports
python start.py test                  checks that everything works on this computer

The first call sets up the folder .venv; nothing else is changed.
--lang de or --lang en chooses the language. Anything else is passed on to the command:
python start.py report --help shows what else the report can do.""",
    },
    "first": {
        "de": "Erster Start: Der Kurs wird im Ordner .venv eingerichtet. Das geschieht nur einmal,"
        " braucht Internet und etwa 850 MB Platz und dauert je nach Leitung 1 bis 10 Minuten.",
        "en": "First start: the course is being set up in the folder .venv. This happens only"
        " once, needs the internet and about 850 MB, and takes 1 to 10 minutes, depending on"
        " your connection.",
    },
    "update": {
        "de": "Der Ordner .venv wird auf den Stand des Kurses gebracht; das kann ein paar Minuten"
        " dauern.",
        "en": "The folder .venv is being brought up to date; this may take a few minutes.",
    },
    "working": {"de": "  läuft seit {seconds} s …", "en": "  running for {seconds} s …"},
    "done": {  # at least as long as "working", which it overwrites on a screen
        "de": "Nach {seconds} s ist alles eingerichtet.",
        "en": "Everything is set up after {seconds} s.",
    },
    "stopped": {
        "de": "Abgebrochen; beim nächsten Start geht es hier weiter.",
        "en": "Stopped; the next start goes on from here.",
    },
    "old_python": {
        "de": "start.py: das hier ist Python {found}, nötig ist Python 3.11 oder neuer; hol es von"
        " python.org oder versuch es mit: {newer} start.py",
        "en": "start.py: this is Python {found}, it needs Python 3.11 or later; get it from"
        " python.org or try: {newer} start.py",
    },
    "unknown_command": {
        "de": "start.py: den Befehl {word!r} gibt es nicht;"
        " nimm course, handin, report, test oder --help",
        "en": "start.py: there is no command {word!r}; use course, handin, report, test or --help",
    },
    "unknown_language": {
        "de": "start.py: die Sprache {word!r} gibt es nicht; nimm --lang de oder --lang en",
        "en": "start.py: there is no language {word!r}; use --lang de or --lang en",
    },
    "no_files": {
        "de": "{here}: neben start.py fehlen die anderen Dateien des Kurses; entpack zuerst das"
        " ganze ZIP-Archiv und starte dann dort",
        "en": "{here}: the other files of the course are missing beside start.py; unpack the whole"
        " ZIP archive first and start from there",
    },
    "broken": {
        "de": "{venv}: das Python darin läuft nicht oder ist älter als 3.11; lösch den Ordner .venv"
        " und starte noch einmal",
        "en": "{venv}: its Python does not run or is older than 3.11; delete the folder .venv and"
        " start again",
    },
    "no_space": {
        "de": "{here}: der Speicherplatz reicht nicht; mach 1,5 GB frei und starte noch einmal",
        "en": "{here}: there is not enough disk space; free 1.5 GB and start again",
    },
    "no_permission": {
        "de": "{here}: hier darf nicht geschrieben werden; schließ JupyterLab, falls es noch läuft,"
        " oder verschieb den Ordner in deine Dokumente, und starte noch einmal",
        "en": "{here}: writing is not allowed here; close JupyterLab if it is still running, or"
        " move the folder to your documents, and start again",
    },
    "no_network": {
        "de": "{venv}: die Pakete sind nicht erreichbar; prüf die Internetverbindung (im Betrieb"
        " oder in der Schule auch Proxy und Zertifikate) und starte noch einmal",
        "en": "{venv}: the packages cannot be reached; check the internet connection (at work or"
        " school also proxy and certificates) and start again",
    },
    "no_venv_module": {
        "de": "start.py: diesem Python fehlt venv oder ensurepip; installiere python3-venv (Debian,"
        " Ubuntu) oder uv und starte noch einmal",
        "en": "start.py: this Python lacks venv or ensurepip; install python3-venv (Debian, Ubuntu)"
        " or uv and start again",
    },
    "no_package": {
        "de": "{venv}: für dieses Python fehlen fertige Pakete; lösch den Ordner .venv und starte"
        " mit Python 3.11 bis 3.14 (64 Bit) von python.org noch einmal",
        "en": "{venv}: some packages are not available for this Python; delete the folder .venv and"
        " start again with Python 3.11 to 3.14 (64 bit) from python.org",
    },
    "long_path": {
        "de": "{here}: der Pfad ist für Windows zu lang; verschieb den Ordner, zum Beispiel nach"
        " C:\\kurs, und starte noch einmal",
        "en": "{here}: the path is too long for Windows; move the folder, for example to"
        " C:\\course, and start again",
    },
    "unknown": {
        "de": "{venv}: das Einrichten ist gescheitert; starte noch einmal, und wenn es wieder"
        " scheitert, zeig deiner Kursleitung die Datei {log}",
        "en": "{venv}: setting up failed; start again, and if it fails again, show your"
        " instructor the file {log}",
    },
}

# What pip, uv and the operating system say when they fail, in lower case. Windows speaks the
# user's language, but its error numbers do not. Order matters: the first match is the answer.
CAUSES = {
    "no_space": (
        *("no space left", "disk quota", "errno 28]", "winerror 112]"),
        *("os error 28)", "os error 112)"),
    ),
    "no_permission": (
        *("permission denied", "read-only file system", "winerror 5]", "winerror 32]"),
        *("os error 5)", "os error 32)"),
    ),
    "no_venv_module": ("no module named ensurepip", "no module named venv"),
    "no_network": (
        *("connection broken", "connection error", "failed to establish", "max retries exceeded"),
        *("timed out", "proxyerror", "certificate", "name resolution", "getaddrinfo"),
        *("failed to fetch", "error sending request", "dns error", "connection reset"),
    ),
    "no_package": ("no matching distribution", "no solution found", "not a supported wheel"),
}


def text(lang: str, key: str, **facts: object) -> str:
    """Return one of TEXTS with its gaps filled."""
    return TEXTS[key][lang].format(here=HERE, venv=VENV, log=LOG, **facts)


def system_language() -> str:
    """Return ``de`` on a German system, else ``en``."""
    if sys.platform == "win32":
        import ctypes

        # The lower ten bits name the language; the rest is the country.
        german = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 0x07
        return "de" if german else "en"
    wishes = [os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    wish = next((wish for wish in wishes if wish), locale.getlocale()[0] or "")
    return "de" if wish.lower().startswith("de") else "en"


def take_language(words: "list[str]") -> "tuple[str, list[str]]":
    """Return the language that *words* ask for, else the system's, and the other words."""
    lang, rest = system_language(), []
    coming = iter(words)
    for word in coming:
        if word == "--lang":
            lang = next(coming, "")
        elif word.startswith("--lang="):
            lang = word[len("--lang=") :]
        else:
            rest.append(word)
    return lang, rest


def old_python(version: "tuple[int, ...]", lang: str) -> str:
    """Return the sentence that refuses a Python of this *version*, or nothing."""
    if version >= OLDEST:
        return ""
    found = ".".join(str(part) for part in version[:2])
    newer = "py -3" if os.name == "nt" else "python3"
    return text(lang if lang in ("de", "en") else "en", "old_python", found=found, newer=newer)


REFUSED = old_python(sys.version_info[:3], take_language(sys.argv[1:])[0])
if REFUSED:
    sys.exit(REFUSED)  # here already: an old Python would not get through the lines below


Command = list[str | Path]


class StartError(Exception):
    """The *key* of the text that ends the program, with the facts for its gaps."""

    def __init__(self, *, key: str, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


def cause(output: str) -> str:
    """Return the key of the text that explains *output*, the words of a failed command."""
    said = output.lower()
    return next((key for key, marks in CAUSES.items() if any(m in said for m in marks)), "unknown")


def clean_environment() -> dict[str, str]:
    """Return the shell's variables without those that lead to another Python's packages."""
    misleading = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if name not in misleading}
    return {**kept, "PYTHONUTF8": "1"}


def look_inside() -> tuple[str, Path] | None:
    """Return version and site-packages of the Python in ``.venv``, None if it does not run."""
    question = (
        f"import sys, sysconfig; assert sys.version_info >= {OLDEST};"
        "print('%d.%d' % sys.version_info[:2], sysconfig.get_path('purelib'))"
    )
    command: Command = [PYTHON, "-I", "-X", "utf8", "-c", question]
    try:
        answer = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    version, _, packages = answer.stdout.strip().partition(" ")
    return version, Path(packages)


def finished(version: str) -> str:
    """Return what STAMP says when the lock is installed for Python *version*."""
    return f"{hashlib.sha256(LOCK.read_bytes()).hexdigest()} {version}"


def steps(*, new: bool, cut_off: bool) -> list[Command]:
    """Return the commands that fill ``.venv``: uv where there is one, for it is faster, else pip.

    What a *cut_off* run left behind may look installed and be half a package: it is overwritten.
    """
    lock: Command = ["--require-hashes", "--only-binary", ":all:", "-r", LOCK]
    uv = shutil.which("uv")
    if uv:
        make: Command = [uv, "venv", "--allow-existing", "--python", sys.executable, VENV]
        again = ["--reinstall"] if cut_off else []
        # Compiled now, where the wait is announced, and not at the first start of JupyterLab.
        fill = [[uv, "pip", "install", "--compile-bytecode", "--python", PYTHON, *lock, *again]]
    else:
        make = [sys.executable, "-m", "venv", "--without-pip", VENV]
        again = ["--ignore-installed"] if cut_off else []
        pip: Command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
        fill = [[PYTHON, "-m", "ensurepip"], [*pip, *lock, *again]]
    return [make, *fill] if new else fill


def run_logged(lang: str, command: Command, log: io.BufferedWriter, since: float) -> int:
    """Run a step with its words in the log and a sign of life on the screen."""
    every, end = (1, "\r") if sys.stdout.isatty() else (10, "\n")
    process = subprocess.Popen(
        command, cwd=HERE, env=clean_environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=log
    )
    try:
        while True:
            try:
                return process.wait(timeout=every)
            except subprocess.TimeoutExpired:
                seconds = round(time.monotonic() - since)
                print(text(lang, "working", seconds=seconds), end=end, flush=True)
    finally:
        process.wait()  # after Ctrl+C it tidies up; a new start must not meet it


def fill_environment(lang: str, since: float, *, new: bool, cut_off: bool) -> None:
    """Make ``.venv`` if it is *new*, and install the lock into it."""
    with LOG.open("wb") as log:
        for command in steps(new=new, cut_off=cut_off):
            if run_logged(lang, command, log, since):
                too_long = os.name == "nt" and len(str(HERE)) + LONGEST_INSIDE > 259
                said = LOG.read_text(encoding="utf-8", errors="replace")
                raise StartError(key="long_path" if too_long else cause(said))


def link_package(packages: Path) -> None:
    """Make ``import kpi_kit`` find the checkout.

    The path is relative, hence ASCII: site.py reads .pth files in the locale's encoding on
    Windows up to Python 3.12, so that an editable install below "Übung" would not be found.
    """
    way = os.path.relpath(HERE, packages)
    note = "# relative, for an umlaut in an absolute path breaks on Windows up to Python 3.12"
    (packages / "kpi_kit.pth").write_text(f"{note}\n{way}\n", encoding="ascii")


def set_up(lang: str, inside: tuple[str, Path] | None, stamp: str) -> None:
    """Make or complete ``.venv``; what is already there stays."""
    since = time.monotonic()
    cut_off = stamp == UNFINISHED
    if inside is None and (VENV / "pyvenv.cfg").exists() and not cut_off:
        raise StartError(key="broken")
    if inside is None and shutil.disk_usage(HERE).free < NEEDED:
        raise StartError(key="no_space")
    print(text(lang, "update" if inside else "first"), flush=True)
    VENV.mkdir(exist_ok=True)
    if not cut_off:  # writing it again on a full disk would empty it
        STAMP.write_text(UNFINISHED, encoding="ascii")
    fill_environment(lang, since, new=inside is None, cut_off=cut_off)
    inside = look_inside()
    if inside is None:
        raise StartError(key="broken")
    link_package(inside[1])
    STAMP.write_text(finished(inside[0]), encoding="ascii")
    print(text(lang, "done", seconds=round(time.monotonic() - since)), flush=True)


def ensure_environment(lang: str) -> None:
    """Set ``.venv`` up unless it is already as the lock says."""
    if not LOCK.exists():  # Windows lets people open start.py inside the ZIP archive
        raise StartError(key="no_files")
    inside = look_inside()
    stamp = STAMP.read_text(encoding="utf-8", errors="replace") if STAMP.exists() else ""
    if inside is None or stamp != finished(inside[0]):
        set_up(lang, inside, stamp)


def start(command: Command, folder: Path | None) -> int:
    """Run *command* in *folder* and return its exit code; Ctrl+C is the command's own business."""
    with subprocess.Popen(command, cwd=folder, env=clean_environment()) as process:
        while True:
            try:
                code = process.wait()
                return code if code >= 0 else 128 - code
            except KeyboardInterrupt:
                continue  # JupyterLab asks back; leaving now would take the terminal from it


def run(lang: str, words: list[str]) -> int:
    """Obey *words*: a command and what it is to be given."""
    command, *rest = words or ["course"]
    if command in ("-h", "--help", "help"):
        print(text(lang, "help"))
        return 0
    if command not in ("course", "handin", "report", "test"):
        raise StartError(key="unknown_command", word=command)
    ensure_environment(lang)
    if command == "test":
        # Side by side on all cores, file by file: what a file's tests share is made once.
        return start([PYTHON, "-m", "pytest", "-n", "auto", "--dist", "loadfile", *rest], HERE)
    # -P: a learner's own calendar.py in the current folder must not stand in for Python's.
    return start([PYTHON, "-P", "-m", "kpi_kit", command, *rest, "--lang", lang], None)


def main(words: list[str]) -> int:
    """Run and return the exit code; whatever goes wrong is told in one sentence."""
    lang, rest = take_language(words)
    try:
        if lang not in ("de", "en"):
            word, lang = lang, system_language()
            raise StartError(key="unknown_language", word=word)
        return run(lang, rest)
    except StartError as error:
        print(text(lang, error.key, **error.facts), file=sys.stderr)
    except OSError as error:
        print(text(lang, cause(str(error))), file=sys.stderr)
    except KeyboardInterrupt:
        print(text(lang, "stopped"), file=sys.stderr)
        return 130
    return 1


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a Windows console may not know "…"
    sys.exit(main(sys.argv[1:]))
