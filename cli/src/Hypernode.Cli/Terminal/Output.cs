using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Hypernode.Cli.Terminal;

/// <summary>
/// Standard output carries the result alone: one JSON document, or tables for people. Progress, prompts and errors
/// go to standard error, so that a pipe reads results only.
/// </summary>
internal sealed class Output
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TextWriter _results;
    private readonly IAnsiConsole _tables;
    private readonly IAnsiConsole _progress;

    public Output(TextWriter results, TextWriter progress, bool json, bool resultsColour, bool progressColour, int width)
    {
        _results = results;
        Json = json;
        _tables = ConsoleFor(results, resultsColour, width);
        // A line of progress is never folded: signatures and addresses are copied out of it.
        _progress = ConsoleFor(progress, progressColour, int.MaxValue);
    }

    /// <summary>Whether the caller asked for one JSON document instead of tables.</summary>
    public bool Json { get; }

    /// <summary>Writes the result: the document where JSON was asked for, else what <paramref name="forPeople"/> draws.</summary>
    /// <param name="schema">Name and version of the document, such as <c>hypernode.job.v1</c>.</param>
    /// <param name="document">Its members; amounts are decimal strings in base units.</param>
    /// <param name="forPeople">Draws the same for a reader.</param>
    public void Result(string schema, JsonObject document, Action<Output> forPeople)
    {
        if (!Json)
        {
            forPeople(this);
            return;
        }

        document.Insert(0, "schema", schema);
        _results.WriteLine(document.ToJsonString(Indented));
    }

    /// <summary>Writes facts as a document or a record.</summary>
    public void Facts(string schema, Facts facts) => Result(schema, facts.Document, output => output.Record(facts.Record));

    /// <summary>A list: one member of the document, one row for people, or a sentence where it is empty.</summary>
    /// <param name="schema">Name and version of the document.</param>
    /// <param name="member">Member that holds the list.</param>
    /// <param name="items">The entries.</param>
    /// <param name="none">What a reader sees where there are none.</param>
    /// <param name="columns">Heads of the columns.</param>
    /// <param name="document">One entry as JSON.</param>
    /// <param name="row">One entry as a row.</param>
    public void List<T>(
        string schema, string member, IReadOnlyList<T> items, string none, IReadOnlyList<string> columns, Func<T, JsonObject> document, Func<T, IReadOnlyList<string>> row) =>
        Result(schema, new JsonObject { [member] = new JsonArray([.. items.Select(document)]) }, output =>
        {
            if (items.Count == 0)
            {
                output.Line(none);
                return;
            }

            output.Table(columns, items.Select(row));
        });

    /// <summary>A table that fits the terminal; columns shrink and fold rather than overflow.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape(column)));
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => (Spectre.Console.Rendering.IRenderable)new Spectre.Console.Text(cell)).ToArray());
        }

        _tables.Write(table);
    }

    /// <summary>Names and values under each other, as one record.</summary>
    public void Record(IEnumerable<(string Name, string Value)> fields)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn();
        foreach (var (name, value) in fields)
        {
            grid.AddRow(new Spectre.Console.Text(name, new Style(decoration: Decoration.Dim)), new Spectre.Console.Text(value));
        }

        _tables.Write(grid);
    }

    /// <summary>A plain line of the result, for people only.</summary>
    public void Line(string text) => _results.WriteLine(text);

    /// <summary>Text of the result as it is, with the line end it has.</summary>
    public void Text(string text) => _results.Write(text);

    /// <summary>A line about what is going on, to standard error.</summary>
    public void Progress(string text) => _progress.Write(new Spectre.Console.Text(text + "\n", new Style(decoration: Decoration.Dim)));

    /// <summary>A question's text or a summary the user must see before an answer, to standard error.</summary>
    public void Notice(string text) => _progress.Write(new Spectre.Console.Text(text + "\n"));

    /// <summary>An error and its remedy, to standard error.</summary>
    public void Error(string cause, string? remedy)
    {
        _progress.Write(new Spectre.Console.Text("error: ", new Style(Color.Red, decoration: Decoration.Bold)));
        _progress.Write(new Spectre.Console.Text(cause + "\n"));
        if (remedy is not null)
        {
            _progress.Write(new Spectre.Console.Text("  do:  ", new Style(Color.Green)));
            _progress.Write(new Spectre.Console.Text(remedy + "\n"));
        }
    }

    private static IAnsiConsole ConsoleFor(TextWriter writer, bool colour, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        return console;
    }
}
