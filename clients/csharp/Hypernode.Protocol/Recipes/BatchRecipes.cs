using Hypernode.Client.Markets;
using Hypernode.Protocol.Digests;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Protocol.Recipes;

/// <summary>The instructions of a batch: many jobs of one specification, counted as they end.</summary>
public static class BatchRecipes
{
    /// <summary>The batch of an id of 16 bytes.</summary>
    public static Address AddressOf(Address requester, byte[] id) => MarketsAddresses.FindBatchAddress(requester, id).Address;

    /// <summary>Address of a child.</summary>
    public static Address ChildOf(Address requester, Address batch, ushort index) =>
        MarketsAddresses.FindJobAddress(requester, ProtocolDigests.ChildId(batch, index)).Address;

    /// <summary>Creates a batch; its children are posted with origin Batch, the batch as parent and their own ids.</summary>
    public static Instruction Create(Address requester, byte[] id, BatchTerms terms) => MarketsInstructions.CreateBatch(
        new CreateBatchAccounts { Requester = requester, Payer = requester }, new CreateBatchArgs { Id = id, Terms = terms });

    /// <summary>Counts a child that ended; anyone may.</summary>
    public static Instruction Collect(Address batch, Address job, ushort index) => MarketsInstructions.CollectChild(
        new CollectChildAccounts { Batch = batch, Job = job }, new CollectChildArgs { Index = index });

    /// <summary>Closes a batch: requester and rent payer may, anyone once every child is counted.</summary>
    public static Instruction Close(Address address, Batch batch, Address signer) => MarketsInstructions.CloseBatch(
        new CloseBatchAccounts { Signer = signer, Batch = address, RentPayer = batch.RentPayer });

    /// <summary>Whether a child is counted.</summary>
    public static bool IsCollected(Batch batch, ushort index) => (batch.Collected[index >> 3] & (1 << (index & 7))) != 0;
}
