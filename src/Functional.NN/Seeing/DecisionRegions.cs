using System.Collections.Immutable;
using Functional.NN.Drawing;

namespace Functional.NN;

/// <summary>Which class a network decides for at every place of its two-dimensional input, with the samples: a value that is drawn.</summary>
public sealed class DecisionRegions
{
    private const int UsualResolution = 81, MostResolution = 1000;

    private readonly ImmutableArray<Raster> _scores;
    private readonly SampleClasses _classes;

    private DecisionRegions(string network, ImmutableArray<Raster> scores, SampleClasses classes, ImmutableArray<LabelledPoint> samples, ImmutableArray<int> decisions) =>
        (NetworkText, _scores, _classes, Samples, Decisions) = (network, scores, classes, samples, decisions);

    /// <summary>The samples with their true classes.</summary>
    public ImmutableArray<LabelledPoint> Samples { get; }

    /// <summary>What the network decides for each sample.</summary>
    public ImmutableArray<int> Decisions { get; }

    /// <summary>The part of the samples that lie in the region of their class.</summary>
    public double Accuracy => Enumerable.Range(0, Samples.Length).Count(i => Samples[i].Class == Decisions[i]) / (double)Samples.Length;

    private string NetworkText { get; }

    /// <summary>The regions of a model around the samples of a dataset.</summary>
    /// <param name="model">a network of vectors of two numbers; with one output, which decides for class 1 where it exceeds the threshold, or one for each class, of which the largest decides</param>
    /// <param name="data">the samples: class indices, rows of shares, or single numbers, of which those above 0 are class 1</param>
    /// <param name="resolution">at how many places across and up the network is asked</param>
    /// <param name="threshold">of a single output; ½ where the last layer is a <see cref="Sigmoid"/>, else 0, unless given</param>
    /// <exception cref="NNException">The samples are not two numbers each, or the outputs are no vector.</exception>
    public static DecisionRegions Of<T>(Model<T> model, Dataset<T> data, int resolution = UsualResolution, double? threshold = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        if (model.Network.Input != Shape.Of(2) || data.InputShape != model.Network.Input)
            throw new NNException($"DecisionRegions: wants a network and samples of 2 numbers, which are the plane; the network takes {model.Network.Input}, the samples are {data.InputShape}. FeatureSpace draws others.");
        if (model.Network.Output.Rank > 1) throw new NNException($"DecisionRegions: wants a network with one output or one for each class, this one gives {model.Network.Output}.");
        var classes = SampleClasses.Of(nameof(DecisionRegions), data);
        var batch = data.All();
        ImmutableArray<LabelledPoint> samples = [.. Enumerable.Range(0, data.Count).Select(i => new LabelledPoint(double.CreateChecked(batch.Inputs[i, 0]), double.CreateChecked(batch.Inputs[i, 1]), classes.Labels[i]))];
        double limit = threshold ?? PlaneDecisions.Threshold(model.Network);
        double[] outputs = [.. model.Predict(batch.Inputs).ToArray().Select(v => double.CreateChecked(v))];
        return new(model.Network.Body.ToString(), PlaneDecisions.Scores<T>(PlaneDecisions.Around(samples, Checked(nameof(DecisionRegions), resolution)), x => model.Predict(x), limit), classes, samples,
            [.. outputs.Chunk(outputs.Length / data.Count).Select(row => SampleClasses.Decided(row, limit))]);
    }

    /// <summary>The regions in light colours with a line between them, and the samples by class, as a picture in SVG, which has the same bytes everywhere.</summary>
    public string ToSvg() => new PlaneMap("Decision regions", Sentence.Of($"The plane of the two inputs, each place in the colour of the class that the network {NetworkText} decides for, with {Samples.Length:N0} samples, of which {NumberText.Of(Accuracy, form: NumberForm.Percent)} lie in the region of their class."),
        new("x₁"), new("x₂"), new RegionPaint(_scores), [], _classes.Points(Samples))
    {
        EqualUnits = true,
        Notes = [Sentence.Of($"{NumberText.Of(Accuracy, form: NumberForm.Percent)} of {Samples.Length:N0} samples lie in the region of their class.")],
    }.ToSvg();

    internal static int Checked(string who, int resolution) => resolution is >= 2 and <= MostResolution ? resolution
        : throw new NNException(Sentence.Of($"{who}: the plane is looked at in 2 to {MostResolution} places across and up, got {resolution}."));
}
