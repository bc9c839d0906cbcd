namespace Hypernode.Worker.Execution.Logs;

/// <summary>Which output a line came from.</summary>
public enum LogStream
{
    Standard = 1,
    Error = 2,
}
