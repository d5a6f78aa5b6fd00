using System.CommandLine;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary><c>fnn bench</c>: how fast this machine trains and computes, against what it can reach.</summary>
internal sealed class BenchCommand
{
    private const int Epochs = 5;

    private readonly Argument<string[]> _families = new("FAMILY") { Description = $"What to measure: {string.Join(", ", BenchFamilies.All.Names)}; all unless told.", Arity = ArgumentArity.ZeroOrMore };

    private readonly Option<string>
        _cases = OptionText.Create("--case", "NAMES", "The cases, with commas between them, such as mlp-b128,lenet5-b32,in-place or 512x512x512. [the usual ones]"),
        _threads = OptionText.Create("--threads", "N", "How many threads training and large products use. [all processors]"),
        _epochs = OptionText.Create("--epochs", "N", $"How many epochs of training are measured after the first one. [{Epochs}]"),
        _folder = OptionText.Create("--data-dir", "DIR", "The folder to look for MNIST in before $FNN_DATA and the cache.");

    private readonly Option<bool> _json = OptionText.Flag("--json", "Print one JSON object a line.");
    private readonly Terminal _terminal;
    private readonly CancellationToken _cancellation;

    public BenchCommand(Terminal terminal, CancellationToken cancellation)
    {
        (_terminal, _cancellation) = (terminal, cancellation);
        Command = new Command("bench", "Measure training, products, convolutions, functions and optimizers against what this machine can reach.") { _families, _cases, _threads, _epochs, _folder, _json };
        Command.SetAction(Run);
    }

    /// <summary>The command.</summary>
    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var run = new BenchRun(Settings(parsed), _cancellation);
        var cases = run.Cases();
        bool json = parsed.GetValue(_json);
        bool busy = SaidBusy(run);
        Print(run.MeasurePeaks(), json);
        try
        {
            foreach (var chosen in cases)
            {
                _cancellation.ThrowIfCancellationRequested();
                Print(chosen.Measure(run), json);
            }
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        if (!busy) SaidBusy(run);
        if (run.MissingData is { } missing) _terminal.Complain(missing);
        return ExitCode.Done;
    }

    private bool SaidBusy(BenchRun run)
    {
        if (run.Peaks.Busy(run.Settings.Threads) is not { } busy) return false;
        _terminal.Complain(busy);
        return true;
    }

    private void Print(IEnumerable<BenchResult> results, bool json)
    {
        foreach (var result in results)
        {
            _terminal.Out.WriteLine(json ? BenchText.Json(result) : BenchText.Line(result));
            _terminal.Out.Flush();
        }
    }

    private BenchSettings Settings(ParseResult parsed) => new(
        parsed.GetValue(_families)!,
        parsed.Text(_cases)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
        parsed.Whole(_threads, 1) ?? Compute.Default.Threads,
        parsed.Whole(_epochs, 1) ?? Epochs,
        parsed.Folder(_folder));
}
