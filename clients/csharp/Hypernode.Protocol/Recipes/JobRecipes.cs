using Hypernode.Client.Markets;
using Hypernode.Protocol.Trust;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Tokens;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Recipes;

/// <summary>The instructions that move a job through its life, with every account in place.</summary>
/// <param name="addresses">The network's programs and mint.</param>
public sealed class JobRecipes(JobAddresses addresses)
{
    /// <summary>The addresses these recipes use.</summary>
    public JobAddresses Addresses => addresses;

    /// <summary>Posts a job; the funder's HYPER account must exist and hold the cap.</summary>
    /// <param name="signer">The requester, or the key of its session, which then spends as the funder's delegate; signs.</param>
    /// <param name="payer">Who pays the rent and gets it back; signs.</param>
    /// <param name="market">The market.</param>
    /// <param name="post">Id, digests, terms and preferred nodes; without a session the funder of the terms signs, too. A job of a template
    /// names it as its parent.</param>
    /// <param name="session">The session under which the signer acts; null for the requester itself.</param>
    public Instruction Post(Address signer, Address payer, Address market, PostJobArgs post, SessionKey? session = null)
    {
        var instruction = MarketsInstructions.PostJob(
            new PostJobAccounts
            {
                Requester = session?.Owner ?? signer,
                Funder = session is null ? post.Terms.Funder : signer,
                Payer = payer,
                Market = market,
                Mint = addresses.Mint,
                FunderToken = addresses.HyperAccount(post.Terms.Funder),
                Template = post.Terms.Origin == (byte)Origin.Template ? post.Terms.Parent : null,
                Session = session?.Session,
            },
            post,
            addresses.MarketsProgram);

        // The interface of the program marks the requester as a signer, which it is only where no session stands in for it.
        return session is null
            ? instruction
            : instruction with { Accounts = [.. instruction.Accounts.Select(meta => meta.Address == session.Owner ? meta with { IsSigner = false } : meta)] };
    }

    /// <summary>Takes an open job for a node.</summary>
    /// <param name="node">The node's account.</param>
    /// <param name="nodeOperator">Its hot key; signs.</param>
    /// <param name="job">The job's account.</param>
    /// <param name="market">Its market.</param>
    /// <param name="passes">What opens the gates of node and job.</param>
    /// <param name="replicas">The group of a job that is a replica; null for any other.</param>
    public Instruction Accept(Address node, Address nodeOperator, Address job, Address market, GatePasses passes, Address? replicas = null) => MarketsInstructions.AcceptJob(
        new AcceptJobAccounts
        {
            Operator = nodeOperator,
            Market = market,
            Job = job,
            Node = node,
            Reputation = addresses.Reputation(node),
            Bond = addresses.Bond(node),
            Gate = passes.Gate,
            Member = passes.Member,
            Replicas = replicas,
            RemainingAccounts = [.. passes.Issuers.Select(AccountMeta.ReadOnly)],
        },
        addresses.MarketsProgram);

    /// <summary>Posts a job straight to a node's automatic offer, which has it at once; the funder's HYPER account must hold the cap.</summary>
    /// <param name="requester">Who posts, funds and pays the rent; signs.</param>
    /// <param name="offerAddress">The offer.</param>
    /// <param name="offer">Its value.</param>
    /// <param name="post">Id, digests, terms and the price at which the offer may not be above.</param>
    /// <param name="passes">What opens the gates of node and job.</param>
    public Instruction PostToOffer(Address requester, Address offerAddress, Offer offer, PostJobToOfferArgs post, GatePasses passes) =>
        MarketsInstructions.PostJobToOffer(
            new PostJobToOfferAccounts
            {
                Requester = requester,
                Funder = requester,
                Payer = requester,
                Market = offer.Market,
                Mint = addresses.Mint,
                FunderToken = addresses.HyperAccount(requester),
                Offer = offerAddress,
                Node = offer.Node,
                Reputation = addresses.Reputation(offer.Node),
                Bond = addresses.Bond(offer.Node),
                Gate = passes.Gate,
                Member = passes.Member,
                RemainingAccounts = [.. passes.Issuers.Select(AccountMeta.ReadOnly)],
            },
            post,
            addresses.MarketsProgram);

    /// <summary>Tells that the run has begun.</summary>
    public Instruction Start(Address node, Address nodeOperator, Address job) => MarketsInstructions.StartJob(
        new StartJobAccounts { Operator = nodeOperator, Job = job, Node = node },
        addresses.MarketsProgram);

