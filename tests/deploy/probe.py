"""Run by the tests where the container's command runs: starts it, asks it, and says as JSON what was found.

Takes one argument, JSON: the command, the check of its health, and the paths to ask for.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from urllib.error import HTTPError
from urllib.request import urlopen

PATIENCE = 300


def status(path):
    try:
        with urlopen(f"http://127.0.0.1:8001{path}", timeout=60) as answer:
            answer.read()
            return answer.status
    except HTTPError as error:
        return error.code


def can_write(folder):
    """Tell whether a file can be made in a folder; in any that is meant for temporary files, where none is given."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def main(command, health_check, paths):
    unhealthy = subprocess.run(health_check, stderr=subprocess.DEVNULL, check=False).returncode
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        for _ in range(PATIENCE):
            healthy = subprocess.run(health_check, stderr=subprocess.DEVNULL, check=False).returncode
            if healthy == 0 or server.poll() is not None:
                break
            time.sleep(0.2)
        answers = {path: status(path) for path in paths} if healthy == 0 else {}
        server.terminate()
        log, _ = server.communicate()
    found = {
        "before": unhealthy,
        "healthy": healthy,
        "answers": answers,
        "uid": os.getuid(),
        "writable": [folder for folder in (".", "build", "/", None) if can_write(folder)],
        "log": log,
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(**json.loads(sys.argv[1]))
