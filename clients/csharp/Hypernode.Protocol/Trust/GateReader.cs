using Hypernode.Client.Queries;
using Hypernode.Client.Registry;
using Hypernode.Client.Staking;
using Hypernode.Client.Wire;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc;
using PrivacyLevel = Hypernode.Client.Registry.PrivacyLevel;

namespace Hypernode.Protocol.Trust;

/// <summary>Finds what an assignment has to show: the last row of the eligibility table, with the accounts that prove it.</summary>
/// <param name="rpc">The chain.</param>
/// <param name="addresses">Programs of the network.</param>
public sealed class GateReader(SolanaRpcClient rpc, JobAddresses addresses)
{
    private const int Bronze = 1;

    /// <summary>The passes between a requester's job and a node. Where nothing is asked for, nothing is read.</summary>
    /// <param name="requester">Who posts the job.</param>
    /// <param name="group">Group that the job names; default = none.</param>
    /// <param name="address">The node.</param>
    /// <param name="node">Its account.</param>
    /// <param name="now">Unix seconds of the chain's clock.</param>
    /// <param name="cancellationToken">Stops the reads.</param>
    public async Task<GateVerdict> FindAsync(Address requester, Address group, Address address, Node node, long now, CancellationToken cancellationToken)
    {
        var verdict = node.Privacy switch
        {
            PrivacyLevel.FullPublic => GateVerdict.Open(GatePasses.None),
            PrivacyLevel.Private => requester == node.Authority ? GateVerdict.Open(GatePasses.None) : GateVerdict.Refuse(GateRefusal.RequesterNotAuthority),
            PrivacyLevel.PrivateNetwork => await ByMembershipAsync(requester, node.Group, now, cancellationToken).ConfigureAwait(false),
            PrivacyLevel.P2p => await ByPeeringAsync(requester, address, node, now, cancellationToken).ConfigureAwait(false),
            _ => await ByStandingAsync(requester, now, cancellationToken).ConfigureAwait(false),
        };
        return group == default || verdict.Passes is not { } passes
            ? verdict
            : await WithGroupAsync(passes, group, address, node, now, cancellationToken).ConfigureAwait(false);
    }

    private async Task<GateVerdict> ByMembershipAsync(Address requester, Address group, long now, CancellationToken cancellationToken)
    {
        var place = RegistryAddresses.FindMemberAddress(group, requester, addresses.RegistryProgram).Address;
        var member = await ReadAsync<Member>(place, cancellationToken).ConfigureAwait(false);
        return member is not null && TrustRules.AdmitsRequester(member, group, requester, now)
            ? Showing(place)
            : GateVerdict.Refuse(GateRefusal.RequesterNotMember);
    }

    private async Task<GateVerdict> ByPeeringAsync(Address requester, Address address, Node node, long now, CancellationToken cancellationToken)
    {
        var place = RegistryAddresses.FindPeeringAddress(address, requester, addresses.RegistryProgram).Address;
        var peering = await ReadAsync<Peering>(place, cancellationToken).ConfigureAwait(false);
        return peering is not null && TrustRules.Admits(peering, address, node, requester, now) ? Showing(place) : GateVerdict.Refuse(GateRefusal.NoPeering);
    }

    /// <summary>A position comes first: it needs no issuers behind it.</summary>
    private async Task<GateVerdict> ByStandingAsync(Address requester, long now, CancellationToken cancellationToken)
    {
        var staking = new ProgramAccounts(rpc, addresses.StakingProgram);
        var config = await staking.FetchAsync<Client.Staking.Config>(StakingAddresses.FindConfigAddress(addresses.StakingProgram).Address, cancellationToken).ConfigureAwait(false);
        var positions = await staking.ListAsync<Position>([StakingFilters.PositionBy.Owner(requester)], cancellationToken).ConfigureAwait(false);
        if (config is not null && positions.FirstOrDefault(position => position.Value.Amount >= config.Value.Params.HolderThresholds[Bronze]) is { } holding)
        {
            return Showing(holding.Address);
        }

        var attestations = await new ProgramAccounts(rpc, addresses.RegistryProgram).ListAsync<Attestation>(
            [RegistryFilters.AttestationBy.Claim(Claim.Person), RegistryFilters.AttestationBy.Subject(requester)], cancellationToken).ConfigureAwait(false);
        foreach (var attestation in attestations)
        {
            var issuers = await IssuerChain.ReadAsync(rpc, addresses.RegistryProgram, attestation.Value.Issuer, cancellationToken).ConfigureAwait(false);
            if (TrustRules.Holds(attestation.Value, Claim.Person, requester, issuers, now))
            {
                return Showing(attestation.Address, [.. issuers.Select(issuer => issuer.Address)]);
            }
        }

        return GateVerdict.Refuse(GateRefusal.RequesterUnknown);
    }

    private async Task<GateVerdict> WithGroupAsync(GatePasses passes, Address group, Address address, Node node, long now, CancellationToken cancellationToken)
    {
        var place = RegistryAddresses.FindMemberAddress(group, address, addresses.RegistryProgram).Address;
        var member = await ReadAsync<Member>(place, cancellationToken).ConfigureAwait(false);
        return member is not null && TrustRules.AdmitsNode(member, group, address, node, now)
            ? GateVerdict.Open(passes with { Member = place })
            : GateVerdict.Refuse(GateRefusal.NodeNotMember);
    }

    private Task<T?> ReadAsync<T>(Address address, CancellationToken cancellationToken)
        where T : class, IProgramAccount<T> => ShownAccount.ReadAsync<T>(rpc, addresses.RegistryProgram, address, cancellationToken);

    private static GateVerdict Showing(Address gate, params IReadOnlyList<Address> issuers) => GateVerdict.Open(new GatePasses(gate, issuers, null));
}
