namespace Hypernode.Cli.Terminal;

/// <summary>Asks the person at the terminal; where nobody is there, refuses instead of guessing an answer.</summary>
internal sealed class Prompt(TextReader input, Output output, bool interactive)
{
    /// <summary>Asks for a plain yes.</summary>
    /// <exception cref="CliException">Declined: the answer was no, or there is no terminal.</exception>
    public void Confirm(string question, bool answeredByOption)
    {
        if (answeredByOption)
        {
            return;
        }

        RequireTerminal("pass --yes to go on without a question");
        output.Notice($"{question} [y/N]");
        if (input.ReadLine()?.Trim() is not ("y" or "Y" or "yes"))
        {
            throw new CliException(ExitCode.Declined, "not confirmed; nothing was signed");
        }
    }

    /// <summary>Makes the user type a text, for what must not be confirmed by habit.</summary>
    /// <exception cref="CliException">Declined: another text, or no terminal.</exception>
    public void ConfirmByTyping(string text, string what)
    {
        RequireTerminal("run it at a terminal: an amount this large is confirmed by typing it");
        output.Notice($"{what}\nType {text} to go on:");
        if (!string.Equals(input.ReadLine()?.Trim(), text, StringComparison.Ordinal))
        {
            throw new CliException(ExitCode.Declined, "not confirmed; nothing was signed");
        }
    }

    /// <summary>Reads a secret without showing it.</summary>
    public string Secret(string question)
    {
        RequireTerminal("pass --passphrase-file");
        output.Notice(question);
        var typed = new System.Text.StringBuilder();
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    return typed.ToString();
                case ConsoleKey.Backspace when typed.Length > 0:
                    typed.Length--;
                    break;
                default:
                    if (!char.IsControl(key.KeyChar))
                    {
                        typed.Append(key.KeyChar);
                    }

                    break;
            }
        }
    }

    private void RequireTerminal(string remedy)
    {
        if (!interactive)
        {
            throw new CliException(ExitCode.Declined, "this needs an answer and there is no terminal", remedy);
        }
    }
}
