using Hypernode.Cli.Chain;
using Hypernode.Client.Queries;
using Hypernode.Client.Registry;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Attest;

/// <summary>Reads one attestation, or says that there is none.</summary>
internal static class AttestationAccount
{
    public static Task<ChainAccount<Attestation>> ReadAsync(ChainSession chain, Address attestation, CancellationToken cancellationToken) =>
        chain.RequireAsync<Attestation>(RegistryProgram.Id, attestation, "attestation", "hypernode attest list", cancellationToken);
}
