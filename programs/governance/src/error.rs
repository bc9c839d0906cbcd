//! Refusals of governance: codes 15000 and up.

hypernode_common::program_errors! {
    /// Refusals of governance.
    pub enum GovernanceError, offset = 15000 {
        ProposalNotDraft = 40, "the proposal is not a Draft any more",
        ProposalNotActive = 41, "the proposal is not Active: activate it first, or its vote is counted already",
        ProposalNotSucceeded = 42, "the proposal has not succeeded: finalise its vote first",
        ProposalNotQueued = 43, "the proposal is not Queued",
        ProposalNotEnded = 44, "the proposal is still under way",
        NotProposer = 45, "the signer is not the proposer",
        BelowThreshold = 46, "the proposer's position weighed less than the threshold before this slot: stake more, or wait a slot",
        NoWeight = 47, "the position had no weight at the snapshot",
        EmptySnapshot = 48, "nobody has weight, so nobody could vote",
        SnapshotLost = 49, "the position's weight changed twice since that slot, so what it was then is lost",
        VotingOver = 50, "the vote has ended",
        VotingOpen = 51, "the vote is still open: wait until voting_ends_at has passed",
        TimelockRunning = 52, "the timelock is still running: wait until eta_at has passed",
        ExecutionWindowOver = 53, "the time to queue or execute the proposal is over",
        NotExpired = 54, "the proposal may still be queued or executed",
        TooManyPayloads = 55, "a proposal has at most 4 payloads",
        WrongPayloadIndex = 56, "payloads are added and executed in order, each once",
        PayloadMismatch = 57, "the payload is not the one the digest in the proposal was made of",
        AccountsMismatch = 58, "program or accounts are not those the payload names, in their order",
        SignerNotAllowed = 59, "only the executor can sign for a payload, and only towards our programs and the upgradeable loader",
        ProgramNotAllowed = 60, "a payload may not call this program, or not this instruction of it",
        KindMismatch = 61, "the kind of the proposal does not allow this",
        TitleTooLong = 62, "a title has at most 64 bytes, and zeros behind its length",
        VetoDisabled = 63, "the guardian's veto was switched off",
        VetoNotAllowed = 64, "a change of the guardian cannot be vetoed",
        SpendCapReached = 65, "the proposal would spend more than its share of the treasury",
        NotExecutor = 66, "only an executed proposal may call this",
        NotPositionOwner = 67, "the signer does not own the position",
        VetoTooLate = 68, "the timelock has passed: nothing can be vetoed any more",
    }
}
