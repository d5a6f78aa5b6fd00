using System.Collections.Immutable;
using Functional.NN.Drawing;

namespace Functional.NN;

/// <summary>The samples as a hidden layer has them, in the plane of two of its units or of its first two principal components: a value that is drawn.</summary>
/// <remarks>
/// Where the layer has two units and stands in the network itself (not inside another layer), the plane shows what the layers behind it decide: behind a readout alone the regions part in straight lines. Where the network's input is the plane, a
/// net of straight lines in it is drawn as the layer bends it. An exclusive or or two moons that no line parts in the input can be seen to be parted by one here (Goodfellow et al. 2016, section 6.1).
/// </remarks>
public sealed class FeatureSpace
{
    private const int UsualResolution = 81, Lines = 13, Steps = 49;

    private readonly SampleClasses _classes;
    private readonly FeatureProjection _plane;
    private readonly ImmutableArray<Raster> _scores;
    private readonly ImmutableArray<ImmutableArray<PlanePoint>> _mesh;

    private FeatureSpace(string path, SampleClasses classes, FeatureProjection plane, ImmutableArray<LabelledPoint> samples, ImmutableArray<Raster> scores, ImmutableArray<ImmutableArray<PlanePoint>> mesh) =>
        (Path, _classes, _plane, Samples, _scores, _mesh) = (path, classes, plane, samples, scores, mesh);

    /// <summary>The layer.</summary>
    public string Path { get; }

    /// <summary>The samples in the plane, with their true classes.</summary>
    public ImmutableArray<LabelledPoint> Samples { get; }

    /// <summary>The parts of the activations' variance along the two axes; empty where these are units.</summary>
    public ImmutableArray<double> VarianceShares => _plane.Variance;

    /// <summary>Whether the plane shows what the layers behind decide.</summary>
    public bool HasRegions => !_scores.IsEmpty;

    /// <summary>The feature space of a layer in evaluation mode: its two units, or where it has more the first two principal components of its activations.</summary>
    /// <param name="model">the model</param>
    /// <param name="path">the layer, such as <c>0</c> or <c>hidden</c></param>
    /// <param name="data">the samples: class indices, rows of shares, or single numbers, of which those above 0 are class 1</param>
    /// <param name="resolution">at how many places across and up the layers behind are asked</param>
    /// <exception cref="NNException">There is no such layer, it has one unit, or very many.</exception>
    public static FeatureSpace Of<T>(Model<T> model, string path, Dataset<T> data, int resolution = UsualResolution) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Of(model, path, data, samples => samples[0].Length switch
        {
            2 => FeatureProjection.Units(2, 0, 1),
            > 2 and <= FeatureProjection.MostUnits => FeatureProjection.Principal(samples),
            var units => throw new NNException(Sentence.Of($"FeatureSpace: the layer \"{path}\" has {units} {(units == 1 ? "unit; a plane takes two" : $"units, more than the {FeatureProjection.MostUnits} whose principal components are looked for; choose two of them with OfUnits")}.")),
        }, resolution);

    /// <summary>The plane of two units of a layer.</summary>
    /// <param name="model">the model</param>
    /// <param name="path">the layer</param>
    /// <param name="data">the samples</param>
    /// <param name="first">the unit across, from 0</param>
    /// <param name="second">the unit upwards</param>
    public static FeatureSpace OfUnits<T>(Model<T> model, string path, Dataset<T> data, int first, int second) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Of(model, path, data, samples => first >= 0 && second >= 0 && first < samples[0].Length && second < samples[0].Length && first != second ? FeatureProjection.Units(samples[0].Length, first, second)
            : throw new NNException(Sentence.Of($"FeatureSpace: the layer \"{path}\" has the units 0 to {samples[0].Length - 1}; two different ones are wanted, got {first} and {second}.")), UsualResolution);

