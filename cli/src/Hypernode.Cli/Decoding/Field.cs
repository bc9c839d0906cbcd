namespace Hypernode.Cli.Decoding;

/// <summary>One value of an account or of the arguments of a call.</summary>
/// <param name="Name">Path in the program's own names, such as <c>params.treasury_bps</c>.</param>
/// <param name="Text">The value in human units.</param>
/// <param name="IsSet">False for what is still zero or empty.</param>
internal sealed record Field(string Name, string Text, bool IsSet);
