using Hypernode.Hosting.Options;

namespace Hypernode.Worker.Tests;

[TestFixture]
internal sealed class WorkerOptionsTests
{
    [Test]
    public void Validate_DefaultsAlone_ListsAllProblems()
    {
        var refusal = Assert.Throws<OptionsException>(() => WorkerOptionsValidator.Validate(new WorkerOptions()))!;
        Assert.That(refusal.Problems, Has.Count.EqualTo(4));
        Assert.That(refusal.Message, Does.Contain("StateFolder").And.Contain("Node").And.Contain("OperatorKeyFile").And.Contain("ContentSources"));
    }

    [TestCase(0, false)]
    [TestCase(1, true)]
    [TestCase(1000, true)]
    [TestCase(1001, false)]
    public void Validate_RunsAtItsBounds_TakesThoseInside(int runs, bool taken)
    {
        var options = Complete();
        options.MaxRuns = runs;
        Assert.That(() => WorkerOptionsValidator.Validate(options), taken ? Throws.Nothing : Throws.InstanceOf<OptionsException>());
    }

    [Test]
    public void Validate_SandboxNotAllowed_Refuses()
    {
        var options = Complete();
        options.Executor = "sandbox";
        Assert.That(() => WorkerOptionsValidator.Validate(options), Throws.InstanceOf<OptionsException>().With.Message.Contains("AllowSandbox"));
    }

    [Test]
    public void Read_UnknownKey_RefusesTheFile()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """{ "MaxRunz": 2 }""");
            Assert.That(() => ServiceConfiguration.Read<WorkerOptions>(file), Throws.InstanceOf<OptionsException>().With.Message.Contains("MaxRunz"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static WorkerOptions Complete() => new()
    {
        StateFolder = "/nowhere",
        Node = "11111111111111111111111111111111",
        OperatorKeyFile = "/nowhere/key",
        ContentSources = ["/nowhere/content"],
    };
}
