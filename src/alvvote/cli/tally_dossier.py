"""``alvvote tally --dossier``: the votes of a meeting, by the same tally as those in files."""

from alvvote.basis import Basis
from alvvote.cli.deliver import Ending
from alvvote.cli.dossiers import At, consult_state, rehearsal_line
from alvvote.cli.problem_text import print_problems
from alvvote.cli.ruling_text import differs
from alvvote.cli.tally_output import Asked, show
from alvvote.cli.terminal import say
from alvvote.i18n import _
from alvvote.meeting.export import decided_votes, votes_left_out
from alvvote.meeting.model import State
from alvvote.meeting.results import result_of, roll_of
from alvvote.plain import shown
from alvvote.population import Choice
from alvvote.problems import has_errors
from alvvote.tally import Question, count_votes, remarks_of


def basis_of(state: State) -> Basis:
    """Return the roll of a meeting as one that was frozen."""
    roll = roll_of(state)
    return Basis(Choice(roll.edition, "frozen", None), roll, fingerprint=state.fingerprint)


def tally_dossier(path: str, asked: Asked) -> int:
    """Count the votes of a meeting that are over; return the exit code."""
    state = consult_state(At(path, None, asked.form))
    if isinstance(state, int):
        return state
    basis = basis_of(state)
    questions = [Question(*decided) for decided in decided_votes(state)]
    problems = remarks_of(questions, per_member=asked.per_lid)
    if has_errors(problems):
        document = asked.document(basis, basis.roll.meeting_date)
        return Ending(asked.form, _("nothing was counted"), document).fail(problems)
    _say_besides(state)
    counted = count_votes(questions, basis.roll, [basis.roll])
    return show(asked, basis, counted, [], problems)


def _say_besides(state: State) -> None:
    """Say on standard error what is not in the results: these are the same as those of files."""
    if state.rehearsal:
        say(rehearsal_line(state).rstrip())
    left_out = votes_left_out(state)
    if left_out:
        text = _("not shown, as they are not over or not counted yet: {votes}")
        say(shown(text.format(votes=", ".join(left_out))))
    differing = [
        problem
        for vote in state.votes.values()
        for problem in differs(vote, result_of(state, vote))
    ]
    print_problems(differing, "")