    /// <summary>The samples by class, what the layers behind decide where that is known, and the bent net of the inputs where those are the plane, as a picture in SVG, which has the same bytes everywhere.</summary>
    public string ToSvg() => new PlaneMap($"Feature space of layer \"{Path}\"", Sentence.Of($"The activations of the layer \"{Path}\" for {Samples.Length:N0} samples, by class."), new(_plane.Across), new(_plane.Up),
        _scores.IsEmpty ? null : new RegionPaint(_scores), [], _classes.Points(Samples))
    {
        EqualUnits = true,
        Mesh = _mesh,
        Notes = [.. HasRegions ? ["Colours: what the layers behind decide."] : (string[])[], .. _mesh.IsEmpty ? (string[])[] : ["Thin lines: the straight net of the inputs as the layer bends it."]],
    }.ToSvg();

    private static FeatureSpace Of<T>(Model<T> model, string path, Dataset<T> data, Func<double[][], FeatureProjection> plane, int resolution) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        DecisionRegions.Checked(nameof(FeatureSpace), resolution);
        if (data.InputShape != model.Network.Input) throw new NNException($"FeatureSpace: the network takes samples {model.Network.Input}, these are {data.InputShape}.");
        var classes = SampleClasses.Of(nameof(FeatureSpace), data);
        double[][] activations = Activations(model, path, data.All().Inputs);
        if (Array.FindIndex(activations, a => !Array.TrueForAll(a, double.IsFinite)) is >= 0 and var i) throw new NNException(Sentence.Of($"FeatureSpace: the layer \"{path}\" gives numbers that are not finite for sample {i}; take a model whose numbers are."));
        var projection = plane(activations);
        ImmutableArray<LabelledPoint> samples = [.. activations.Select((a, sample) => (At: projection.Of(a), Class: classes.Labels[sample])).Select(s => new LabelledPoint(s.At.X, s.At.Y, s.Class))];
        return new(path, classes, projection, samples, Regions(model, path, activations[0].Length, samples, resolution), Mesh(model, path, data, projection));
    }

    private static double[][] Activations<T>(Model<T> model, string path, Tensor<T> inputs) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] numbers = [.. model.Trace(inputs)[path].ToArray().Select(v => double.CreateChecked(v))];
        return [.. numbers.Chunk(numbers.Length / inputs.Shape[0])];
    }

    /// <summary>What the layers behind decide over the plane of two units; nothing where the layer has more, or stands inside another.</summary>
    private static ImmutableArray<Raster> Regions<T>(Model<T> model, string path, int units, ImmutableArray<LabelledPoint> samples, int resolution) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int place = model.Network.Body.Names.IndexOf(path);
        return units != 2 || place < 0 || model.Network.Prefix(place + 1).Output != Shape.Of(2) || model.Network.Output.Rank > 1 ? []
            : PlaneDecisions.Scores<T>(PlaneDecisions.Around(samples, resolution), hidden => model.PredictBehind(place, hidden), PlaneDecisions.Threshold(model.Network));
    }

    /// <summary>A net of straight lines over the plane of the inputs, as the layer bends it.</summary>
    private static ImmutableArray<ImmutableArray<PlanePoint>> Mesh<T>(Model<T> model, string path, Dataset<T> data, FeatureProjection projection) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (data.InputShape != Shape.Of(2)) return [];
        var inputs = data.All().Inputs;
        var area = PlaneDecisions.Around(Enumerable.Range(0, data.Count).Select(i => new LabelledPoint(double.CreateChecked(inputs[i, 0]), double.CreateChecked(inputs[i, 1]), 0)), Steps);
        const int every = (Steps - 1) / (Lines - 1);
        (int Column, int Row)[] nodes = [.. Enumerable.Range(0, 2 * Lines).SelectMany(line => Enumerable.Range(0, Steps).Select(step => line < Lines ? (line * every, step) : (step, (line - Lines) * every)))];
        var net = Activations(model, path, Tensor.Of([nodes.Length, 2], nodes.SelectMany(n => (T[])[T.CreateTruncating(area.X(n.Column)), T.CreateTruncating(area.Y(n.Row))])));
        return [.. net.Select(a => projection.Of(a)).Select(p => new PlanePoint(p.X, p.Y)).Chunk(Steps).Select(line => line.ToImmutableArray())];
    }
}
