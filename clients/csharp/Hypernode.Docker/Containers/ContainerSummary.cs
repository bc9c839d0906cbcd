namespace Hypernode.Docker.Containers;

/// <summary>A container in a list.</summary>
public sealed record ContainerSummary(string Id, string[] Names, string State, IReadOnlyDictionary<string, string>? Labels = null)
{
    /// <summary>Its name without the leading slash.</summary>
    public string Name => Names.Length == 0 ? Id : Names[0].TrimStart('/');
}
