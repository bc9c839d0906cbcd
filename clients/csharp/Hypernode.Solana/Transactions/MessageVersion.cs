namespace Hypernode.Solana.Transactions;

/// <summary>Wire format of a message.</summary>
public enum MessageVersion
{
    /// <summary>Without a version byte.</summary>
    Legacy = -1,

    /// <summary>With address lookup tables.</summary>
    V0 = 0,

    /// <summary>With the compute budget in the message; read only here.</summary>
    V1 = 1,
}
