namespace Hypernode.Localnet.Demo;

/// <summary>Folders of the demo below a network's state folder.</summary>
/// <param name="State">The network's state folder.</param>
/// <param name="Run">Name of one demo run; its own files lie below it.</param>
public sealed record DemoFolders(string State, string Run)
{
    /// <summary>Where nodes fetch from and deliver to on the local network.</summary>
    public string Content => Path.Combine(State, "content");

    /// <summary>Tar of the root file system.</summary>
    public string RootfsTar => Path.Combine(State, "rootfs.tar");

    /// <summary>The worker's journals, content and images.</summary>
    public string Worker => Path.Combine(State, "demo", Run, "worker");

    /// <summary>The worker's control socket; a socket's path holds at most 107 bytes, so it lies high up.</summary>
    public string ControlSocket => Path.Combine(State, $"{Run}.sock");

    /// <summary>The requester's input files.</summary>
    public string Input => Path.Combine(State, "demo", Run, "input");

    /// <summary>What the requester downloads.</summary>
    public string Download => Path.Combine(State, "demo", Run, "download");
}
