"""Tests the validation: puts faults into the published tables and the descriptor, and counts which are caught.

Every mutant is the sound data set with one fault, checked as `kouan validate` checks a project.
"""

from kouan.mutants.judge import Verdict, judge, judge_all
from kouan.mutants.kinds import KINDS, MOST
from kouan.mutants.mutant import Kind, Mutant
from kouan.mutants.report import LEAST_SHARE, as_markdown, share_caught
from kouan.mutants.sound import Sound, read_sound

__all__ = [
    "KINDS",
    "LEAST_SHARE",
    "MOST",
    "Kind",
    "Mutant",
    "Sound",
    "Verdict",
    "as_markdown",
    "judge",
    "judge_all",
    "read_sound",
    "share_caught",
]
