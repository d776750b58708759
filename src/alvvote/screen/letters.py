"""Large letters: words and numbers that the last row of a hall can read.

Each letter is drawn on five by five dots, and each dot on as many as the size says; two rows of
dots make one line of the terminal.
"""

import unicodedata
from functools import cache

_DOTS = 5
_FONT = {
    "A": ".###. #...# ##### #...# #...#",
    "B": "####. #...# ####. #...# ####.",
    "C": ".#### #.... #.... #.... .####",
    "D": "####. #...# #...# #...# ####.",
    "E": "##### #.... ####. #.... #####",
    "F": "##### #.... ####. #.... #....",
    "G": ".#### #.... #..## #...# .####",
    "H": "#...# #...# ##### #...# #...#",
    "I": "### .#. .#. .#. ###",
    "J": "..### ...#. ...#. #..#. .##..",
    "K": "#...# #..#. ###.. #..#. #...#",
    "L": "#.... #.... #.... #.... #####",
    "M": "#...# ##.## #.#.# #...# #...#",
    "N": "#...# ##..# #.#.# #..## #...#",
    "O": ".###. #...# #...# #...# .###.",
    "P": "####. #...# ####. #.... #....",
    "Q": ".###. #...# #.#.# #..#. .##.#",
    "R": "####. #...# ####. #..#. #...#",
    "S": ".#### #.... .###. ....# ####.",
    "T": "##### ..#.. ..#.. ..#.. ..#..",
    "U": "#...# #...# #...# #...# .###.",
    "V": "#...# #...# #...# .#.#. ..#..",
    "W": "#...# #...# #.#.# ##.## #...#",
    "X": "#...# .#.#. ..#.. .#.#. #...#",
    "Y": "#...# .#.#. ..#.. ..#.. ..#..",
    "Z": "##### ...#. ..#.. .#... #####",
    "0": ".###. #..## #.#.# ##..# .###.",
    "1": "..#.. .##.. ..#.. ..#.. .###.",
    "2": "####. ....# .###. #.... #####",
    "3": "####. ....# .###. ....# ####.",
    "4": "#..#. #..#. ##### ...#. ...#.",
    "5": "##### #.... ####. ....# ####.",
    "6": ".###. #.... ####. #...# .###.",
    "7": "##### ....# ...#. ..#.. ..#..",
    "8": ".###. #...# .###. #...# .###.",
    "9": ".###. #...# .#### ....# .###.",
    "/": "....# ...#. ..#.. .#... #....",
    ".": ". . . . #",
    ",": ".. .. .. .# #.",
    " ": ". . . . .",
}
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


@cache
def large(text: str, size: int, width: int) -> tuple[str, ...]:
    """Return the lines of a text in large letters; words that do not fit beside each other below.

    Empty where a letter is not in the font, or a word alone is wider than `width`.
    """
    words = ["".join(map(_plain, word)) for word in text.upper().split()]
    if not words or any(letter not in _FONT for word in words for letter in word):
        return ()
    lines: list[str] = []
    for word in words:
        if lines and _width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if any(_width(line, size) > width for line in lines):
        return ()
    drawn = [_drawn(line, size) for line in lines]
    return tuple(row for part in drawn for row in (*part, ""))[:-1]


def _plain(letter: str) -> str:
    """Return a letter without its accent."""
    return unicodedata.normalize("NFKD", letter)[:1]


def _width(line: str, size: int) -> int:
    return sum(len(_FONT[letter].split()[0]) + 1 for letter in line) * size - size


def _drawn(line: str, size: int) -> list[str]:
    rows = [
        [dot == "#" for letter in line for dot in _FONT[letter].split()[row] + "."][:-1]
        for row in range(_DOTS)
    ]
    dots = [[dot for dot in row for _time in range(size)] for row in rows for _time in range(size)]
    if len(dots) % 2:
        dots.append([False] * len(dots[0]))
    pairs = zip(dots[::2], dots[1::2], strict=True)
    return ["".join(_HALVES[pair] for pair in zip(*pair_of, strict=True)) for pair_of in pairs]
