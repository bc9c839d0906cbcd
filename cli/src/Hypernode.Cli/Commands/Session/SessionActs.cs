using Hypernode.Protocol.Recipes;

namespace Hypernode.Cli.Commands.Session;

/// <summary>What a session's key may do in the place of its owner, by the words users write.</summary>
internal static class SessionActs
{
    private const byte PostJob = 20;
    private const byte PostJobToOffer = 21;
    private const byte SettleJob = 25;
    private const byte CancelJob = 26;
    private const byte StopJob = 28;
    private const byte ChallengeJob = 34;
    private const byte PublishKey = 63;

    private static readonly (string Word, byte[] Instructions)[] Acts =
    [
        ("post", [PostJob, PostJobToOffer]),
        ("accept", [SettleJob]),
        ("cancel", [CancelJob]),
        ("stop", [StopJob]),
        ("challenge", [ChallengeJob]),
        ("publish-key", [PublishKey]),
    ];

    public const string Help = "post, accept, cancel, stop, challenge, publish-key; may be repeated.";

    /// <summary>The mask of some words.</summary>
    public static ulong MaskOf(IReadOnlyList<string> words) => words.Aggregate(0UL, (mask, word) => mask | BitsOf(word));

    /// <summary>The words of a mask.</summary>
    public static IReadOnlyList<string> WordsOf(ulong mask) =>
        [.. Acts.Where(act => act.Instructions.Any(instruction => (mask & SessionRecipes.BitOf(instruction)) != 0)).Select(act => act.Word)];

    private static ulong BitsOf(string word) =>
        Acts.FirstOrDefault(act => string.Equals(act.Word, word, StringComparison.Ordinal)).Instructions is { } instructions
            ? instructions.Aggregate(0UL, (bits, instruction) => bits | SessionRecipes.BitOf(instruction))
            : throw new CliException(ExitCode.Usage, $"'{word}' is nothing a session may do", $"write {string.Join(", ", Acts.Select(act => act.Word))}");
}
