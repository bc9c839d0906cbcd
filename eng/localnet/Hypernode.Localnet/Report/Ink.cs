namespace Hypernode.Localnet.Report;

/// <summary>Colours, on a terminal only and never against NO_COLOR.</summary>
public sealed class Ink(bool isOn)
{
    /// <summary>Colours for the console as it is.</summary>
    public static Ink ForConsole() => new(!Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "");

    /// <summary>Text of something that is as it should be.</summary>
    public string Good(string text) => Paint(text, "32");

    /// <summary>Text of something that is not.</summary>
    public string Bad(string text) => Paint(text, "31");

    /// <summary>A heading.</summary>
    public string Heading(string text) => Paint(text, "1");

    private string Paint(string text, string code) => isOn ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
