namespace Hypernode.Benchmarks;

/// <summary>What is measured; the names are those of the JavaScript side.</summary>
internal static class Operations
{
    public const string Sign = "sign";
    public const string Transaction = "transaction";
    public const string Address = "address";
    public const string Event = "event";
    public const string Send = "send";

    public static readonly IReadOnlyList<(string Name, string What)> All =
    [
        (Sign, "sign a compiled message"),
        (Transaction, "compile, sign and serialise a transaction of two instructions"),
        (Address, "find a program address of three seeds, and its text"),
        (Event, "decode a JobSettled event, and four fields as text"),
        (Send, "send and confirm a transfer, one after the other"),
    ];
}
