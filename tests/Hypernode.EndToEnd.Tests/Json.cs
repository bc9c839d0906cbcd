using System.Globalization;
using System.Text.Json;

namespace Hypernode.EndToEnd.Tests;

/// <summary>Members of the command line's documents.</summary>
internal static class Json
{
    public static string Text(this JsonElement document, string member) => document.GetProperty(member).GetString()!;

    /// <summary>An amount in base units.</summary>
    public static ulong Units(this JsonElement document, string member) => ulong.Parse(document.Text(member), CultureInfo.InvariantCulture);
}
