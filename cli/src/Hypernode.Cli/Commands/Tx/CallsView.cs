using System.Text.Json.Nodes;
using Hypernode.Cli.Decoding;
using Hypernode.Cli.Terminal;

namespace Hypernode.Cli.Commands.Tx;

/// <summary>The calls of a transaction, as JSON and for people.</summary>
internal static class CallsView
{
    public static JsonArray ToJson(IReadOnlyList<DecodedCall> calls) => new([.. calls.Select(call => call.ToJson())]);

    public static void Draw(Output output, IReadOnlyList<DecodedCall> calls)
    {
        for (var place = 0; place < calls.Count; place++)
        {
            var call = calls[place];
            output.Line($"{place + 1}. {call.Program} {call.Instruction}");
            output.Record(
            [
                .. call.Arguments.Where(field => field.IsSet).Select(field => ($"   {field.Name}", field.Text)),
                .. call.Accounts.Select(account => ($"   {account.Name}", $"{account.Meta.Address}{Rights(account)}")),
            ]);
        }
    }

    private static string Rights(NamedAccount account) => (account.Meta.IsSigner, account.Meta.IsWritable) switch
    {
        (true, true) => " (signs, changes)",
        (true, false) => " (signs)",
        (false, true) => " (changes)",
        _ => "",
    };
}
