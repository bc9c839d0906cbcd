using System.Text.Json.Nodes;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Decoding;
using Hypernode.Protocol.Governance;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands.Gov;

/// <summary>What a call of a proposal does: the call in words, and the old and the new value of each parameter, or of the code, that changes.</summary>
internal sealed record PayloadEffect(DecodedCall Call, IReadOnlyList<FieldChange> Changes)
{
    private const byte UpdateConfig = 7;

    /// <summary>Reads a call; parameters are compared with those of the Config as it is now.</summary>
    public static async Task<PayloadEffect> OfAsync(ChainSession chain, Instruction call, CancellationToken cancellationToken)
    {
        var decoded = DecodedCall.Of(call.ProgramId, call.Accounts, call.Data.Span);
        if (UpgradeableLoader.IsUpgrade(call))
        {
            var code = await CodeChange.ReadAsync(chain, call.Accounts[1].Address, call.Accounts[2].Address, cancellationToken).ConfigureAwait(false);
            return new PayloadEffect(decoded, code.Fields);
        }

        if (GovernedPrograms.Find(call.ProgramId) is not { } program || call.Data.Span is not [UpdateConfig, ..])
        {
            return new PayloadEffect(decoded, []);
        }

        var config = await chain.Rpc.GetAccountAsync(program.Config, cancellationToken).ConfigureAwait(false);
        var before = config.Value is { } account ? FieldReader.Read(program.ReadParameters(account.Data.Span)) : [];
        var old = before.ToDictionary(field => field.Name, field => field.Text, StringComparer.Ordinal);
        const string prefix = "params.";
        return new PayloadEffect(decoded,
        [
            .. decoded.Arguments
                .Select(field => new FieldChange(field.Name[prefix.Length..], old.GetValueOrDefault(field.Name[prefix.Length..]), field.Text))
                .Where(change => !string.Equals(change.Before, change.After, StringComparison.Ordinal)),
        ]);
    }

    public JsonObject ToJson()
    {
        var document = Call.ToJson();
        document["changes"] = new JsonArray([.. Changes.Select(change => new JsonObject { ["field"] = change.Field, ["before"] = change.Before, ["after"] = change.After })]);
        return document;
    }

    /// <summary>Lines for a reader.</summary>
    public IEnumerable<(string, string)> Record() =>
    [
        .. Changes.Select(change => ($"   {change.Field}", $"{change.Before} -> {change.After}")),
        .. SaysAll ? [] : Call.Arguments.Where(field => field.IsSet).Select(field => ($"   {field.Name}", field.Text)),
        .. SaysAll ? [] : Call.Accounts.Where(account => account.Meta.IsWritable).Select(account => ($"   {account.Name}", account.Meta.Address.ToString())),
    ];

    /// <summary>Changed parameters say which Config they are of; changed code does not say of which program.</summary>
    private bool SaysAll => Changes.Count > 0 && GovernedPrograms.All.Any(program => string.Equals(program.Name, Call.Program, StringComparison.Ordinal));
}
