using System.Text;
using System.Text.RegularExpressions;
using Functional.NN.Tests;

namespace Functional.NN.Experiments.Tests.Experiments;

/// <summary>Whatever is changed in an experiment's file, it is refused in one sentence with the line and the column, or is an experiment that is read back from its canonical form.</summary>
public partial class ExperimentMutationTests
{
    private static IEnumerable<string> Texts => Directory.EnumerateFiles(Repository.File("samples", "experiments"), "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllText).Append(Files.Small).Append(Files.Large).Append(Files.InCode.ToJson());

    private const int Mutants = 10_000;

    [Fact]
    public void Of_six_thousand_with_bytes_changed() => AllWithstood(Mutants * 6 / 10, (text, key) => Mutations.Of(Encoding.UTF8.GetBytes(text), key));

    [Fact]
    public void And_of_four_thousand_that_are_still_JSON() =>
        AllWithstood(Mutants * 4 / 10, (text, key) => DocumentMutations.Of(DocumentReader.Read(new TextSource("file", Encoding.UTF8.GetBytes(text)), DocumentLimits.Written), key));

    /// <summary>A reader that lets something pass does not.</summary>
    [Fact]
    public void A_reader_that_says_no_place_is_caught() =>
        Assert.ThrowsAny<Exception>(() => Mutations.Withstands(Encoding.UTF8.GetBytes(Files.Small), 100, bytes => Checked(() => throw new DataException("something is wrong."))));

    private static void AllWithstood(int count, Func<string, RandomKey, Mutation> mutate)
    {
        string[] texts = [.. Texts];
        int refused = 0, harmless = 0;
        for (int i = 0; i < texts.Length; i++)
        {
            string text = texts[i];
            var withstood = Mutations.Withstands(key => mutate(text, key), count / texts.Length + 1, bytes => Checked(() => Read(bytes)), RandomKey.FromSeed(i));
            (refused, harmless) = (refused + withstood.Refused, harmless + withstood.Harmless);
        }
        Assert.True(refused > harmless && harmless > count / 100, $"{refused} were refused, {harmless} were not");
    }

    private static void Checked(Action read)
    {
        try
        {
            read();
        }
        catch (NNException refusal)
        {
            Assert.True(Place().IsMatch(refusal.Message) || OfTheData().IsMatch(refusal.Message), $"The sentence names no place: {refusal.Message}");
            throw;
        }
    }

    private static void Read(byte[] bytes)
    {
        var experiment = ExperimentDocument.Of(new TextSource("file.json", bytes), null, null).ToExperiment();
        string json = experiment.ToJson();
        var again = ExperimentFile.Parse(json);
        Assert.Equal(experiment, again);
        Assert.Equal(json, again.ToJson());
    }

    [GeneratedRegex(@"^file\.json, line \d+, column \d+: \S", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    /// <summary>What is wrong is not in the file but in the data it names.</summary>
    [GeneratedRegex(@"^(the data ""(csv|idx)"" are in files of yours|\S.*: there is no such file or folder; looked for )", RegexOptions.CultureInvariant)]
    private static partial Regex OfTheData();
}
