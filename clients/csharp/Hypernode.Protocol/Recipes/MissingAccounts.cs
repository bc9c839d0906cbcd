namespace Hypernode.Protocol.Recipes;

/// <summary>Associated HYPER accounts that a settlement has to create first.</summary>
[Flags]
public enum MissingAccounts
{
    None = 0,

    /// <summary>The funder's.</summary>
    Funder = 1,

    /// <summary>The orchestrator's.</summary>
    Orchestrator = 2,

    /// <summary>That of the template's publisher.</summary>
    Publisher = 4,
}
