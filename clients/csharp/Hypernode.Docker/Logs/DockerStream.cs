namespace Hypernode.Docker.Logs;

/// <summary>Which output bytes came from.</summary>
public enum DockerStream
{
    Input = 0,
    Output = 1,
    Error = 2,

    /// <summary>The engine's own words: why it could not read on.</summary>
    Engine = 3,
}
