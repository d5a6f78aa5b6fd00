using System.CommandLine;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary><c>fnn data show</c>: some samples of a set.</summary>
internal sealed class DataShowCommand
{
    private const int ImageCount = 8, RowCount = 10;

    private readonly Argument<string> _name = new("NAME") { Description = $"the data: {string.Join(", ", NamedData<float>.All.Names.Except(["csv"]))}, or a .csv file." };

    private readonly Option<string>
        _folder = DataCommand.Folder(),
        _count = OptionText.Create("--count", "N", $"How many samples, the first ones. [{ImageCount} images, {RowCount} rows]");

    private readonly Option<bool> _test = OptionText.Flag("--test", "Show the samples to test with, not those to train on.");

    private readonly Terminal _terminal;

    public DataShowCommand(Terminal terminal)
    {
        _terminal = terminal;
        Command = new Command("show", "Show samples of some data: images as images, others as rows; and how many there are of each class.") { _name, _folder, _count, _test };
        Command.SetAction(Run);
    }

    /// <summary>The command.</summary>
    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        string name = parsed.GetValue(_name)!;
        int? count = parsed.Whole(_count, 1);
        var description = DataDescription.Named(name);
        if (description.Source == "idx") description = description with { Path = parsed.Folder(_folder) ?? throw new NNException("idx is in files of yours: name their folder with --data-dir.") };
        var (training, test) = NamedData<float>.Read(new DataRequest(description, DataCommand.Places(parsed, _folder), RandomKey.FromSeed(1)));
        var samples = parsed.GetValue(_test) ? test : training;
        _terminal.Line($"{name}: {training}; {test.Count} to test with");
        if (SampleText.Classes(samples) is { } classes) _terminal.Out.WriteLine(classes);
        if (SampleImage.IsImage(samples.InputShape)) Images(samples, count ?? ImageCount);
        else SampleText.Rows(_terminal, samples, count ?? RowCount);
        return ExitCode.Done;
    }

    private void Images(Dataset<float> samples, int count)
    {
        var batch = samples.Read([.. Enumerable.Range(0, Math.Min(count, samples.Count))]);
        new ImageRows(_terminal).Write([.. Enumerable.Range(0, batch.Count).Select(i => new SampleImage(batch.Inputs.Slice(0, i, 1).Reshape(samples.InputShape), SampleText.Target(samples, batch.Targets, i)))]);
    }
}
