using System.CommandLine;
using System.Globalization;
using Hypernode.Cli.Chain;
using Hypernode.Crypto.Ed25519;
using Hypernode.Protocol.Recipes;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Programs;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Session;

internal sealed class OpenCommand : SigningCommand
{
    private const decimal LamportsPerSol = 1_000_000_000;

    private readonly Option<string> _keyFile;
    private readonly Option<int> _hours;
    private readonly Option<string[]> _allow;
    private readonly Option<string> _spend;
    private readonly Option<decimal> _sol;

    public OpenCommand()
        : base(
            "open",
            "Let a key stand in for this wallet for some time and some acts. What it may spend, the token program holds it to.",
            "hypernode session open --key-file ./session.json --allow post --allow accept --spend 25 --hours 24",
            "hypernode session open --key-file ./session.json --allow cancel --spend 0")
    {
        _keyFile = Option<string>("--key-file", "File of the key; made where it does not exist.", option => Named(option, "FILE", required: true));
        _hours = Option<int>("--hours", "How long it lives, at most 720.", option =>
        {
            option.DefaultValueFactory = _ => 24;
            return Named(option, "N");
        });
        _allow = Option<string[]>("--allow", $"What it may do: {SessionActs.Help}", option => Named(option, "ACT", required: true));
        _spend = Option<string>("--spend", "HYPER it may spend in all, as 25 or 25000000u. Replaces what another key may spend.", option => Named(option, "AMOUNT", required: true));
        _sol = Option<decimal>("--sol", "SOL it gets for fees and the rent of its jobs.", option =>
        {
            option.DefaultValueFactory = _ => 0;
            return Named(option, "AMOUNT");
        });
    }

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        const int mostHours = 720;
        const int secondsOfHour = 3_600;
        var (call, owner) = (signing.Call, signing.Signer);
        var mask = SessionActs.MaskOf(call.Required(_allow));
        var spend = Parsing.Amount(call.Required(_spend));
        var hours = Parsing.Within<int>(_hours.Name, call.Required(_hours), 1, mostHours);
        var lamports = Lamports(call.Required(_sol));
        var path = call.Required(_keyFile);
        if (!File.Exists(path))
        {
            using var made = Ed25519KeyPair.Generate();
            KeyFile.Create(path, made);
        }

        using var key = KeyFile.Load(path);
        var now = await signing.Chain.NowAsync(cancellationToken).ConfigureAwait(false);
        List<Instruction> instructions =
        [
            SessionRecipes.Open(owner, key.Address, now + ((long)hours * secondsOfHour), mask),
            SessionRecipes.AllowSpending(owner, key.Address, signing.Chain.Network.Mint, spend.BaseUnits),
        ];
        if (lamports > 0)
        {
            instructions.Add(SystemProgram.Transfer(owner, key.Address, lamports));
        }

        var sent = await signing.SendAsync("open session", instructions, null, cancellationToken, key).ConfigureAwait(false);
        var session = await SessionAccount.ReadAsync(signing.Chain, SessionRecipes.AddressOf(owner, key.Address).ToString(), cancellationToken).ConfigureAwait(false);
        signing.Report("hypernode.session.opened.v1", sent, SessionDocument.FactsOf(session)
            .Hyper("spend", "may spend", spend)
            .Text("keyFile", "key file", Path.GetFullPath(path)));
    }

    private static ulong Lamports(decimal sol) =>
        sol >= 0 && sol * LamportsPerSol is <= ulong.MaxValue and var lamports && lamports == decimal.Truncate(lamports)
            ? (ulong)lamports
            : throw new CliException(ExitCode.Usage, string.Create(CultureInfo.InvariantCulture, $"{sol} is not an amount of SOL"), "write 0.05, with at most 9 decimals");

    private static Option<T> Named<T>(Option<T> option, string helpName, bool required = false)
    {
        option.HelpName = helpName;
        option.Required = required;
        return option;
    }
}
