using System.Collections.Immutable;
using System.Numerics;

namespace Functional.NN.Properties.Contract;

/// <summary>An operation with numbers to try its kernel on.</summary>
/// <param name="Operation">what is computed</param>
/// <param name="Shapes">of its inputs</param>
/// <param name="Seed">of the numbers</param>
/// <param name="Extremes">whether there are infinities, NaN, subnormal and huge numbers among them</param>
/// <param name="Places">of operations that read places: the last input is whole numbers below this</param>
internal sealed record KernelCase(Primitive Operation, ImmutableArray<Shape> Shapes, int Seed, bool Extremes = false, int Places = 0)
{
    /// <summary>The inputs. Numbers of the two precisions have nothing in common but what they are like.</summary>
    public Tensor<T>[] Inputs<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. Shapes.Select((shape, i) => Places > 0 && i == Shapes.Length - 1
        ? Tensor.Of(shape, RandomKey.FromSeed(Seed).Integers(shape.Size, Places).Select(place => T.CreateChecked(place)))
        : MixedNumbers.Of<T>(shape, Seed + i, Extremes))];

    /// <summary>Simpler cases: ordinary numbers, and an axis that several inputs may share cut in half or taken away in all of them.</summary>
    public IEnumerable<KernelCase> Smaller()
    {
        if (Extremes) yield return this with { Extremes = false };
        if (Operation is not IElementwise) yield break;
        foreach (int length in Shapes.SelectMany(shape => shape).Where(length => length > 1).Distinct())
            yield return this with { Shapes = [.. Shapes.Select(shape => Shape.Of([.. shape.Select(d => d == length ? length / 2 : d)]))] };
    }

    public override string ToString() => $"{Text(Operation)} of {string.Join(", ", Shapes)}, seed {Seed}{(Extremes ? ", with extremes" : "")}";

    private static string Text(Primitive operation) => operation switch
    {
        Primitives.Sum sum => $"Sum over {string.Join(", ", sum.Axes)}",
        Primitives.Transpose transpose => $"Transpose by {string.Join(", ", transpose.Order)}",
        _ => operation.ToString(),
    };
}
