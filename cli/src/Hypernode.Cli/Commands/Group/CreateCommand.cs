using System.CommandLine;
using System.Security.Cryptography;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Terminal;
using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Group;

internal sealed class CreateCommand : SigningCommand
{
    private readonly Option<string> _budget;

    public CreateCommand()
        : base("create", "Make a group without members; the wallet is its authority.", "hypernode group create", "hypernode group create --budget 500 --json") =>
        _budget = Option<string>("--budget", "What its members may spend together: a note for the group's own services.", option =>
        {
            option.HelpName = "AMOUNT";
            option.DefaultValueFactory = _ => "0";
            return option;
        });

    protected override async Task RunAsync(Signing signing, CancellationToken cancellationToken)
    {
        var id = RandomNumberGenerator.GetBytes(16);
        var budget = Parsing.Amount(signing.Call.Required(_budget));
        var sent = await signing.SendAsync("create group", cancellationToken, GroupRecipes.Create(signing.Signer, id, budget.BaseUnits)).ConfigureAwait(false);
        signing.Report("hypernode.group.created.v1", sent, new Facts()
            .Address("group", "group", GroupRecipes.AddressOf(signing.Signer, id))
            .Address("authority", "authority", signing.Signer)
            .Hyper("budgetCap", "budget", budget));
    }
}
