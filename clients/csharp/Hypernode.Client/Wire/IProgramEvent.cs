namespace Hypernode.Client.Wire;

/// <summary>A change a program reported.</summary>
public interface IProgramEvent
{
    /// <summary>Name of the event as the program gives it.</summary>
    string EventName { get; }

    /// <summary>Its bytes, discriminator first, without the tag of the self-call.</summary>
    byte[] EncodeEvent();
}
