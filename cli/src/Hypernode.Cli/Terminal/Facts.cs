using System.Globalization;
using System.Text.Json.Nodes;
using Hypernode.Client.Primitives;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Terminal;

/// <summary>A result told twice in one go: members of the JSON document, and names with values for people.</summary>
internal sealed class Facts
{
    /// <summary>The members; amounts are decimal strings in base units.</summary>
    public JsonObject Document { get; } = [];

    /// <summary>What a reader sees.</summary>
    public List<(string Name, string Value)> Record { get; } = [];

    public Facts Address(string member, string name, Address? value) => Add(member, name, value?.ToString(), value?.ToString());

    public Facts Text(string member, string name, string? value) => Add(member, name, value, value);

    public Facts Hyper(string member, string name, HyperAmount value) =>
        Add(member, name, value.BaseUnits.ToString(CultureInfo.InvariantCulture), $"{value} HYPER");

    public Facts Weight(string member, string name, UInt128 value) =>
        Add(member, name, value.ToString(CultureInfo.InvariantCulture), WeightText.Of(value));

    public Facts Number(string member, string name, long value) => Add(member, name, value, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Unix seconds; null in JSON and left out for people where it is not set.</summary>
    public Facts Time(string member, string name, long unixSeconds) =>
        Add(member, name, unixSeconds == 0 ? null : unixSeconds, unixSeconds == 0 ? null : TimeText.Of(unixSeconds));

    /// <summary>A member for programs that a reader does not need.</summary>
    public Facts Hidden(string member, JsonNode? value)
    {
        Document.Add(member, value);
        return this;
    }

    /// <summary>A line for people that the document says otherwise.</summary>
    public Facts Shown(string name, string value)
    {
        Record.Add((name, value));
        return this;
    }

    private Facts Add(string member, string name, JsonNode? value, string? shown)
    {
        Document.Add(member, value);
        if (shown is not null)
        {
            Record.Add((name, shown));
        }

        return this;
    }
}
