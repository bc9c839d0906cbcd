namespace Hypernode.IdlGen.Model;

/// <summary>What the integers of a type in C representation are, which the IDL does not say.</summary>
public enum PodLayout
{
    /// <summary>Wrappers of alignment 1, as Anchor 2 demands in zero-copy accounts: no gaps.</summary>
    Wrapped,

    /// <summary>Native integers: gaps as C has them.</summary>
    Native,
}
