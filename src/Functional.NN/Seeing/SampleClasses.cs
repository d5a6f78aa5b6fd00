using System.Collections.Immutable;
using Functional.NN.Drawing;

namespace Functional.NN;

/// <summary>To which class each sample belongs, and what a network's outputs decide.</summary>
/// <param name="Labels">the class of each sample</param>
/// <param name="Names">what the classes are called</param>
internal sealed record SampleClasses(ImmutableArray<int> Labels, ImmutableArray<string> Names)
{
    private const int FewestNames = 2;

    /// <summary>The classes of a dataset: class indices; or rows of shares, whose largest counts; or single numbers, of which those above 0 are class 1.</summary>
    public static SampleClasses Of<T>(string who, Dataset<T> data) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (data.Count == 0) throw new NNException($"{who}: the dataset has no samples to draw.");
        ImmutableArray<int> labels = data.Classes is not null && data.TargetShape.Rank == 0 ? data.Labels() : [.. Read(who, data)];
        int classes = Math.Max(FewestNames, Math.Max(data.Classes ?? 0, labels.Max() + 1));
        return new(labels, data.ClassNames.Length == classes ? data.ClassNames : [.. Enumerable.Range(0, classes).Select(k => Sentence.Of($"class {k}"))]);
    }

    /// <summary>The samples of each class as points with a colour and marker.</summary>
    public ImmutableArray<PlanePoints> Points(ImmutableArray<LabelledPoint> points) =>
        [.. Names.Select((name, k) => new PlanePoints(name, k, [.. points.Where(p => p.Class == k).Select(p => new PlanePoint(p.X, p.Y))])).Where(set => !set.Points.IsEmpty)];

    private static IEnumerable<int> Read<T>(string who, Dataset<T> data) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] targets = [.. data.ReadTargets([.. Enumerable.Range(0, data.Count)]).ToArray().Select(v => double.CreateChecked(v))];
        if (data.TargetShape.Rank > 1) throw new NNException($"{who}: the targets say classes by an index, a row of shares or a number above 0; these are {data.TargetShape} a sample.");
        return targets.Chunk(data.TargetShape.Size).Select(row => Decided(row, 0));
    }

    /// <summary>The first largest of several numbers, or whether a single one exceeds the threshold.</summary>
    public static int Decided(ReadOnlySpan<double> outputs, double threshold)
    {
        if (outputs.Length == 1) return outputs[0] > threshold ? 1 : 0;
        int largest = 0;
        for (int i = 1; i < outputs.Length; i++)
            if (outputs[i] > outputs[largest]) largest = i;
        return largest;
    }
}
