namespace Hypernode.Docker.Logs;

/// <summary>Which output bytes came from.</summary>
public enum DockerStream
{
    Input = 0,
    Output = 1,
    Error = 2,
}
