using System.Globalization;
using Hypernode.Cli.Chain;
using Hypernode.Cli.Decoding;
using Hypernode.Protocol.Governance;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Commands.Gov;

/// <summary>What an upgrade does: the code a program has and the code of the buffer.</summary>
/// <param name="Program">The program.</param>
/// <param name="Buffer">The buffer.</param>
/// <param name="Before">Code of the program; null = there is no such program under the upgradeable loader.</param>
/// <param name="After">Code in the buffer; null = there is no such buffer, or it was used.</param>
internal sealed record CodeChange(Address Program, Address Buffer, LoadedCode? Before, LoadedCode? After)
{
    /// <summary>Reads both.</summary>
    public static async Task<CodeChange> ReadAsync(ChainSession chain, Address program, Address buffer, CancellationToken cancellationToken)
    {
        var accounts = (await chain.Rpc.GetAccountsAsync([UpgradeableLoader.ProgramDataOf(program), buffer], null, null, cancellationToken).ConfigureAwait(false)).Value;
        return new CodeChange(program, buffer, Held(0) is { } data ? UpgradeableLoader.ReadProgramData(data) : null, Held(1) is { } code ? UpgradeableLoader.ReadBuffer(code) : null);

        ReadOnlyMemory<byte>? Held(int place) => accounts[place] is { } account && account.Owner == ProgramIds.BpfLoaderUpgradeable ? account.Data : null;
    }

    /// <summary>Refuses what the loader would refuse a week later.</summary>
    /// <param name="authority">Who shall sign the upgrade.</param>
    public void Require(Address authority)
    {
        var before = Before ?? throw new CliException(ExitCode.NotFound, $"there is no upgradeable program {Program}", "hypernode gov manifest names ours");
        var after = After ?? throw new CliException(ExitCode.NotFound, $"there is no buffer {Buffer}", "write the new code into a buffer first: solana program write-buffer");
        if (before.Authority != authority)
        {
            throw new CliException(ExitCode.Refused, $"the upgrade authority of {Program} is {Text(before.Authority)}, not the executor {authority}", "hand the program over first");
        }

        if (after.Authority != authority)
        {
            throw new CliException(
                ExitCode.Refused, $"the buffer's authority is {Text(after.Authority)}, not the executor {authority}",
                $"solana program set-buffer-authority {Buffer} --new-buffer-authority {authority}");
        }

        if (after.Bytes.Length > before.Bytes.Length)
        {
            throw new CliException(
                ExitCode.Refused, $"the new code has {after.Bytes.Length} bytes and the program's account room for {before.Bytes.Length}",
                $"solana program extend {Program} {after.Bytes.Length - before.Bytes.Length}");
        }
    }

    /// <summary>Refuses a buffer that holds other code than a file.</summary>
    public void Require(string digest, string file)
    {
        if (!string.Equals(After?.Digest, digest, StringComparison.Ordinal))
        {
            throw new CliException(ExitCode.VerificationFailed, $"the buffer holds code with SHA-256 {After?.Digest}, {file} has {digest}", "write the buffer anew, or build the file from the proposed source");
        }
    }

    /// <summary>The change in words.</summary>
    public IReadOnlyList<FieldChange> Fields =>
    [
        new("code", Describe(Before), Describe(After)),
        // Whoever has the buffer can still write into it: voters have to see that it is the executor.
        new("authority", Text(Before?.Authority), Text(After?.Authority)),
    ];

    private static string Describe(LoadedCode? code) =>
        code is null ? "none" : string.Create(CultureInfo.InvariantCulture, $"SHA-256 {code.Digest}, {code.Bytes.Length} bytes");

    private static string Text(Address? key) => key?.ToString() ?? "nobody";
}
