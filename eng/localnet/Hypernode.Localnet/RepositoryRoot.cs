using Hypernode.Localnet.Demo;

namespace Hypernode.Localnet;

/// <summary>The repository this tool was built from.</summary>
internal static class RepositoryRoot
{
    /// <summary>The nearest folder above this program that holds the solution.</summary>
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Hypernode.sln")))
            {
                return folder.FullName;
            }
        }

        throw new MissingPrerequisiteException($"no folder above {AppContext.BaseDirectory} holds Hypernode.sln\n  remedy: run the tool from its build in the repository");
    }
}
