using System.Globalization;
using System.Text;

namespace Hypernode.IdlGen.Writing;

/// <summary>Lines of C#, indented by blocks; the same text on every culture and system.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _blankPending;

    /// <summary>Writes a line; an empty one separates what follows, never two in a row.</summary>
    public void Line(string text = "")
    {
        if (text.Length == 0)
        {
            _blankPending = true;
            return;
        }

        if (_blankPending && !text.StartsWith('}'))
        {
            _text.Append('\n');
        }

        _blankPending = false;
        if (!text.StartsWith('#'))
        {
            _text.Append(' ', 4 * _depth);
        }

        _text.Append(text).Append('\n');
    }

    /// <summary>Writes a head, an opening brace, the body and the closing brace.</summary>
    public void Block(string head, Action body, string end = "}")
    {
        Line(head);
        Open();
        body();
        Close(end);
    }

    public void Open()
    {
        Line("{");
        _depth++;
    }

    public void Close(string end = "}")
    {
        _depth--;
        _blankPending = false;
        Line(end);
    }

    /// <summary>Lines one level deeper, for continuations.</summary>
    public void Indented(Action body)
    {
        _depth++;
        body();
        _depth--;
    }

    /// <summary>Documentation: lines of an IDL, or a sentence of the generator where there are none.</summary>
    public void Summary(IReadOnlyList<string> docs, string otherwise)
    {
        var lines = docs.Select(DocText.Escape).SkipWhile(string.IsNullOrWhiteSpace).ToList();
        while (lines.Count > 0 && string.IsNullOrWhiteSpace(lines[^1]))
        {
            lines.RemoveAt(lines.Count - 1);
        }

        if (lines.Count <= 1)
        {
            Line($"/// <summary>{(lines.Count == 1 ? lines[0].Trim() : DocText.Escape(otherwise))}</summary>");
            return;
        }

        Line("/// <summary>");
        foreach (var line in lines)
        {
            Line($"/// {line}".TrimEnd());
        }

        Line("/// </summary>");
    }

    public override string ToString() => _text.ToString();

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
