namespace Hypernode.Localnet.Report;

/// <summary>Rows of text in aligned columns.</summary>
public sealed class TextTable(params string[] headings)
{
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row with one cell for each heading.</summary>
    public void Add(params string[] cells)
    {
        if (cells.Length != headings.Length)
        {
            throw new ArgumentException($"{cells.Length} cells for {headings.Length} headings", nameof(cells));
        }

        _rows.Add(cells);
    }

    /// <summary>Writes headings, a rule, and the rows; cells that are numbers stand at the right.</summary>
    public void Write(TextWriter output)
    {
        var widths = headings.Select((heading, column) => _rows.Select(row => row[column].Length).Append(heading.Length).Max()).ToArray();
        WriteRow(output, headings, widths);
        WriteRow(output, [.. widths.Select(width => new string('-', width))], widths);
        foreach (var row in _rows)
        {
            WriteRow(output, row, widths);
        }
    }

    private static void WriteRow(TextWriter output, string[] cells, int[] widths) =>
        output.WriteLine(string.Join(Gap, cells.Select((cell, column) => IsNumber(cell) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());

    private static bool IsNumber(string cell) => cell.Length > 0 && cell.All(c => char.IsAsciiDigit(c) || c is ',' or '.' or '+' or '-');
}
