using System.Collections.Immutable;
using System.Globalization;

namespace Functional.NN;

/// <summary>How simple a case is: fewer layers before a simpler objective, before fewer numbers, before smaller constants, before shorter code, before rounder numbers.</summary>
/// <remarks>Whole numbers that are not negative, compared one after another, so that there is no endless chain of ever simpler cases.</remarks>
internal sealed record Simplicity : IComparable<Simplicity>
{
    private readonly ImmutableArray<Lazy<long>> _measures;

    public Simplicity(ShrinkCandidate c)
    {
        var code = new Lazy<string>(() => DescriptionCode.List(c.Network.Body.Layers).ToString());
        _measures =
        [
            new(() => c.Network.Body.Layers.Sum(NestedLayers.Count)),
            new(() => Of(c.Objective) + (c.Batch.Mask is null ? 0 : 1) + (c.Batch.Weights is null ? 0 : 1) + (c.Network.Frozen is null ? 0 : 1)),
            new(() => (long)c.Parameters.Vector.Shape.Size + c.Batch.Inputs.Shape.Size + c.Batch.Targets.Shape.Size),
            new(() => Constants(code.Value)),
            new(() => code.Value.Length + DescriptionCode.Of(c.Objective).ToString().Length),
            new(() => Numbers(c.Parameters.Vector) + Numbers(c.Batch.Inputs) + Numbers(c.Batch.Targets) + c.State.Blocks.Values.Sum(Numbers) + (c.Key == default ? 0 : 1) + (c.State == c.Network.InitialState<double>() ? 0 : 1)),
        ];
    }

    public int CompareTo(Simplicity? other)
    {
        if (other is null) return 1;
        for (int i = 0; i < _measures.Length; i++)
            if (_measures[i].Value.CompareTo(other._measures[i].Value) is var order and not 0) return order;
        return 0;
    }

    /// <summary>A number's share: 0 costs nothing, 1 little, other whole numbers, halves and quarters more, and every further digit more again.</summary>
    public static int Of(double x) => x == 0 ? 0 : x == 1 ? 1 : Math.Abs(x) < 10 && x == Math.Floor(x) ? 2 : Math.Abs(x) < 10 && 2 * x == Math.Floor(2 * x) ? 3 : 3 + x.ToString("R", CultureInfo.InvariantCulture).Length;

    private static long Of(IObjective objective) => objective is not Supervised supervised ? 1000
        : 2 * supervised.Penalties.Length + (supervised.Loss is MeanSquaredError ? 0 : supervised.Loss.Equals(ObjectiveEdits.PlainSum) ? 1 : 2);

    private static long Numbers(Tensor<double> numbers)
    {
        long sum = 0;
        foreach (double x in numbers.AsSpan()) sum += Of(x);
        return sum;
    }

    /// <summary>The sum of the whole numbers in a text.</summary>
    private static long Constants(string code)
    {
        long sum = 0, number = 0;
        foreach (char c in code)
        {
            if (!char.IsAsciiDigit(c)) sum += number;
            number = char.IsAsciiDigit(c) ? Math.Min(number * 10 + (c - '0'), int.MaxValue) : 0;
        }
        return sum + number;
    }
}
