using System.Text.Json;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Gov;

/// <summary>What the manifest says of a program.</summary>
internal sealed record ExpectedProgram(string Name, Address Program, Address ProgramData, Address UpgradeAuthority, Address Config, Address Authority)
{
    /// <exception cref="KeyNotFoundException">A member is missing.</exception>
    /// <exception cref="FormatException">A member is no address.</exception>
    public static ExpectedProgram Of(JsonElement entry) => new(
        entry.GetProperty("name").GetString()!,
        Key(entry, "program"),
        Key(entry, "program_data"),
        Key(entry, "upgrade_authority"),
        Key(entry, "config"),
        Key(entry, "authority"));

    private static Address Key(JsonElement entry, string member) => Address.Parse(entry.GetProperty(member).GetString()!);
}
