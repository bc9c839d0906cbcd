using FsCheck;

namespace Hypernode.Worker.Tests;

/// <summary>Checks that a law holds for random values; a failure prints the shrunk case and its seed.</summary>
internal static class Law
{
    public static void Holds(int cases, Property property) => Check.One(Config.QuickThrowOnFailure.WithMaxTest(cases), property);
}
