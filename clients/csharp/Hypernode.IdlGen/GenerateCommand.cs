using System.Text;
using Hypernode.IdlGen.Model;
using Hypernode.IdlGen.Reading;

namespace Hypernode.IdlGen;

/// <summary>Writes the clients of all IDLs, or compares them with the committed ones.</summary>
public static class GenerateCommand
{
    /// <summary>Done, or nothing differs.</summary>
    public const int Done = 0;

    /// <summary>An IDL is refused, or a committed file differs.</summary>
    public const int Refused = 1;

    /// <summary>Wrong arguments.</summary>
    public const int Usage = 2;

    private const string Help = "usage: Hypernode.IdlGen generate|verify <folder of IDLs> <folder of the client project>";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Runs the command line.</summary>
    /// <param name="args"><c>generate</c> or <c>verify</c>, the folder with the IDLs, the folder of the client project.</param>
    /// <param name="output">Where progress goes.</param>
    /// <param name="error">Where refusals go.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        if (args is not [("generate" or "verify") and var verb, var idlFolder, var clientFolder] || !Directory.Exists(idlFolder))
        {
            error.WriteLine(Help);
            return Usage;
        }

        var isGood = true;
        foreach (var path in Directory.EnumerateFiles(idlFolder, "*.json").Where(path => !path.EndsWith(".lock.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            try
            {
                var folder = Path.Combine(clientFolder, Identifiers.Pascal(Path.GetFileNameWithoutExtension(path)), "Generated");
                var files = ClientGenerator.Generate(File.ReadAllBytes(path), "Hypernode.Client");
                isGood &= string.Equals(verb, "generate", StringComparison.Ordinal) ? Write(folder, files, output) : Verify(folder, files, error);
            }
            catch (IdlException e)
            {
                error.WriteLine($"{path}: {e.Message}");
                isGood = false;
            }
        }

        return isGood ? Done : Refused;
    }

    private static bool Write(string folder, IReadOnlyList<GeneratedFile> files, TextWriter output)
    {
        Directory.CreateDirectory(folder);
        foreach (var stale in Directory.EnumerateFiles(folder).Where(path => !files.Any(file => string.Equals(file.Name, Path.GetFileName(path), StringComparison.Ordinal))).ToList())
        {
            File.Delete(stale);
        }

        foreach (var file in files)
        {
            File.WriteAllText(Path.Combine(folder, file.Name), file.Text, Utf8);
        }

        output.WriteLine($"{folder}: {files.Count} files");
        return true;
    }

    private static bool Verify(string folder, IReadOnlyList<GeneratedFile> files, TextWriter error)
    {
        var committed = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).ToDictionary(path => Path.GetFileName(path), path => File.ReadAllText(path, Utf8), StringComparer.Ordinal)
            : [];
        var differing = files.Where(file => !committed.TryGetValue(file.Name, out var text) || !string.Equals(text, file.Text, StringComparison.Ordinal)).Select(file => file.Name)
            .Concat(committed.Keys.Except(files.Select(file => file.Name), StringComparer.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        foreach (var name in differing)
        {
            error.WriteLine($"{Path.Combine(folder, name)} differs from what its IDL gives: run `make generate` and commit the result");
        }

        return differing.Count == 0;
    }
}
