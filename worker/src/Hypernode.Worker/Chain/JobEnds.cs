using Hypernode.Client.Markets;
using Hypernode.Client.Registry;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Programs;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Tokens;
using Hypernode.Solana.Transactions;

namespace Hypernode.Worker.Chain;

/// <summary>Builds the calls that end a job: they pay several parties, whose accounts are found here.</summary>
internal static class JobEnds
{
    /// <summary>Pays the parties of a submitted job.</summary>
    /// <exception cref="ChainUnavailableException">An account it needs cannot be read.</exception>
    public static async Task<Instruction> SettleAsync(SolanaRpcClient rpc, Address jobAddress, Address signer, Address mint, CancellationToken cancellationToken)
    {
        var job = Job.DecodeAccount(await DataAsync(rpc, jobAddress, cancellationToken));
        var node = Node.DecodeAccount(await DataAsync(rpc, job.Node, cancellationToken));
        var config = Client.Markets.Config.DecodeAccount(await DataAsync(rpc, MarketsAddresses.FindConfigAddress().Address, cancellationToken));
        var shard = (byte)(jobAddress.Bytes[^1] & (config.Params.FeeShards - 1));
        var hasOrchestrator = job.Orchestrator != default;
        return MarketsInstructions.SettleJob(new SettleJobAccounts
        {
            Signer = signer,
            Job = jobAddress,
            Node = job.Node,
            Reputation = RegistryAddresses.FindReputationAddress(job.Node).Address,
            PayoutToken = AssociatedToken.Find(node.Payout, mint),
            FunderToken = AssociatedToken.Find(job.Funder, mint),
            OrchestratorToken = hasOrchestrator ? AssociatedToken.Find(job.Orchestrator, mint) : null,
            FeeShard = MarketsAddresses.FindFeeShardAddress(shard).Address,
            FeeVault = MarketsAddresses.FindFeeVaultAddress(shard).Address,
            RentPayer = job.RentPayer,

            // Named always, so that a funder who closed its account cannot hold up the settlement.
            Funder = job.Funder,
            Orchestrator = hasOrchestrator ? job.Orchestrator : null,
            Mint = mint,
            AssociatedTokenProgram = ProgramIds.AssociatedToken,
            SystemProgram = ProgramIds.System,
        });
    }

    private static async Task<byte[]> DataAsync(SolanaRpcClient rpc, Address address, CancellationToken cancellationToken) =>
        (await rpc.GetAccountAsync(address, cancellationToken)).Value?.Data.ToArray() ?? throw new ChainUnavailableException($"{address} is not there.");
}
