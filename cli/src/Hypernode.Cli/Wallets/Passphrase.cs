using Hypernode.Cli.Terminal;

namespace Hypernode.Cli.Wallets;

/// <summary>Where a passphrase comes from: a file, or the person at the terminal. Never an argument, which others can list.</summary>
internal static class Passphrase
{
    private const int Shortest = 8;

    /// <summary>The passphrase of an existing wallet.</summary>
    public static string Ask(string? file, Prompt prompt, string wallet) =>
        file is not null ? FirstLine(file) : prompt.Secret($"Passphrase of wallet '{wallet}':");

    /// <summary>A passphrase for a new wallet; typed twice at a terminal.</summary>
    public static string Choose(string? file, Prompt prompt, string wallet)
    {
        var passphrase = file is not null ? FirstLine(file) : prompt.Secret($"New passphrase of wallet '{wallet}':");
        if (passphrase.Length < Shortest)
        {
            throw new CliException(ExitCode.Usage, $"the passphrase has {passphrase.Length} characters", $"use at least {Shortest}");
        }

        return file is not null || string.Equals(prompt.Secret("The same once more:"), passphrase, StringComparison.Ordinal)
            ? passphrase
            : throw new CliException(ExitCode.Usage, "the two passphrases differ; nothing was stored");
    }

    private static string FirstLine(string file)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault() ?? throw new CliException(ExitCode.Usage, $"{file} is empty", "write the passphrase into its first line");
        }
        catch (IOException e)
        {
            throw new CliException(ExitCode.NotFound, $"cannot read the passphrase file: {e.Message}", inner: e);
        }
    }
}
