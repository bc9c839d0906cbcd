//! Refusals of slashing: codes 14000 and up.

hypernode_common::program_errors! {
    /// Refusals of slashing.
    pub enum SlashingError, offset = 14000 {
        ReportNotPending = 40, "the report is not Pending",
        ReportNotConfirmed = 41, "the report is not Confirmed, Appealed or Final as this asks for",
        ReportNotAppealed = 42, "the report is not Appealed",
        ReportNotExecutable = 43, "the report is in no state to be executed: confirm it, and open its execution first",
        ReportNotEnded = 44, "the report has not ended yet",
        SubjectNotBonded = 45, "nothing is pledged or releasing behind the subject, so nothing can be slashed",
        SelfReport = 46, "nobody reports itself",
        WrongReason = 47, "the reason is unknown or does not fit the subject",
        NodeNotOffline = 48, "the last heartbeat is not old enough",
        NodeNotLive = 49, "the node is not Active or Draining, so it owes no heartbeat",
        WrongFault = 50, "the fault is another node's or older than 30 days",
        NotOnPanel = 51, "the validator's ticket is not on the panel",
        PanelNotDrawn = 52, "the panel is not drawn yet: crank draw_panel",
        ValidatorNotActive = 53, "the validator is not Active, too new for this report or holds too little stake",
        ValidatorConflict = 54, "the validator is the reporter or a party of the accused",
        VotedInFirstRound = 55, "the validator judged this case in the first round",
        VoteWindowOver = 56, "the vote window is over: finalise the round",
        VoteWindowOpen = 57, "the vote window is still open",
        AppealWindowOver = 58, "the appeal window is over",
        AppealWindowOpen = 59, "the subject may still appeal",
        NotSubjectAuthority = 60, "only the recorded authority of the subject may appeal",
        PositionDone = 61, "the position was slashed for this report already",
        WrongPosition = 62, "the position did not back the subject when the execution opened",
        NotMajorityVoter = 63, "the signer was not on the side that decided",
        FeePaid = 64, "the vote was paid already",
        CloseTooSoon = 65, "the report ended less than 30 days ago",
        WrongSubject = 66, "the account is not the Node, Validator or Bond the report is about",
    }
}
