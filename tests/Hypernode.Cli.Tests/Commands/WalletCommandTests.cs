using Hypernode.Crypto.Ed25519;
using Hypernode.Solana.Keys;

namespace Hypernode.Cli.Tests.Commands;

internal sealed class WalletCommandTests : ProfileFixture
{
    private Task<CliRun> NewAsync(string name) => CliRun.RunAsync("wallet", "new", name, "--passphrase-file", PassphraseFile, "--json");

    [Test]
    public async Task New_wallet_is_listed_and_opens_to_its_address()
    {
        var made = await NewAsync("default");
        var listed = await CliRun.RunAsync("wallet", "list", "--json");
        var address = await CliRun.RunAsync("wallet", "address", "--json");
        Assert.Multiple(() =>
        {
            Assert.That(made.ExitCode, Is.EqualTo(ExitCode.Done), made.Error);
            Assert.That(made.Json.GetProperty("schema").GetString(), Is.EqualTo("hypernode.wallet.v1"));
            Assert.That(listed.Json.GetProperty("wallets")[0].GetProperty("address").GetString(), Is.EqualTo(made.Json.GetProperty("address").GetString()));
            Assert.That(address.Json.GetProperty("address").GetString(), Is.EqualTo(made.Json.GetProperty("address").GetString()));
        });
    }

    [Test]
    public async Task Wallet_file_is_for_its_owner_only_and_holds_no_seed()
    {
        var keyFile = Path.Combine(Home, "id.json");
        using var key = Ed25519KeyPair.Generate();
        KeyFile.Create(keyFile, key);
        await CliRun.RunAsync("wallet", "import", "trading", "--key-file", keyFile, "--passphrase-file", PassphraseFile);

        var file = Path.Combine(Home, "wallets", "trading.json");
        var seed = new byte[Ed25519KeyPair.SeedLength];
        key.CopySeed(seed);
        Assert.Multiple(() =>
        {
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
            Assert.That(File.ReadAllText(file), Does.Not.Contain(Convert.ToBase64String(seed)).And.Not.Contain("correct horse"));
        });
    }

    [Test]
    public async Task Second_wallet_of_a_name_is_refused_and_the_first_kept()
    {
        var first = await NewAsync("default");
        var second = await NewAsync("default");
        var address = await CliRun.RunAsync("wallet", "address", "--json");
        Assert.Multiple(() =>
        {
            Assert.That(second.ExitCode, Is.EqualTo(ExitCode.Usage));
            Assert.That(second.Output, Is.Empty);
            Assert.That(address.Json.GetProperty("address").GetString(), Is.EqualTo(first.Json.GetProperty("address").GetString()));
        });
    }

    [TestCase("../evil")]
    [TestCase("Upper")]
    [TestCase("a name")]
    [TestCase("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Other_names_are_refused(string name)
    {
        var run = await NewAsync(name);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Usage));
            Assert.That(Directory.Exists(Path.Combine(Home, "wallets")), Is.False);
        });
    }

    [Test]
    public async Task Short_passphrase_is_refused()
    {
        await File.WriteAllTextAsync(PassphraseFile, "short\n");
        Assert.That((await NewAsync("default")).ExitCode, Is.EqualTo(ExitCode.Usage));
    }

    [Test]
    public async Task Missing_wallet_exits_with_not_found_and_the_remedy()
    {
        var run = await CliRun.RunAsync("wallet", "address", "--wallet", "nobody");
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.NotFound));
            Assert.That(run.Error, Does.Contain("hypernode wallet new nobody"));
        });
    }

    [Test]
    public async Task New_wallet_without_terminal_or_passphrase_file_is_declined()
    {
        var run = await CliRun.RunAsync("wallet", "new", "default");
        Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Declined));
    }

    [Test]
    public async Task Key_file_open_to_others_is_refused_by_name()
    {
        var keyFile = Path.Combine(Home, "id.json");
        using (var key = Ed25519KeyPair.Generate())
        {
            KeyFile.Create(keyFile, key);
        }

        File.SetUnixFileMode(keyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        var run = await CliRun.RunAsync("wallet", "address", "--wallet", keyFile);
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(ExitCode.Environment));
            Assert.That(run.Error, Does.Contain("chmod 600"));
        });
    }
}
