namespace Hypernode.Solana.Tokens;

/// <summary>State of a token account.</summary>
public enum TokenAccountState
{
    /// <summary>In use.</summary>
    Initialized = 1,

    /// <summary>Frozen by the mint's freeze authority: nothing moves.</summary>
    Frozen = 2,
}
