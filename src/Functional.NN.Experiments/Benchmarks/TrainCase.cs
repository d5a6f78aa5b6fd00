using System.Globalization;

namespace Functional.NN.Experiments;

/// <summary>Training of a small network with Adam, by its name: <c>mlp-b128</c> is the network mlp in batches of 128; <c>in-place-mlp-b128</c> compares it with steps in place.</summary>
internal sealed record TrainCase(string Name, BenchNetwork Measured, int Batch)
{
    private const string InPlace = "in-place";
    private const int Points = 10_000, PointClasses = 4;

    private static readonly Lazy<Dataset<float>> Quadrants = new(DrawPoints);

    /// <summary>What is measured unless told.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["mlp-b128", "mlp-b32", "lenet5-b128", "tiny-b64", "batchnorm-convnet-b128", "lstm-b128", "gru-b128", "attention-b128", InPlace];

    /// <summary>What is trained.</summary>
    public Network Network => Measured.Network;

    /// <summary>Whether it trains on images.</summary>
    public bool OnImages => Measured.OnImages;

    /// <summary>The case of a name such as <c>mlp-b100</c>, <c>in-place</c> or <c>in-place-tiny-b64</c>, if there is one.</summary>
    public static BenchCase? Find(string name)
    {
        bool inPlace = name.StartsWith(InPlace, StringComparison.Ordinal);
        string plain = name == InPlace ? Usual[0] : inPlace ? name[InPlace.Length..].TrimStart('-') : name;
        string[] parts = plain.Split("-b");
        if (parts.Length != 2 || BenchNetwork.Find(parts[0]) is not { } network || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int batch) || batch is < 1 or > Points) return null;
        var training = new TrainCase(name, network, batch);
        return new BenchCase(name, run => inPlace ? [TrainMeasurement.InPlace(run, training)] : [TrainMeasurement.Of(run, training)]);
    }

    /// <summary>The samples, all as one set.</summary>
    public Dataset<float> Data(BenchRun run) => OnImages ? run.Images : Quadrants.Value;

    /// <summary>Four normal numbers; the class says whether the first is positive, and whether the product of the next two is.</summary>
    private static Dataset<float> DrawPoints()
    {
        var x = RandomKey.FromSeed(1).Normal<float>([Points, 4]);
        int[] labels = [.. Enumerable.Range(0, Points).Select(i => (x[i, 0] > 0 ? 2 : 0) + (x[i, 1] * x[i, 2] > 0 ? 1 : 0))];
        return Dataset.FromTensors(x, labels, PointClasses);
    }
}
