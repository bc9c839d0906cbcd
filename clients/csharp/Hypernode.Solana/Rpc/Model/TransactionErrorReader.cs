using System.Text.Json;
using Hypernode.Solana.Rpc.Transport;

namespace Hypernode.Solana.Rpc.Model;

/// <summary>Reads the chain's error values: a name, or an object whose one key is the name.</summary>
internal static class TransactionErrorReader
{
    public static TransactionError? ReadOrNull(JsonElement? error) =>
        error is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } present ? Read(present) : null;

    public static TransactionError Read(JsonElement error)
    {
        if (error.ValueKind == JsonValueKind.String)
        {
            return new TransactionError(error.GetString()!);
        }

        var (kind, detail) = SingleProperty(error);
        if (!string.Equals(kind, "InstructionError", StringComparison.Ordinal))
        {
            return new TransactionError(kind);
        }

        if (detail.ValueKind != JsonValueKind.Array || detail.GetArrayLength() != 2)
        {
            throw new RpcProtocolException("an instruction error must be a pair.");
        }

        var index = detail[0].Index();
        if (detail[1].ValueKind == JsonValueKind.String)
        {
            return new TransactionError(kind, index, detail[1].GetString());
        }

        var (inner, value) = SingleProperty(detail[1]);
        return new TransactionError(kind, index, inner, string.Equals(inner, "Custom", StringComparison.Ordinal) ? value.UInt32() : null);
    }

    private static (string Name, JsonElement Value) SingleProperty(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                return (property.Name, property.Value);
            }
        }

        throw new RpcProtocolException("an error must be a name or an object with one.");
    }
}
