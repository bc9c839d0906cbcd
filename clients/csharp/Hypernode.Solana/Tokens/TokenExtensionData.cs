namespace Hypernode.Solana.Tokens;

/// <summary>One extension of a mint or token account.</summary>
/// <param name="Kind">Its kind; a number without a name when this build does not know it.</param>
/// <param name="Value">Its bytes.</param>
public sealed record TokenExtensionData(TokenExtension Kind, ReadOnlyMemory<byte> Value);
