"""The catalogue of problems in a meeting (M), a vote (V) and the ledger (L), and their warnings (W)."""

from alvvote.i18n import N_
from alvvote.problems.spec import Spec

MEETING_SPECS = (
    Spec(
        "M101",
        N_("there is no dossier here"),
        N_("Everything of a meeting stands in its dossier, a file that ends in .alv."),
        N_("Name it (most commands: --dossier FILE), or make one: alvvote meeting new."),
    ),
    Spec(
        "M102",
        N_("there is more than one dossier here: {expected}"),
        N_("Which meeting is meant is never guessed."),
        N_("Say which with --dossier."),
    ),
    Spec(
        "M103",
        N_("this file exists already; nothing was written"),
        N_("A dossier or a key is never overwritten."),
        N_("Choose another name, or move the file that is there."),
    ),
    Spec(
        "M104",
        N_("no item of this id is on the agenda; expected {expected}"),
        N_("Only what is on the agenda can be dealt with."),
        N_("Look with alvvote agenda show; add the item with alvvote agenda add."),
    ),
    Spec(
        "M105",
        N_("another item has this id or title already"),
        N_(
            "A file of ballots may name a vote by its id or its title: each must be one item's alone."
        ),
        N_("Choose another id or title."),
    ),
    Spec(
        "M106",
        N_("has been put to the vote or is settled"),
        N_("What has been decided is a record; it is not changed afterwards."),
        N_("Note a mistake beside the vote with alvvote vote note."),
    ),
    Spec(
        "M107",
        N_("this relation between items is not possible"),
        N_(
            "An amendment has a proposal as parent; parts, parents and what is overtaken are items with a vote."
        ),
        N_("An amendment, and nothing else, has --bij; check --deel-van and --vervangt too."),
    ),
    Spec(
        "M108",
        N_("the roll is fixed already"),
        N_("Cards and votes follow from the roll; a change must be explained."),
        N_("Give the reason with --reden."),
    ),
    Spec(
        "M109",
        N_("this vote was opened, so the roll stays as it is"),
        N_("All votes of a meeting are counted by one roll."),
        N_("Note what is wrong beside the vote with alvvote vote note."),
    ),
    Spec(
        "M110",
        N_("the roll is not fixed yet"),
        N_("A vote is counted by the roll; a provisional one can still change."),
        N_("Fix it with alvvote meeting fix-roll."),
    ),
    Spec(
        "M111",
        N_("accreditation is not used in this meeting"),
        N_("Whether it is used was fixed together with the roll."),
        N_("Before the first vote: alvvote meeting fix-roll --aanmelding --reden …."),
    ),
    Spec(
        "M112",
        N_("this member is accredited already{since}"),
        N_("A member has one representative at a time."),
        N_("If another representative takes over: alvvote desk substitute."),
    ),
    Spec(
        "M113",
        N_("this member is not accredited"),
        N_("Only an accreditation that is there can end."),
        N_("Check the municipality."),
    ),
    Spec(
        "M114",
        N_("a rehearsal cannot be published"),
        N_("What happened in a rehearsal was not decided."),
        N_("Publish the dossier of the meeting itself."),
    ),
    Spec(
        "M115",
        N_("lies before the day of the meeting"),
        N_("Results are published after they are there."),
        N_("Check the date."),
    ),
    Spec(
        "M116",
        N_("an item without a kind has no vote, so no majority, options, advice or amendments"),
        N_("Items such as the opening are dealt with, not decided."),
        N_("Give the kind with --soort, or leave these out."),
    ),
    Spec(
        "M117",
        N_("does not fit here; expected {expected}"),
        N_("What is recorded cannot be taken back, so it is checked first."),
        N_("Correct the value."),
    ),
    Spec(
        "M118",
        N_("cannot be the id or title of an item"),
        N_("Column names of ballot files, and ids with + / or |, have a meaning of their own."),
        N_("Choose another one."),
    ),
    Spec(
        "M119",
        N_("cannot be the options of a vote"),
        N_("A vote with options of its own has two or more, each with another name."),
        N_("Give each with --optie; the rejecting one is one of them."),
    ),
    Spec(
        "M120",
        N_("is recorded before the beginning of the meeting"),
        N_("The first entry makes the meeting."),
        N_("This record was not made by alvvote as it should be."),
    ),
    Spec(
        "M121",
        N_("a meeting begins once, with a name"),
        N_("The first entry makes the meeting."),
        N_("This record was not made by alvvote as it should be."),
    ),
    Spec(
        "M122",
        N_("the votes of this roll do not follow from its figures, or it is of another meeting"),
        N_("Who has how many votes follows from article 11 and the figures."),
        N_("This record was not made by alvvote as it should be."),
    ),
    Spec(
        "M123",
        N_("nobody waits to speak on this item"),
        N_("Those who have spoken are not called again."),
        N_("Add a speaker with alvvote speakers add."),
    ),
    Spec(
        "M124",
        N_("is recorded by an act of its own: {expected}"),
        N_(
            "How an item is voted on or settled, and what an amendment amends, is recorded when it happens."
        ),
        N_("Leave it out of the file, and record it with that command."),
    ),
    Spec(
        "M125",
        N_("no live copy is kept there; expected {expected}"),
        N_("Only a copy that is kept up can be stopped."),
        N_("Look where they are with alvvote meeting copy."),
    ),
    Spec(
        "M126",
        N_("stands there already: {expected}; nothing was written"),
        N_("Someone may have worked in it; what was filled in by hand is not overwritten."),
        N_("Choose another folder with --out, or overwrite it with --replace."),
    ),
    Spec(
        "M127",
        N_("the results were published already, on {expected}"),
        N_("The year in which decisions can be challenged runs from that day."),
        N_("Nothing needs to be done."),
    ),
    Spec(
        "V101",
        N_("there is no such vote; expected {expected}"),
        N_("Only a vote that was opened takes ballots and has a result."),
        N_("Open it with alvvote vote open; alvvote vote status shows which there are."),
    ),
    Spec(
        "V102",
        N_("this vote is not open"),
        N_("Ballots are taken between opening and closing; corrections until the ruling."),
        N_("If it is disputed: alvvote vote dispute and alvvote vote again."),
    ),
    Spec(
        "V103",
        N_("this vote is still open"),
        N_(
            "The direction is shown only when it is closed: who still has to vote must not know it."
        ),
        N_("Close it with alvvote vote close."),
    ),
    Spec(
        "V104",
        N_("this member has voted already"),
        N_("A member has one ballot in a vote."),
        N_("To correct it, before the ruling: --correct with the reason."),
    ),
    Spec(
        "V105",
        N_("is not accredited"),
        N_("In this meeting only accredited members can vote."),
        N_("Send the representative to the accreditation desk."),
    ),
    Spec(
        "V106",
        N_("is no choice in this vote; expected {expected}"),
        N_("A choice that is not there is never guessed."),
        N_("Write one of the choices."),
    ),
    Spec(
        "V107",
        N_("on persons only that a member voted is recorded, never what"),
        N_("What members voted on persons is not published, and not kept."),
        N_("Leave --stem out; the commission counts with alvvote vote count."),
    ),
    Spec(
        "V108",
        N_("these counts add up to {value}, and {expected} votes were handed out"),
        N_("Options + blank + invalid + not returned = handed out."),
        N_("Count again; every slip is in one of the lines."),
    ),
    Spec(
        "V109",
        N_("no name of who counted"),
        N_("Two people count, independently, each by name."),
        N_("Give the name of who counted with --teller."),
    ),
    Spec(
        "V150",
        N_("counted last; someone else counts now"),
        N_("The newest count is compared with that of another person."),
        N_("Enter what another person counted; after a slip in the newest count both count again."),
    ),
    Spec(
        "V111",
        N_("the chair has pronounced upon this vote"),
        N_("The ruling decides (Burgerlijk Wetboek 2:13); it is never changed in silence."),
        N_("If it is disputed: alvvote vote dispute; a mistake found later: alvvote vote note."),
    ),
    Spec(
        "V112",
        N_("the chair has not pronounced upon this vote yet"),
        N_("Only a ruling can be disputed."),
        N_("Record it with alvvote vote declare."),
    ),
    Spec(
        "V113",
        N_("one of these is on persons: together in one vote both become secret"),
        N_("In a vote on persons nobody's choice is recorded."),
        N_("Vote on them one by one, or say --akkoord."),
    ),
    Spec(
        "V114",
        N_("after a call-over or a written vote one voter cannot demand a new one"),
        N_("Then the majority of the meeting must want it (Burgerlijk Wetboek 2:13)."),
        N_("If the meeting wants it: --op-verzoek meerderheid."),
    ),
    Spec(
        "V115",
        N_("the ruling has not been disputed"),
        N_("A new vote follows when the ruling is disputed at once (Burgerlijk Wetboek 2:13)."),
        N_("Record that first: alvvote vote dispute."),
    ),
    Spec(
        "V116",
        N_("a correction needs a reason"),
        N_("A later reader must see why a ballot was replaced."),
        N_("Give it with --reden."),
    ),
    Spec(
        "V117",
        N_("has no ballot that could be corrected"),
        N_("A correction replaces an earlier ballot."),
        N_("Leave --correct out."),
    ),
    Spec(
        "V118",
        N_("cannot be one vote: they differ in majority or options"),
        N_("One question has one rule."),
        N_("Vote on them one by one."),
    ),
    Spec(
        "V119",
        N_("is suspended and has no vote"),
        N_("A suspended member has no vote (Burgerlijk Wetboek 2:38)."),
        N_("Check the roll."),
    ),
    Spec(
        "V120",
        N_("has no result yet: the counts of two tellers are missing"),
        N_("A ruling is held against the counts."),
        N_("Enter them with alvvote vote count."),
    ),
    Spec(
        "V121",
        N_("{value} votes are returned, and only {expected} were handed out"),
        N_("More slips than were handed out cannot be."),
        N_("Stop, and find out where they come from."),
    ),
    Spec(
        "V122",
        N_("has been decided already: {expected}"),
        N_("What has been decided is not put to the vote again without a reason."),
        N_(
            "After a ruling that is disputed: alvvote vote again. What was settled without a vote comes back as a new item: alvvote agenda add."
        ),
    ),
    Spec(
        "V123",
        N_("is not a member on the roll"),
        N_("Only members on the roll have votes."),
        N_("This record was not made by alvvote as it should be."),
    ),
    Spec(
        "V124",
        N_("cannot represent a municipality; expected {expected}"),
        N_("Statutes, article 11, paragraph 1."),
        N_("Ask for another representative."),
    ),
    Spec(
        "V125",
        N_("has amendments that come first: {expected}"),
        N_("An adopted amendment makes the next version of the proposal."),
        N_("Vote on them, or record that they were withdrawn."),
    ),
    Spec(
        "V126",
        N_("is put to the vote in parts: {expected}"),
        N_("Each part is decided by itself."),
        N_("Open a vote on a part."),
    ),
    Spec(
        "V127",
        N_("is an item without a vote"),
        N_("Items such as the opening are dealt with, not decided."),
        N_("Give it a kind: alvvote agenda edit --soort."),
    ),
    Spec(
        "V128",
        N_("cannot be the outcome here; expected {expected}"),
        N_("The ruling must be one that the vote can have."),
        N_("Write the outcome as the chair pronounced it."),
    ),
    Spec(
        "V153",
        N_("the option that was adopted is missing; expected {expected}"),
        N_("In this vote one of several options is adopted, and the ruling says which."),
        N_("Name it with --optie, or give the outcome that was pronounced with --oordeel."),
    ),
    Spec(
        "V129",
        N_("has a vote that is not finished: {expected}"),
        N_("A question has one vote at a time."),
        N_("Finish that vote first: close it, and record the ruling."),
    ),
    Spec(
        "V130",
        N_("is not a vote on persons"),
        N_(
            "Slips are counted by hand in votes on persons only; other votes are counted from the ballots."
        ),
        N_("Record the ballots with alvvote vote cast or import."),
    ),
    Spec(
        "V131",
        N_("does not follow from what was recorded before"),
        N_("What an entry freezes must be what held at that moment."),
        N_("This record was not made by alvvote as it should be."),
    ),
    Spec(
        "V132",
        N_("has no board advice"),
        N_("A vote on the advice needs an advice."),
        N_("Add it with alvvote agenda edit --preadvies."),
    ),
    Spec(
        "V133",
        N_("has a new vote already: {expected}"),
        N_("A vote is done again once; the new one can be disputed in turn."),
        N_("Go on with the new vote."),
    ),
    Spec(
        "V134",
        N_("has been counted: two tellers agree"),
        N_("A count that is agreed stands."),
        N_("Record the ruling; a mistake found later: alvvote vote note."),
    ),
    Spec(
        "V135",
        N_("has options of its own, so it cannot be adopted by acclamation"),
        N_("Acclamation says yes to one question; which option would be meant is not clear."),
        N_("Have it counted."),
    ),
    Spec(
        "V136",
        N_("has been disputed already"),
        N_("One dispute is enough for a new vote."),
        N_("Open the new vote with alvvote vote again."),
    ),
    Spec(
        "V137",
        N_("no new ballots in this file"),
        N_("Nothing was recorded."),
        N_("Check the file, and which votes are open: alvvote vote status."),
    ),
    Spec(
        "V138",
        N_("lies before the closing of this vote, at {expected}"),
        N_("The chair pronounces upon a vote that has been closed."),
        N_("Check --om; leave it out for now."),
    ),
    Spec(
        "V139",
        N_("each line of the count must stand here once: {lines}"),
        N_("Options + blank + invalid + not returned = handed out."),
        N_("Add what is missing, also where it is 0, and remove what stands twice."),
    ),
    Spec(
        "V140",
        N_("more was handed out than the roll has: {members} members, {votes} votes"),
        N_("Slips are handed out by the roll."),
        N_("Check the roll that is given with --stemmenlijst, and the line: handed out."),
    ),
    Spec(
        "V141",
        N_("no ballots and no counts to export yet"),
        N_("An export is for counting again; nothing was counted so far."),
        N_("Close a vote first; alvvote vote status shows where each stands."),
    ),
    Spec(
        "V142",
        N_("has ballots already: it cannot be taken back"),
        N_("What members voted is a record; it does not disappear."),
        N_("Close the vote; what follows from it is for the chair to pronounce."),
    ),
    Spec(
        "V143",
        N_("that hour is still to come"),
        N_("A ruling is recorded when it has been pronounced."),
        N_("Correct the hour, or leave --om out."),
    ),
    Spec(
        "L101",
        N_("is no dossier of alvvote"),
        N_("The file is of another kind, or empty."),
        N_("Check the name of the file."),
    ),
    Spec(
        "L102",
        N_("was made by a newer version of alvvote"),
        N_("This version cannot know what it means."),
        N_("Install the newest version."),
    ),
    Spec(
        "L103",
        N_("can only be read"),
        N_("Acts are recorded in the file itself."),
        N_("Change the rights of the file, or work on the dossier itself and not on a copy."),
    ),
    Spec(
        "L104",
        N_("is in use: another process kept it locked"),
        N_("An act waits half a minute for another one, not for ever. Nothing was recorded."),
        N_("Try again; if it stays so, look which program has the file open."),
    ),
    Spec(
        "L105",
        N_("cannot be written: the disk is full"),
        N_("Nothing was recorded."),
        N_("Make room and do it again; what was recorded before is safe."),
    ),
    Spec(
        "L106",
        N_("is damaged{where}"),
        N_("The record cannot be read as it was written."),
        N_(
            "Don't write to it any more. Go on with a copy; alvvote ledger verify says what is wrong."
        ),
    ),
    Spec(
        "L107",
        N_("is not there"),
        N_("The file cannot be found."),
        N_("Check the path."),
    ),
    Spec(
        "L109",
        N_("cannot be read or written: {detail}"),
        N_("Nothing was recorded."),
        N_("Check the disk, the folder and your rights."),
    ),
    Spec(
        "L110",
        N_("is not right{where}: {finding}"),
        N_("Someone or something changed the record after it was made, or the file is damaged."),
        N_(
            "Keep the file as evidence, and compare it with a copy and with heads that others hold."
        ),
    ),
    Spec(
        "L111",
        N_("this key cannot be used: {detail}"),
        N_("Signatures are made and checked with keys."),
        N_("Check the file; without a key acts are recorded unsigned."),
    ),
    Spec(
        "L112",
        N_("the proof does not hold: {detail}"),
        N_("The entry is not in the log of this head, or the proof was changed."),
        N_("Ask for a new proof against the head you hold."),
    ),
    Spec(
        "L113",
        N_("cannot be read as head or proof; it {detail}"),
        N_("These files have one exact form (C2SP)."),
        N_("Ask for the file again; take care that no program changes its lines."),
    ),
    Spec(
        "L114",
        N_("the results were not published a year ago yet"),
        N_(
            "For a year decisions can be challenged (Burgerlijk Wetboek 2:15); then the names may be needed."
        ),
        N_("Wait, or give the reason with --reden."),
    ),
    Spec(
        "L115",
        N_("has no ballot in this vote"),
        N_("What is not recorded cannot be proved."),
        N_("Check the municipality and the vote."),
    ),
    Spec(
        "L116",
        N_("a vote is open: {expected}"),
        N_("The ballots of an open vote would show its direction."),
        N_("Close the vote first."),
    ),
    Spec(
        "L117",
        N_("the signature of {detail} is false"),
        N_("Someone else made this head, or it was changed."),
        N_("Ask the keeper of the log for the head, by another way."),
    ),
    Spec(
        "L118",
        N_("this log does not continue that head of {value} entries"),
        N_(
            "Something that was in the log then has been changed, or it is the head of another log."
        ),
        N_("Keep both, and compare with copies and heads that others hold."),
    ),
    Spec(
        "L119",
        N_("no signature of the key that was given stands below it"),
        N_("Without it anyone could have made this head."),
        N_("Give the key of the signer, or get a head that is signed."),
    ),
    Spec(
        "L120",
        N_("is not made of this dossier any more: {expected}"),
        N_("Two records that went on separately cannot become one again."),
        N_("Set another place for the copy with alvvote meeting copy."),
    ),
    Spec(
        "L121",
        N_("was recorded after that head was made; that has {expected} entries"),
        N_("A head says nothing of what comes after it."),
        N_("Ask for a newer head, or leave --head out: the newest signed one is taken."),
    ),
    Spec(
        "L122",
        N_("is about a head of {proved} entries, and the one given has {expected}"),
        N_("Only a proof against the head that you hold says that your ballot stands in it."),
        N_("Ask for a proof against your head: alvvote ledger prove --head FILE."),
    ),
    Spec(
        "L123",
        N_("the entries from {value} on are not signed by the key that was given"),
        N_("Without its signature whoever holds the file could have made them."),
        N_(
            "Have the newest head signed (alvvote ledger sign); without --key the rest is checked all the same."
        ),
    ),
    Spec(
        "W401",
        N_("came in after the term of {term}"),
        N_("Whether a late one is dealt with is for the meeting."),
        N_("Mention it when the agenda is adopted."),
    ),
    Spec(
        "W402",
        N_("the term for amendments lies before the day of the definitive text, {out}"),
        N_("Nobody could amend a text that was not there yet."),
        N_("Set another term with alvvote agenda deadlines."),
    ),
    Spec(
        "W403",
        N_("newer figures are known to be public: those of {fits}"),
        N_(
            "The votes of a member follow from the figures made public (statutes, article 11, paragraph 4)."
        ),
        N_("Fix the roll again, or leave it and say which figures were used."),
    ),
    Spec(
        "W404",
        N_("the ruling ({ruling}) is NOT what the tally says ({expected})"),
        N_("The ruling decides (Burgerlijk Wetboek 2:13); both are on record."),
        N_("Tell the chair at once: if the ruling is disputed now, a new vote can be held."),
    ),
    Spec(
        "W406",
        N_("the copy could not be written: {failure}"),
        N_("The act is recorded; the copy lacks it until it can be written again."),
        N_("Mend the place of the copy; the next act brings it up to date."),
    ),
    Spec(
        "W411",
        N_("the copy is of another record, or went on by itself; nothing was written to it"),
        N_("Two records that went on separately cannot become one again."),
        N_(
            "Find out which acts stand in it alone (alvvote ledger log --dossier). Then alvvote meeting copy --stop, and choose a new place for the copy."
        ),
    ),
    Spec(
        "W407",
        N_("not signed: there is no key"),
        N_("Without signed heads others cannot show that the record was this one."),
        N_("Bring the key back, or name it with --key."),
    ),
    Spec(
        "W408",
        N_("others can read this key file"),
        N_("Who has the key can sign a record of his own."),
        N_("Take away the rights of others: chmod 600."),
    ),
    Spec(
        "W409",
        N_("the two counts differ in: {lines}"),
        N_("The commission counts again until two people agree."),
        N_("Count again, first someone else than who counted last; no number is shown."),
    ),
    Spec(
        "W410",
        N_("is in use: what was erased may still stand in its journal"),
        N_("The file could not be written anew while another process had it open."),
        N_("Run alvvote ledger erase --personal once more when nobody else works with it."),
    ),
)
