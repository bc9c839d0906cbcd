using Hypernode.Client.Registry;
using Hypernode.Client.Rewards;
using Hypernode.Client.Staking;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Tokens;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Recipes;

/// <summary>The instructions of a node's owner and operator.</summary>
public static class NodeRecipes
{
    /// <summary>Lets the node take nothing new; its runs go on. Operator or authority signs.</summary>
    public static Instruction Drain(Address node, Address signer) =>
        RegistryInstructions.DrainNode(new DrainNodeAccounts { Node = node, Signer = signer });

    /// <summary>Makes the node active again; its authority signs.</summary>
    public static Instruction Resume(Address node, Address authority) =>
        RegistryInstructions.ResumeNode(new ResumeNodeAccounts { Node = node, Authority = authority });

    /// <summary>Takes the node out of service; it must have no run. Its authority signs.</summary>
    public static Instruction Deactivate(Address node, Address authority) =>
        RegistryInstructions.DeactivateNode(new DeactivateNodeAccounts { Node = node, Authority = authority });

    /// <summary>Gives the node another hot key; the authority and the new key sign.</summary>
    public static Instruction RotateOperator(Address node, Address authority, Address newOperator) =>
        RegistryInstructions.RotateOperator(new RotateOperatorAccounts { Node = node, Authority = authority, NewOperator = newOperator });

    /// <summary>Names another payout key, which takes effect by <see cref="ApplyPayout"/> after the delay.</summary>
    public static Instruction ProposePayout(Address node, Address authority, Address payout) => RegistryInstructions.ProposePayout(
        new ProposePayoutAccounts { Node = node, Authority = authority }, new ProposePayoutArgs { Payout = payout });

    /// <summary>Makes the payout key that was named the node's; anyone may.</summary>
    public static Instruction ApplyPayout(Address node) => RegistryInstructions.ApplyPayout(new ApplyPayoutAccounts { Node = node });

    /// <summary>Names who may take the node over.</summary>
    public static Instruction ProposeAuthority(Address node, Address authority, Address key) => RegistryInstructions.ProposeNodeAuthority(
        new ProposeNodeAuthorityAccounts { Node = node, Authority = authority }, new ProposeNodeAuthorityArgs { Key = key });

    /// <summary>Takes the node over; who was named signs.</summary>
    public static Instruction AcceptAuthority(Address node, Address pendingAuthority) => RegistryInstructions.AcceptNodeAuthority(
        new AcceptNodeAuthorityAccounts { Node = node, PendingAuthority = pendingAuthority });

    /// <summary>Replaces the policy. The authority may do anything, the operator only tighten.</summary>
    public static Instruction UpdatePolicy(Address node, Address signer, NodePolicy policy) => RegistryInstructions.UpdatePolicy(
        new UpdatePolicyAccounts { Node = node, Signer = signer }, new UpdatePolicyArgs { Policy = policy });

    /// <summary>The policy a node has, to change some of it.</summary>
    public static NodePolicy PolicyOf(Node node) => new()
    {
        Privacy = (byte)node.Privacy,
        Group = node.Group,
        MaxRuns = node.MaxRuns,
        PriceFloor = node.PriceFloor,
        MinDurationSeconds = node.MinDurationSeconds,
        MaxDurationSeconds = node.MaxDurationSeconds,
        ShareBps = node.ShareBps,
        Hours = node.Hours,
    };

    /// <summary>Binds a card to the node, so that it is sold once; the operator signs and pays the rent.</summary>
    /// <param name="node">The node.</param>
    /// <param name="nodeOperator">Its hot key.</param>
    /// <param name="hash">32 bytes that stand for the card.</param>
    public static Instruction BindFingerprint(Address node, Address nodeOperator, byte[] hash) => RegistryInstructions.BindFingerprint(
        new BindFingerprintAccounts { Node = node, Operator = nodeOperator, Payer = nodeOperator }, new BindFingerprintArgs { Hash = hash });