    /// <summary>Hands in the result, of a replica the commitment to it.</summary>
    /// <param name="node">The node's account.</param>
    /// <param name="nodeOperator">Its hot key; signs.</param>
    /// <param name="job">The job's account.</param>
    /// <param name="submission">What is handed in.</param>
    /// <param name="replicas">The group of a job that is a replica; null for any other.</param>
    public Instruction Submit(Address node, Address nodeOperator, Address job, Submission submission, Address? replicas = null) => MarketsInstructions.SubmitJob(
        new SubmitJobAccounts { Operator = nodeOperator, Job = job, Node = node, Replicas = replicas },
        new SubmitJobArgs { Submission = submission },
        addresses.MarketsProgram);

    /// <summary>Pays a submitted job and makes sure that the payout account exists.</summary>
    /// <param name="signer">Who cranks; pays for a missing payout account. The requester accepts by this.</param>
    /// <param name="jobAddress">The job's account.</param>
    /// <param name="job">The job.</param>
    /// <param name="payout">Payout key of its node.</param>
    /// <param name="feeShards">From the Config of markets.</param>
    /// <param name="missing">Which associated accounts of funder, orchestrator and publisher do not exist: the escrow's rent pays for them.</param>
    /// <param name="publisher">Publisher of the template the job is made from; null for any other job, and where the template is closed.</param>
    /// <param name="session">The session under which the signer accepts for the requester; null for the requester itself and for anyone.</param>
    public IReadOnlyList<Instruction> Settle(
        Address signer,
        Address jobAddress,
        Job job,
        Address payout,
        byte feeShards,
        MissingAccounts missing = MissingAccounts.None,
        Address? publisher = null,
        SessionKey? session = null)
    {
        var hasOrchestrator = job.Orchestrator != default;
        var accounts = new SettleJobAccounts
        {
            Signer = signer,
            Job = jobAddress,
            Escrow = addresses.Escrow(jobAddress),
            Node = job.Node,
            Reputation = addresses.Reputation(job.Node),
            PayoutToken = addresses.HyperAccount(payout),
            FunderToken = addresses.HyperAccount(job.Funder),
            OrchestratorToken = hasOrchestrator ? addresses.HyperAccount(job.Orchestrator) : null,
            FeeShard = addresses.FeeShard(jobAddress, feeShards),
            FeeVault = addresses.FeeVault(jobAddress, feeShards),
            RentPayer = job.RentPayer,
            Funder = missing.HasFlag(MissingAccounts.Funder) ? job.Funder : null,
            Template = job.Origin == Origin.Template ? job.Parent : null,
            RoyaltyToken = publisher is { } earner ? addresses.HyperAccount(earner) : null,
            Session = session?.Session,
            Orchestrator = hasOrchestrator && missing.HasFlag(MissingAccounts.Orchestrator) ? job.Orchestrator : null,
            Publisher = missing.HasFlag(MissingAccounts.Publisher) ? publisher : null,
            Mint = missing == MissingAccounts.None ? null : addresses.Mint,
            AssociatedTokenProgram = missing == MissingAccounts.None ? null : ProgramIds.AssociatedToken,
            SystemProgram = missing == MissingAccounts.None ? null : ProgramIds.System,
        };
        return
        [
            AssociatedToken.CreateIdempotent(signer, payout, addresses.Mint),
            MarketsInstructions.SettleJob(accounts, addresses.MarketsProgram),
        ];
    }

    /// <summary>Takes back a job that no node has accepted.</summary>
    /// <param name="requester">Signs; or the key of the session.</param>
    /// <param name="jobAddress">The job's account.</param>
    /// <param name="job">The job.</param>
    /// <param name="session">The session under which the signer acts; null for the requester itself.</param>
    public Instruction Cancel(Address requester, Address jobAddress, Job job, SessionKey? session = null) => MarketsInstructions.CancelJob(
        new CancelJobAccounts
        {
            Requester = requester,
            Job = jobAddress,
            FunderToken = addresses.HyperAccount(job.Funder),
            RentPayer = job.RentPayer,
            Session = session?.Session,
        },
        addresses.MarketsProgram);

    /// <summary>Buys more time for a job; its funder signs and pays.</summary>
    public Instruction Extend(Address jobAddress, Job job, uint extraSeconds) => MarketsInstructions.ExtendJob(
        new ExtendJobAccounts
        {
            Funder = job.Funder,
            Market = job.Market,
            Job = jobAddress,
            Node = job.Node == default ? null : job.Node,
            FunderToken = addresses.HyperAccount(job.Funder),
        },
        new ExtendJobArgs { ExtraSeconds = extraSeconds },
        addresses.MarketsProgram);

