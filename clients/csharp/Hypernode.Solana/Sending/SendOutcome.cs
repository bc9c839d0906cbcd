namespace Hypernode.Solana.Sending;

/// <summary>How a recorded transaction ended.</summary>
public enum SendOutcome
{
    /// <summary>It succeeded.</summary>
    Succeeded = 1,

    /// <summary>It landed and failed.</summary>
    Failed = 2,

    /// <summary>It can never land.</summary>
    Expired = 3,
}
