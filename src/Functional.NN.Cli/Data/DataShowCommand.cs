using System.CommandLine;
using System.Text;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary><c>fnn data show</c>: some samples of a set.</summary>
internal sealed class DataShowCommand
{
    private const int ImageCount = 8, RowCount = 10, PageCount = 64;

    private readonly Argument<string> _name = new("NAME") { Description = $"the data: {string.Join(", ", NamedData<float>.All.Names.Except(["csv"]))}, or a .csv file." };

    private readonly Option<string>
        _folder = DataCommand.Folder(),
        _count = OptionText.Create("--count", "N", $"How many samples, the first ones. [{ImageCount} images or {RowCount} rows, {PageCount} on a page]"),
        _html = OptionText.Create("--html", "FILE", "Write a page that is one file instead, with the samples, the classes and the hashes.");

    private readonly Option<bool> _test = OptionText.Flag("--test", "Show the samples to test with, not those to train on.");

    private readonly Terminal _terminal;

    public DataShowCommand(Terminal terminal)
    {
        _terminal = terminal;
        Command = new Command("show", "Show samples of some data: images as images, others as rows; and how many there are of each class.") { _name, _folder, _count, _test, _html };
        Command.SetAction(Run);
    }

    /// <summary>The command.</summary>
    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        string name = parsed.GetValue(_name)!;
        var (count, page, test) = (parsed.Whole(_count, 1), parsed.Writable(_html), parsed.GetValue(_test));
        var request = Request(name, DataCommand.Places(parsed, _folder));
        var data = NamedData<float>.Read(request);
        if (page is not null)
        {
            string html = new DataPage(name, data, NamedData<float>.Hashes(request, data)) { OfTest = test, Count = count ?? PageCount }.ToHtml();
            WholeFile.Write(page, stream => stream.Write(Encoding.UTF8.GetBytes(html)));
            _terminal.Line($"written to {page}");
            return ExitCode.Done;
        }
        Show(name, data, test ? data.Test : data.Training, count);
        return ExitCode.Done;
    }

    private static DataRequest Request(string name, DataPlaces places)
    {
        var description = DataDescription.Named(name);
        if (description.Source == "idx") description = description with { Path = places.Folders.Given ?? throw new NNException("idx is in files of yours: name their folder with --data-dir.") };
        return new(description, places, RandomKey.FromSeed(1));
    }

    private void Show(string name, TrainingData<float> data, Dataset<float> samples, int? count)
    {
        bool images = SampleWords.IsImage(samples.InputShape);
        var batch = samples.Read([.. Enumerable.Range(0, Math.Min(count ?? (images ? ImageCount : RowCount), samples.Count))]);
        _terminal.Line($"{name}: {data.Training}; {data.Test.Count} to test with");
        SampleText.Classes(_terminal, samples);
        if (images) SampleText.Images(_terminal, samples, batch);
        else SampleText.Rows(_terminal, samples, batch);
    }
}
