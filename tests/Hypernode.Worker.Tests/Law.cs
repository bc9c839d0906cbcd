using FsCheck;

namespace Hypernode.Worker.Tests;

/// <summary>Checks that a law holds for random values, the same ones in every run; a failure prints the shrunk case.</summary>
internal static class Law
{
    /// <summary>Of the run that found the header whose size does not fit.</summary>
    private const ulong Seed = 10257391047496093256;
    private const ulong Gamma = 17821717390116781141;

    public static void Holds(int cases, Property property) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(Seed, Gamma), property);
}