    /// <summary>Ends a run early; what ran is paid.</summary>
    /// <param name="requester">Signs; or the key of the session.</param>
    /// <param name="jobAddress">The job's account.</param>
    /// <param name="session">The session under which the signer acts; null for the requester itself.</param>
    public Instruction Stop(Address requester, Address jobAddress, SessionKey? session = null) => MarketsInstructions.StopJob(
        new StopJobAccounts { Requester = requester, Job = jobAddress, Session = session?.Session }, addresses.MarketsProgram);

    /// <summary>Objects to a result within its window; the requester's bond joins the escrow.</summary>
    /// <param name="requester">Signs and pays bond and rent; or the key of the session, which then spends as the owner's delegate.</param>
    /// <param name="jobAddress">The submitted job.</param>
    /// <param name="reason">A number of the requester's own.</param>
    /// <param name="evidence">Digest of what shows the fault; 32 bytes.</param>
    /// <param name="session">The session under which the signer acts; null for the requester itself.</param>
    public Instruction Challenge(Address requester, Address jobAddress, byte reason, byte[] evidence, SessionKey? session = null) =>
        MarketsInstructions.ChallengeJob(
            new ChallengeJobAccounts
            {
                Requester = requester,
                Job = jobAddress,
                ChallengerToken = addresses.HyperAccount(session?.Owner ?? requester),
                Session = session?.Session,
            },
            new ChallengeJobArgs { Reason = reason, Evidence = evidence },
            addresses.MarketsProgram);

    /// <summary>Refunds an open job that nobody took in time; anyone may.</summary>
    public Instruction Expire(Address jobAddress, Job job) => MarketsInstructions.ExpireJob(
        new ExpireJobAccounts { Job = jobAddress, FunderToken = addresses.HyperAccount(job.Funder), RentPayer = job.RentPayer },
        addresses.MarketsProgram);

    /// <summary>Opens a job again whose node let its time pass; anyone may.</summary>
    public Instruction Reassign(Address signer, Address jobAddress, Job job) => MarketsInstructions.ReassignJob(
        new ReassignJobAccounts
        {
            Signer = signer,
            Job = jobAddress,
            Node = job.Node,
            Reputation = addresses.Reputation(job.Node),
            Fault = Fault(jobAddress, job),
        },
        addresses.MarketsProgram);

    /// <summary>Refunds a job whose last attempt ran out of time; anyone may.</summary>
    public Instruction ExpireRun(Address signer, Address jobAddress, Job job) => MarketsInstructions.ExpireRun(
        new ExpireRunAccounts
        {
            Signer = signer,
            Job = jobAddress,
            Node = job.Node,
            Reputation = addresses.Reputation(job.Node),
            FunderToken = addresses.HyperAccount(job.Funder),
            RentPayer = job.RentPayer,
            Fault = Fault(jobAddress, job),
        },
        addresses.MarketsProgram);

    /// <summary>Closes the account of an ended job; anyone may, the rent returns to who paid it.</summary>
    public Instruction Close(Address jobAddress, Job job) => MarketsInstructions.CloseJob(
        new CloseJobAccounts { Job = jobAddress, RentPayer = job.RentPayer }, addresses.MarketsProgram);

    /// <summary>Draws the validators of a challenge; anyone may, once the slot of the draw is known.</summary>
    public Instruction DrawPanel(Address jobAddress) => MarketsInstructions.DrawPanel(
        new DrawPanelAccounts { Challenge = ChallengeOf(jobAddress) }, addresses.MarketsProgram);

    /// <summary>Commits to a verdict in the first half of a round; the validator's owner signs and pays the rent.</summary>
    /// <param name="owner">Owner of the validator.</param>
    /// <param name="jobAddress">The challenged job.</param>
    /// <param name="job">The job.</param>
    /// <param name="round">Round of its challenge.</param>
    /// <param name="commitment">Digest of verdict and salt.</param>
    public Instruction CommitVerdict(Address owner, Address jobAddress, Job job, byte round, byte[] commitment)
    {
        var validator = ValidatorRecipes.AddressOf(owner);
        return MarketsInstructions.CommitVerdict(
            new CommitVerdictAccounts
            {
                Owner = owner,
                Payer = owner,
                Challenge = ChallengeOf(jobAddress),
                Job = jobAddress,
                Node = job.Node,
                Validator = validator,
                Bond = addresses.Bond(validator),
                VerdictCommitment = CommitmentOf(owner, jobAddress, job, round),
            },
            new CommitVerdictArgs { Commitment = commitment },
            addresses.MarketsProgram);
    }

