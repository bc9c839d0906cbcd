using Hypernode.Client.Registry;
using Hypernode.Protocol.Trust;

namespace Hypernode.Cli.Commands.Issuer;

/// <summary>The claims of a scope.</summary>
internal static class ClaimNames
{
    public const string Help = "hardware, datacentre, region, person, imageScan, enclave or auditor";

    /// <summary>Bits of some claims.</summary>
    public static byte ScopeOf(IEnumerable<Claim> claims) => claims.Aggregate((byte)0, (scope, claim) => (byte)(scope | TrustRules.ScopeOf(claim)));

    /// <summary>The claims of a scope, in the order of their bits.</summary>
    public static IReadOnlyList<string> Of(byte scope) =>
        [.. Enum.GetValues<Claim>().Where(claim => (scope & TrustRules.ScopeOf(claim)) != 0).Select(claim => claim.ToString())];
}
