using Hypernode.Client.Markets;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Recipes;

/// <summary>The instructions of a replica group: jobs that do the same work and whose results must agree.</summary>
/// <param name="addresses">The network's programs and mint.</param>
public sealed class ReplicaRecipes(JobAddresses addresses)
{
    /// <summary>The group of an id of 16 bytes.</summary>
    public Address AddressOf(Address requester, byte[] id) => MarketsAddresses.FindReplicasAddress(requester, id, addresses.MarketsProgram).Address;

    /// <summary>Opens a group; its jobs are posted with origin Replica and the group as parent.</summary>
    /// <param name="requester">Signs and pays the rent.</param>
    /// <param name="id">16 bytes nobody used before.</param>
    /// <param name="digests">The work; every replica names the same.</param>
    /// <param name="terms">Sizes and times.</param>
    public Instruction Open(Address requester, byte[] id, JobDigests digests, ReplicaTerms terms) => MarketsInstructions.OpenReplicas(
        new OpenReplicasAccounts { Requester = requester, Payer = requester },
        new OpenReplicasArgs { Id = id, Digests = digests, Terms = terms },
        addresses.MarketsProgram);

    /// <summary>Shows what a replica committed to; whoever knows the salt may.</summary>
    public Instruction Reveal(Address jobAddress, Address replicas, byte[] result, byte[] salt) => MarketsInstructions.RevealResult(
        new RevealResultAccounts { Job = jobAddress, Replicas = replicas },
        new RevealResultArgs { Result = result, Salt = salt },
        addresses.MarketsProgram);

    /// <summary>Counts the results of a group; anyone may.</summary>
    public Instruction Tally(Address replicas) =>
        MarketsInstructions.TallyReplicas(new TallyReplicasAccounts { Replicas = replicas }, addresses.MarketsProgram);

    /// <summary>Confirms a replica, or refunds it, as the tally says; anyone may.</summary>
    /// <param name="signer">Pays for a fault account; signs.</param>
    /// <param name="jobAddress">The replica.</param>
    /// <param name="job">The job.</param>
    public Instruction Apply(Address signer, Address jobAddress, Job job) => MarketsInstructions.ApplyTally(
        new ApplyTallyAccounts
        {
            Signer = signer,
            Job = jobAddress,
            Replicas = job.Parent,
            Node = job.Node,
            Reputation = addresses.Reputation(job.Node),
            FunderToken = addresses.HyperAccount(job.Funder),
            RentPayer = job.RentPayer,
            JobPostedSlot = job.PostedSlot,
            JobAttempt = job.Attempt,
        },
        addresses.MarketsProgram);

    /// <summary>Closes a group whose tally is applied; anyone may, the rent returns to who paid it.</summary>
    public Instruction Close(Address address, ReplicaGroup replicas) => MarketsInstructions.CloseReplicas(
        new CloseReplicasAccounts { Replicas = address, RentPayer = replicas.RentPayer }, addresses.MarketsProgram);
}