    /// <summary>Takes a card off the node; it rests before another may bind it. The node's authority signs.</summary>
    public static Instruction ReleaseFingerprint(Address node, Address authority, byte[] hash) => RegistryInstructions.ReleaseFingerprint(
        new ReleaseFingerprintAccounts { Node = node, Fingerprint = RegistryAddresses.FindFingerprintAddress(hash).Address, Signer = authority });

    /// <summary>Closes a node that is out of service, has nothing pledged and rested; its authority signs, the rent returns.</summary>
    public static Instruction Close(Address address, Node node) => RegistryInstructions.CloseNode(
        new CloseNodeAccounts { Node = address, Authority = node.Authority, RentPayer = node.RentPayer });

    /// <summary>Keeps the node from new runs until a second; the authority of the registry's Config signs.</summary>
    public static Instruction Suspend(Address node, Address authority, long until) => RegistryInstructions.SuspendNode(
        new SuspendNodeAccounts { Node = node, Authority = authority }, new SuspendNodeArgs { Until = until });

    /// <summary>Ends a suspension; the authority of the registry's Config signs.</summary>
    public static Instruction Reinstate(Address node, Address authority) => RegistryInstructions.ReinstateNode(
        new ReinstateNodeAccounts { Node = node, Authority = authority });

    /// <summary>Records that a check of the node passed or failed; the owner of an active validator signs.</summary>
    /// <param name="node">The node.</param>
    /// <param name="checker">Owner of the validator.</param>
    /// <param name="passed">What the check found.</param>
    /// <param name="digest">SHA-256 of its transcript.</param>
    public static Instruction RecordHealth(Address node, Address checker, bool passed, byte[] digest)
    {
        var validator = ValidatorRecipes.AddressOf(checker);
        return RegistryInstructions.RecordHealth(
            new RecordHealthAccounts { Node = node, Validator = validator, Bond = StakingAddresses.FindBondAddress(validator).Address, Checker = checker },
            new RecordHealthArgs { Passed = passed, Digest = digest });
    }

    /// <summary>Records what a benchmark of the node measured; the owner of an active validator signs.</summary>
    /// <param name="node">The node.</param>
    /// <param name="checker">Owner of the validator.</param>
    /// <param name="benchmark">Class of the benchmark, above 0.</param>
    /// <param name="units">What it measured, in units of the class.</param>
    /// <param name="digest">SHA-256 of its transcript.</param>
    public static Instruction RecordBenchmark(Address node, Address checker, ushort benchmark, ulong units, byte[] digest)
    {
        var validator = ValidatorRecipes.AddressOf(checker);
        return RegistryInstructions.RecordBenchmark(
            new RecordBenchmarkAccounts { Node = node, Validator = validator, Bond = StakingAddresses.FindBondAddress(validator).Address, Checker = checker },
            new RecordBenchmarkArgs { Class = benchmark, Units = units, Digest = digest });
    }

    /// <summary>Pays a node its part of an epoch's incentive; anyone may, the node's payout key gets it.</summary>
    /// <param name="address">The node.</param>
    /// <param name="node">Its value.</param>
    /// <param name="epoch">The lowest epoch that is due.</param>
    /// <param name="payer">Pays for accounts that are missing; signs.</param>
    /// <param name="mint">The HYPER mint.</param>
    public static IReadOnlyList<Instruction> ClaimIncentive(Address address, Node node, uint epoch, Address payer, Address mint) =>
    [
        AssociatedToken.CreateIdempotent(payer, node.Payout, mint),
        RewardsInstructions.ClaimIncentive(
            new ClaimIncentiveAccounts
            {
                Node = address,
                Reputation = RegistryAddresses.FindReputationAddress(address).Address,
                Recipient = AssociatedToken.Find(node.Payout, mint),
                Payer = payer,
            },
            new ClaimIncentiveArgs { Epoch = epoch }),
    ];
}