    /// <summary>Reveals a verdict in the second half of a round; the validator's owner signs, and whoever paid the commitment's rent gets it back.</summary>
    /// <param name="jobAddress">The challenged job.</param>
    /// <param name="job">The job.</param>
    /// <param name="commitment">The commitment of the validator in the round under way.</param>
    /// <param name="valid">The verdict that was committed.</param>
    /// <param name="salt">The salt it was committed with.</param>
    public Instruction CastVerdict(Address jobAddress, Job job, VerdictCommitment commitment, bool valid, byte[] salt)
    {
        var validator = ValidatorRecipes.AddressOf(commitment.Voter);
        return MarketsInstructions.CastVerdict(
            new CastVerdictAccounts
            {
                Owner = commitment.Voter,
                Challenge = ChallengeOf(jobAddress),
                Job = jobAddress,
                Node = job.Node,
                Validator = validator,
                Bond = addresses.Bond(validator),
                VerdictCommitment = CommitmentOf(commitment.Voter, jobAddress, job, commitment.Round),
                RentPayer = commitment.RentPayer,
            },
            new CastVerdictArgs { Valid = valid, Salt = salt },
            addresses.MarketsProgram);
    }

    /// <summary>Closes a commitment that was never revealed, after its round; anyone may, the rent returns to who paid it.</summary>
    public Instruction CloseVerdict(Address address, VerdictCommitment commitment) => MarketsInstructions.CloseVerdict(
        new CloseVerdictAccounts { VerdictCommitment = address, RentPayer = commitment.RentPayer }, addresses.MarketsProgram);

    /// <summary>Counts the seats of a challenge whose window is over, and pays its bond; anyone may.</summary>
    /// <param name="signer">Pays for a fault account; signs.</param>
    /// <param name="jobAddress">The challenged job.</param>
    /// <param name="job">The job.</param>
    /// <param name="challenge">Its challenge.</param>
    /// <param name="payout">Payout key of its node.</param>
    /// <param name="voters">Owners of the validators that have the seats, in the order of the challenge.</param>
    public Instruction ResolveChallenge(Address signer, Address jobAddress, Job job, Challenge challenge, Address payout, IReadOnlyList<Address> voters) =>
        MarketsInstructions.ResolveChallenge(
            new ResolveChallengeAccounts
            {
                Signer = signer,
                Job = jobAddress,
                Challenge = ChallengeOf(jobAddress),
                Node = job.Node,
                PayoutToken = addresses.HyperAccount(payout),
                ChallengerToken = addresses.HyperAccount(challenge.Challenger),
                VoterToken0 = VoterToken(voters, 0),
                VoterToken1 = VoterToken(voters, 1),
                VoterToken2 = VoterToken(voters, 2),
                Fault = Fault(jobAddress, job),
            },
            addresses.MarketsProgram);

    /// <summary>Refunds the funder of a job whose result was found wrong; anyone may.</summary>
    public Instruction Refund(Address jobAddress, Job job) => MarketsInstructions.RefundJob(
        new RefundJobAccounts
        {
            Job = jobAddress,
            Challenge = ChallengeOf(jobAddress),
            Node = job.Node,
            Reputation = addresses.Reputation(job.Node),
            FunderToken = addresses.HyperAccount(job.Funder),
            RentPayer = job.RentPayer,
        },
        addresses.MarketsProgram);

    /// <summary>Closes the challenge of an ended job, without which the job cannot be closed; the rent returns to who opened it.</summary>
    public Instruction CloseChallenge(Address jobAddress, Challenge challenge) => MarketsInstructions.CloseChallenge(
        new CloseChallengeAccounts { Job = jobAddress, Challenge = ChallengeOf(jobAddress), RentPayer = challenge.RentPayer },
        addresses.MarketsProgram);

    /// <summary>The challenge of a job.</summary>
    public Address ChallengeOf(Address jobAddress) => MarketsAddresses.FindChallengeAddress(jobAddress, addresses.MarketsProgram).Address;

    /// <summary>The commitment of a validator's owner in a round of the challenge of a job.</summary>
    public Address CommitmentOf(Address owner, Address jobAddress, Job job, byte round) =>
        MarketsAddresses.FindVerdictCommitmentAddress(jobAddress, job.PostedSlot, round, owner, addresses.MarketsProgram).Address;

    private Address Fault(Address jobAddress, Job job) =>
        MarketsAddresses.FindFaultAddress(jobAddress, job.PostedSlot, job.Attempt, addresses.MarketsProgram).Address;

    private Address? VoterToken(IReadOnlyList<Address> voters, int seat) => seat < voters.Count ? addresses.HyperAccount(voters[seat]) : null;
}
