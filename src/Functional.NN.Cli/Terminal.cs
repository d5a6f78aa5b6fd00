using System.Globalization;
using Spectre.Console;

namespace Functional.NN.Cli;

/// <summary>Where a command writes.</summary>
/// <param name="Out">results</param>
/// <param name="Err">the one line of an error</param>
/// <param name="Live">whether results go to a terminal, on which lines can be drawn again</param>
internal sealed record Terminal(TextWriter Out, TextWriter Err, bool Live = false)
{
    private const int PlainWidth = 120;

    /// <summary>Writes one line of results.</summary>
    public void Line(FormattableString line) => Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes one line of error.</summary>
    public void Complain(string sentence) => Err.WriteLine($"fnn: {string.Join(' ', sentence.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))}");

    /// <summary>Whether a bar can be drawn again and again: a terminal that understands how, and nobody has said otherwise (TERM=dumb, CI).</summary>
    public bool CanRedraw => Live && Console().Profile.Capabilities is { Ansi: true, Interactive: true };

    /// <summary>The results as a console for tables and bars; plain text where it is no terminal.</summary>
    public IAnsiConsole Console()
    {
        if (Live) return AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Out) });
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(Out) });
        console.Profile.Width = PlainWidth;
        return console;
    }
}
