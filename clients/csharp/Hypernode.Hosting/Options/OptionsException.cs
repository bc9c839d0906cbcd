namespace Hypernode.Hosting.Options;

/// <summary>A service cannot start with its options.</summary>
/// <param name="problems">Every problem found.</param>
public sealed class OptionsException(IReadOnlyList<string> problems) : Exception(string.Join("; ", problems) + ".")
{
    /// <summary>Every problem found.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
