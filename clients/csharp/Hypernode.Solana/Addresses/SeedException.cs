namespace Hypernode.Solana.Addresses;

/// <summary>Seeds from which no program-derived address can be made; the message says which rule they break.</summary>
public sealed class SeedException(string message) : Exception(message);
