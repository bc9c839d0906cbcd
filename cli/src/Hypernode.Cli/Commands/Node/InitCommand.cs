using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Nodes;
using Hypernode.Cli.Wallets;
using Hypernode.Client.Registry;
using Hypernode.Crypto.Ed25519;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Programs;

namespace Hypernode.Cli.Commands.Node;

internal sealed class InitCommand : CliCommand
{
    private const ushort WholeShare = 10_000;
    private const int EndpointCapacity = 128;

    private readonly Option<string?> _folder = NodeOptions.Folder();
    private readonly Option<string?> _content;
    private readonly Option<int> _maxRuns;
    private readonly Option<string> _priceFloor;
    private readonly Option<bool> _allowSandbox;

    public InitCommand()
        : base(
            "init",
            "Register this machine as a node: makes its hot key, registers it with the wallet as its authority, writes the worker's configuration.",
            "hypernode node init --allow-sandbox",
            "hypernode node init --folder ./node-2 --max-runs 2 --price-floor 0.001 --wallet cold")
    {
        Options.Add(_folder);
        _content = Option<string?>("--content", Job.JobOptions.ContentDescription);
        _maxRuns = Option<int>("--max-runs", "Runs at once, as far as the stake allows.", o => Default(o, 1));
        _priceFloor = Option<string>("--price-floor", "Least HYPER a second.", o => Default(o, "1u"));
        _allowSandbox = Option<bool>("--allow-sandbox", "Let jobs run in the bubblewrap sandbox where no Docker engine answers.");
    }

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var node = NodeFolder.Of(call.Get(_folder));
        if (File.Exists(node.ConfigurationFile))
        {
            throw new CliException(ExitCode.Usage, $"{node.Path} holds a node already; it was not touched", "name another --folder");
        }

        var wallet = WalletReference.Of(call);
        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(node.StateFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var hotKey = OperatorKey(node);
        var hardware = Hardware.Probe(node.Path);

        // The id follows from the hot key, so that an init that was interrupted after the registration finds its node again.
        var id = SHA256.HashData(hotKey.Address.Bytes)[..16];
        var (address, _) = RegistryAddresses.FindNodeAddress(wallet.Address, id);
        if ((await chain.Rpc.GetAccountAsync(address, cancellationToken).ConfigureAwait(false)).Value is null)
        {
            var register = RegistryInstructions.RegisterNode(
                new RegisterNodeAccounts { Authority = wallet.Address, Operator = hotKey.Address, Payer = wallet.Address },
                new RegisterNodeArgs { Id = id, Registration = Registration(call, wallet, hardware) });
            await new TransactionFlow(call, chain, wallet).SendAsync(
                "register node", [register, SystemProgram.Transfer(wallet.Address, hotKey.Address, NodeFolder.OperatorLamports)], null, cancellationToken, hotKey).ConfigureAwait(false);
        }

        var content = call.Get(_content) ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(chain.Network.Path))!, "content");
        node.WriteConfiguration(new JsonObject
        {
            ["StateFolder"] = node.StateFolder,
            ["EndpointsFile"] = Path.GetFullPath(chain.Network.Path),
            ["Node"] = address.ToString(),
            ["OperatorKeyFile"] = node.OperatorKeyFile,
            ["ContentSources"] = new JsonArray(content),
            ["ContentSinks"] = new JsonArray(content),
            ["AllowSandbox"] = call.Get(_allowSandbox),
            ["MaxRuns"] = call.Required(_maxRuns),
        });

        var document = new JsonObject
        {
            ["node"] = address.ToString(),
            ["operator"] = hotKey.Address.ToString(),
            ["authority"] = wallet.Address.ToString(),
            ["configuration"] = node.ConfigurationFile,
        };
        call.Output.Result("hypernode.node.initialised.v1", document, output =>
        {
            output.Record([("node", address.ToString()), ("operator", hotKey.Address.ToString()), ("configuration", node.ConfigurationFile)]);
            output.Line($"Next: hypernode stake open 100 --pledge {address}, then hypernode node start");
        });
    }

    private static KeyPairSigner OperatorKey(NodeFolder node)
    {
        if (!File.Exists(node.OperatorKeyFile))
        {
            using var key = Ed25519KeyPair.Generate();
            KeyFile.Create(node.OperatorKeyFile, key);
        }

        return KeyFile.Load(node.OperatorKeyFile);
    }

    private NodeRegistration Registration(Invocation call, WalletReference wallet, Hardware hardware)
    {
        var endpoint = new byte[EndpointCapacity];
        var length = Encoding.ASCII.GetBytes("none", endpoint);
        return new NodeRegistration
        {
            Identity = (byte)IdentityKind.Pseudonymous,
            Payout = wallet.Address,
            Hardware = new NodeHardware
            {
                GpuVendor = (byte)GpuVendor.None,
                Architecture = (byte)hardware.Architecture,
                GpuCount = 0,
                VramMib = 0,
                CpuCores = hardware.CpuCores,
                RamMib = hardware.RamMib,
                DiskGib = hardware.DiskGib,
                Region = 0,
                DescriptorDigest = SHA256.HashData(Encoding.UTF8.GetBytes(hardware.ToString())),
            },
            Policy = new NodePolicy
            {
                Privacy = (byte)PrivacyLevel.FullPublic,
                Group = default,
                MaxRuns = checked((ushort)call.Required(_maxRuns)),
                PriceFloor = Parsing.Amount(call.Required(_priceFloor)).BaseUnits,
                MinDurationSeconds = 1,
                MaxDurationSeconds = 86_400,
                ShareBps = [WholeShare, 0, 0, WholeShare, WholeShare, 0],
                Hours = [.. Enumerable.Repeat(byte.MaxValue, 21)],
            },
            Endpoint = new NodeEndpoint
            {
                TlsKeyHash = new byte[32],
                X25519Key = new byte[32],
                Endpoint = new Endpoint { Length = (ushort)length, Bytes = endpoint },
            },
        };
    }

    private static Option<T> Default<T>(Option<T> option, T value)
    {
        option.DefaultValueFactory = _ => value;
        return option;
    }
}
