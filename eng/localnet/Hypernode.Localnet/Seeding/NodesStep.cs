using System.Security.Cryptography;
using System.Text;
using Hypernode.Client.Registry;
using Hypernode.Localnet.Chain;
using Hypernode.Localnet.Keys;

namespace Hypernode.Localnet.Seeding;

/// <summary>Registers the nodes with the size of this machine and no cards.</summary>
internal sealed class NodesStep : ISeedStep
{
    private const uint RamMib = 2 * 1024;
    private const uint DiskGib = 10;
    private const int EndpointCapacity = 128;
    private const ushort RegionUnset = 0;
    private const ushort NoShare = 0;
    private const ushort WholeShare = 10_000;

    public string Name => "nodes";

    public async Task ApplyAsync(LocalChain chain, CancellationToken cancellationToken) =>
        await Task.WhenAll(SeedPlan.Nodes.Select(node => RegisterAsync(chain, node, cancellationToken)));

    private static async Task RegisterAsync(LocalChain chain, SeedNode node, CancellationToken cancellationToken)
    {
        if (await chain.ExistsAsync(SeededNode.AddressOf(node.Name), cancellationToken))
        {
            return;
        }

        using var authority = LocalKeys.Signer(SeedActors.NodeAuthority(node.Name));
        using var nodeOperator = LocalKeys.Signer(SeedActors.NodeOperator(node.Name));
        var register = RegistryInstructions.RegisterNode(
            new RegisterNodeAccounts { Authority = authority.Address, Operator = nodeOperator.Address, Payer = authority.Address },
            new RegisterNodeArgs { Id = LocalKeys.Id(node.Name), Registration = Registration(node) });
        await chain.SendAsync($"register {node.Name}", authority, [register], [nodeOperator], cancellationToken);
    }

    private static NodeRegistration Registration(SeedNode node) => new()
    {
        Identity = (byte)IdentityKind.Pseudonymous,
        Payout = LocalKeys.Address(SeedActors.NodePayout(node.Name)),
        Hardware = new NodeHardware
        {
            GpuVendor = (byte)GpuVendor.None,
            Architecture = (byte)Architecture.Amd64,
            GpuCount = 0,
            VramMib = 0,
            CpuCores = (ushort)Environment.ProcessorCount,
            RamMib = RamMib,
            DiskGib = DiskGib,
            Region = RegionUnset,
            DescriptorDigest = SHA256.HashData(Encoding.UTF8.GetBytes("hypernode-local:descriptor:" + node.Name)),
        },
        Policy = new NodePolicy
        {
            Privacy = (byte)PrivacyLevel.FullPublic,
            Group = default,
            MaxRuns = (ushort)Environment.ProcessorCount,
            PriceFloor = 1,
            MinDurationSeconds = 1,
            MaxDurationSeconds = 86_400,
            ShareBps = [WholeShare, NoShare, NoShare, WholeShare, WholeShare, NoShare],
            Hours = [.. Enumerable.Repeat(byte.MaxValue, 21)],
        },
        Endpoint = new NodeEndpoint
        {
            TlsKeyHash = new byte[32],
            X25519Key = new byte[32],
            Endpoint = EndpointText($"local:{node.Name}"),
        },
    };

    private static Client.Registry.Endpoint EndpointText(string text)
    {
        var bytes = new byte[EndpointCapacity];
        var length = Encoding.ASCII.GetBytes(text, bytes);
        return new Client.Registry.Endpoint { Length = (ushort)length, Bytes = bytes };
    }
}
