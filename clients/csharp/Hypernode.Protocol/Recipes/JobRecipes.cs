using Hypernode.Client.Markets;
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
    /// <param name="requester">Who posts; signs.</param>
    /// <param name="payer">Who pays the rent and gets it back; signs.</param>
    /// <param name="market">The market.</param>
    /// <param name="post">Id, digests, terms and preferred nodes; the terms name the funder, who signs.</param>
    public Instruction Post(Address requester, Address payer, Address market, PostJobArgs post) => MarketsInstructions.PostJob(
        new PostJobAccounts
        {
            Requester = requester,
            Funder = post.Terms.Funder,
            Payer = payer,
            Market = market,
            Mint = addresses.Mint,
            FunderToken = addresses.HyperAccount(post.Terms.Funder),
        },
        post,
        addresses.MarketsProgram);

    /// <summary>Takes an open job for a node.</summary>
    /// <param name="node">The node's account.</param>
    /// <param name="nodeOperator">Its hot key; signs.</param>
    /// <param name="job">The job's account.</param>
    /// <param name="market">Its market.</param>
    public Instruction Accept(Address node, Address nodeOperator, Address job, Address market) => MarketsInstructions.AcceptJob(
        new AcceptJobAccounts
        {
            Operator = nodeOperator,
            Market = market,
            Job = job,
            Node = node,
            Reputation = addresses.Reputation(node),
            Bond = addresses.Bond(node),
        },
        addresses.MarketsProgram);

    /// <summary>Tells that the run has begun.</summary>
    public Instruction Start(Address node, Address nodeOperator, Address job) => MarketsInstructions.StartJob(
        new StartJobAccounts { Operator = nodeOperator, Job = job, Node = node },
        addresses.MarketsProgram);

    /// <summary>Hands in the result.</summary>
    public Instruction Submit(Address node, Address nodeOperator, Address job, Submission submission) => MarketsInstructions.SubmitJob(
        new SubmitJobAccounts { Operator = nodeOperator, Job = job, Node = node },
        new SubmitJobArgs { Submission = submission },
        addresses.MarketsProgram);

    /// <summary>Pays a submitted job and makes sure that the payout account exists.</summary>
    /// <param name="signer">Who cranks; pays for a missing payout account. The requester accepts by this.</param>
    /// <param name="jobAddress">The job's account.</param>
    /// <param name="job">The job.</param>
    /// <param name="payout">Payout key of its node.</param>
    /// <param name="feeShards">From the Config of markets.</param>
    /// <param name="missing">Which associated accounts of funder and orchestrator do not exist: the escrow's rent pays for them.</param>
    public IReadOnlyList<Instruction> Settle(
        Address signer, Address jobAddress, Job job, Address payout, byte feeShards, MissingAccounts missing = MissingAccounts.None)
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
            Orchestrator = hasOrchestrator && missing.HasFlag(MissingAccounts.Orchestrator) ? job.Orchestrator : null,
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
}
