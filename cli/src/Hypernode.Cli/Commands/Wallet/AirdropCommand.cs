using System.CommandLine;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Wallets;

namespace Hypernode.Cli.Commands.Wallet;

internal sealed class AirdropCommand : CliCommand
{
    private const decimal LamportsPerSol = 1_000_000_000;

    private readonly Option<decimal> _sol;
    private readonly Option<string> _hyper;

    public AirdropCommand()
        : base("airdrop", "Ask the faucet of a local network for SOL and HYPER.", "hypernode wallet airdrop", "hypernode wallet airdrop --sol 2 --hyper 1000")
    {
        _sol = Option<decimal>("--sol", "SOL to ask for, at most 10.", option =>
        {
            option.DefaultValueFactory = _ => 5;
            return option;
        });
        _hyper = Option<string>("--hyper", "HYPER to ask for, at most 10,000.", option =>
        {
            option.DefaultValueFactory = _ => "1000";
            return option;
        });
    }

    protected override async Task RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var address = WalletReference.Of(call).Address;
        var hyper = Parsing.Amount(call.Required(_hyper));
        var lamports = call.Required(_sol) * LamportsPerSol;
        if (lamports < 0 || lamports != decimal.Truncate(lamports) || lamports > long.MaxValue)
        {
            throw new CliException(ExitCode.Usage, $"{call.Required(_sol)} SOL is not a whole number of lamports", "write SOL with at most 9 decimals");
        }

        using var chain = await ChainSession.OpenAsync(call, cancellationToken).ConfigureAwait(false);
        var faucet = chain.Network.Faucet
            ?? throw new CliException(ExitCode.Environment, "this network has no faucet", "faucets exist on local networks: make up");
        var request = new JsonObject
        {
            ["address"] = address.ToString(),
            ["lamports"] = ((long)lamports).ToString(CultureInfo.InvariantCulture),
            ["hyper"] = hyper.BaseUnits.ToString(CultureInfo.InvariantCulture),
        };
        using var http = new HttpClient();
        using var reply = await http.PostAsync(new Uri(faucet, "/faucet"), JsonContent.Create(request), cancellationToken).ConfigureAwait(false);
        var text = await reply.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        if (!reply.IsSuccessStatusCode)
        {
            throw new CliException(ExitCode.Refused, $"the faucet refused with {(int)reply.StatusCode}: {text.Trim()}", "ask for at most 10 SOL and 10,000 HYPER, at most 20 times a minute");
        }

        request["reply"] = JsonNode.Parse(text);
        call.Output.Result("hypernode.airdrop.v1", request, output => output.Line($"{hyper} HYPER and {call.Required(_sol)} SOL for {address}"));
    }
}
