namespace Hypernode.Worker.Scheduling;

/// <summary>The words that stand on the drain board.</summary>
public static class DrainReasons
{
    public const string Command = "command";
    public const string Clock = "clock";
    public const string Chain = "chain";
    public const string Engine = "engine";
    public const string Disk = "disk";
    public const string Funds = "funds";
    public const string Suspended = "suspended";
    public const string Quarantine = "quarantine";
}
