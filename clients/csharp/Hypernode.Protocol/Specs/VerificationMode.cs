namespace Hypernode.Protocol.Specs;

/// <summary>How a result is checked; the numbers are those of the markets program.</summary>
public enum VerificationMode
{
    Plain = 1,
    Audit = 2,
    Quorum = 3,
    Canary = 4,
    Fingerprint = 5,
}
