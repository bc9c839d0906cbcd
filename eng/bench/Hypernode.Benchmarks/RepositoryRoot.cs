namespace Hypernode.Benchmarks;

/// <summary>Finds the repository above the program.</summary>
internal static class RepositoryRoot
{
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Hypernode.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Hypernode.sln is in no parent folder: run this from a clone of the repository.");
    }
}
