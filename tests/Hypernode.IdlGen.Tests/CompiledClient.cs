using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hypernode.IdlGen.Tests;

/// <summary>Compiles generated files against the real client library.</summary>
internal static class CompiledClient
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)
                || Path.GetFileName(path) is "Hypernode.Client.dll" or "Hypernode.Solana.dll" or "Hypernode.Crypto.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Errors the compiler finds in the files, warnings included.</summary>
    public static IReadOnlyList<string> Diagnose(IReadOnlyList<GeneratedFile> files) =>
        [.. Compile(files).GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString())];

    /// <summary>Errors of the grammar alone: a tenth of the time.</summary>
    public static IReadOnlyList<string> DiagnoseSyntax(IReadOnlyList<GeneratedFile> files) =>
        [.. files.SelectMany(file => Parse(file).GetDiagnostics()).Select(diagnostic => diagnostic.ToString())];

    /// <summary>The compiled assembly.</summary>
    public static Assembly Load(IReadOnlyList<GeneratedFile> files)
    {
        using var stream = new MemoryStream();
        var result = Compile(files).Emit(stream);
        Assert.That(result.Success, string.Join('\n', result.Diagnostics));
        return Assembly.Load(stream.ToArray());
    }

    private static CSharpCompilation Compile(IReadOnlyList<GeneratedFile> files) => CSharpCompilation.Create(
        $"Generated{Guid.NewGuid():N}",
        files.Select(Parse),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, checkOverflow: false));

    private static SyntaxTree Parse(GeneratedFile file) =>
        CSharpSyntaxTree.ParseText(file.Text, new CSharpParseOptions(LanguageVersion.Preview), path: file.Name);
}
