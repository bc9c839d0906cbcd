namespace Hypernode.Solana.Tests.Fixtures;

/// <summary>Finds files of the repository from the test's output folder.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Hypernode.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Hypernode.sln is in no parent folder of the test output.");
    }
}
