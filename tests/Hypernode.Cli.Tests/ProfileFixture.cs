namespace Hypernode.Cli.Tests;

/// <summary>A profile folder of the test's own, and a passphrase file in it.</summary>
internal abstract class ProfileFixture
{
    protected string Home { get; private set; } = "";

    protected string PassphraseFile { get; private set; } = "";

    [SetUp]
    public void CreateProfile()
    {
        Home = Directory.CreateTempSubdirectory("hypernode-cli-").FullName;
        Environment.SetEnvironmentVariable("HYPERNODE_HOME", Home);
        Environment.SetEnvironmentVariable("HYPERNODE_WALLET", null);
        Environment.SetEnvironmentVariable("HYPERNODE_ENDPOINTS", null);
        PassphraseFile = Path.Combine(Home, "passphrase");
        File.WriteAllText(PassphraseFile, "correct horse battery\n");
    }

    [TearDown]
    public void RemoveProfile() => Directory.Delete(Home, recursive: true);
}
