namespace Hypernode.IdlGen.Tests;

public class CommandTests
{
    private string _folder = string.Empty;

    private string Idls => Path.Combine(_folder, "idl");

    private string Client => Path.Combine(_folder, "client");

    private string Generated => Path.Combine(Client, "Constructs", "Generated");

    [SetUp]
    public void SetUp()
    {
        _folder = Directory.CreateTempSubdirectory("idlgen").FullName;
        Directory.CreateDirectory(Idls);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "constructs.json"), Path.Combine(Idls, "constructs.json"));
        File.WriteAllText(Path.Combine(Idls, "artifacts.lock.json"), "{}");
    }

    [TearDown]
    public void TearDown() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Generate_ThenVerify_FindsNoDifference()
    {
        Assert.That(Run("generate"), Is.EqualTo((GenerateCommand.Done, string.Empty)));
        Assert.That(Directory.GetFiles(Generated), Has.Length.EqualTo(9));
        Assert.That(Run("verify"), Is.EqualTo((GenerateCommand.Done, string.Empty)));
    }

    [Test]
    public void Verify_ChangedFile_NamesItAndTheRemedy()
    {
        Run("generate");
        File.AppendAllText(Path.Combine(Generated, "Types.g.cs"), "\n");
        var (code, error) = Run("verify");
        Assert.That(code, Is.EqualTo(GenerateCommand.Refused));
        Assert.That(error, Does.Contain("Types.g.cs").And.Contain("make generate").And.Not.Contain("Events.g.cs"));
    }

    [Test]
    public void Verify_MissingAndStaleFile_NamesBoth()
    {
        Run("generate");
        File.Move(Path.Combine(Generated, "Types.g.cs"), Path.Combine(Generated, "Old.g.cs"));
        Assert.That(Run("verify").Error, Does.Contain("Types.g.cs").And.Contain("Old.g.cs"));
        Run("generate");
        Assert.That(File.Exists(Path.Combine(Generated, "Old.g.cs")), Is.False);
    }

    [Test]
    public void Generate_RefusedIdl_WritesNothingAndNamesThePlace()
    {
        File.WriteAllText(Path.Combine(Idls, "broken.json"), "{}");
        var (code, error) = Run("generate");
        Assert.That(code, Is.EqualTo(GenerateCommand.Refused));
        Assert.That(error, Does.Contain("broken.json: $: "));
        Assert.That(Directory.Exists(Path.Combine(Client, "Broken")), Is.False);
    }

    [Test]
    public void Run_OtherArguments_ExplainUsage()
    {
        using var error = new StringWriter();
        Assert.That(GenerateCommand.Run(["make", Idls, Client], TextWriter.Null, error), Is.EqualTo(GenerateCommand.Usage));
        Assert.That(GenerateCommand.Run(["generate", Path.Combine(_folder, "none"), Client], TextWriter.Null, error), Is.EqualTo(GenerateCommand.Usage));
        Assert.That(error.ToString(), Does.Contain("usage:"));
    }

    private (int Code, string Error) Run(string verb)
    {
        using var error = new StringWriter();
        return (GenerateCommand.Run([verb, Idls, Client], TextWriter.Null, error), error.ToString());
    }
}
