namespace Hypernode.IdlGen.Tests;

public class ConstructTests
{
    private static readonly byte[] Idl = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "constructs.json"));

    [Test]
    public void Generate_EveryConstruct_Compiles()
    {
        var files = ClientGenerator.Generate(Idl, "Hypernode.Client");
        if (Environment.GetEnvironmentVariable("DUMP") is { } folder)
        {
            foreach (var file in files)
            {
                File.WriteAllText(Path.Combine(folder, file.Name), file.Text);
            }
        }

        Assert.That(CompiledClient.Diagnose(files), Is.Empty);
    }
}
