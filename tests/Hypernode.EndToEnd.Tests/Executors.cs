using Hypernode.Localnet.Demo;

namespace Hypernode.EndToEnd.Tests;

/// <summary>What runs the jobs of a story.</summary>
internal static class Executors
{
    /// <summary>Docker where it answers, else the sandbox; a machine that has neither fails the test.</summary>
    public static async Task<ExecutorKind> RequireAsync()
    {
        var found = await ExecutorChoice.FindAsync(CancellationToken.None);
        Assert.That(found, Is.Not.Null, "neither docker nor bubblewrap is there");
        return found!.Value;
    }
}
