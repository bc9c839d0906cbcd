namespace Hypernode.Cli.Decoding;

/// <summary>What happens to one value.</summary>
/// <param name="Field">Path in the program's own names.</param>
/// <param name="Before">Old value in human units; null where the account is new.</param>
/// <param name="After">New value; null where the account goes away.</param>
internal sealed record FieldChange(string Field, string? Before, string? After);
