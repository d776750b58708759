"""The files of the tests are kept in memory, where there is a folder for that with room to spare.

A dossier waits for the disk several times an act. What holds when the power fails is proved on a
disk that is made for it (`tests.power`), and to a process that is killed memory is as good a disk.
"""

import os
import shutil
import tempfile

MEMORY = "/dev/shm"  # noqa: S108 - in it, as in /tmp, pytest makes a folder of its own
ROOM = 2 << 30
"""Bytes that must be free: several times what the tests write."""


def keep_files_in_memory() -> None:
    """Let temporary folders of the tests and their processes be made in memory.

    Whoever sets TMPDIR decides otherwise.
    """
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK | os.X_OK):
        return
    is_executable = not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
    if is_executable and shutil.disk_usage(MEMORY).free >= ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = MEMORY
