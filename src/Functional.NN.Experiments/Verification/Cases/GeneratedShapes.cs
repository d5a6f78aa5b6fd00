namespace Functional.NN.Experiments.Verification;

/// <summary>Shapes drawn from keys.</summary>
internal static class GeneratedShapes
{
    private const int Trials = 8, Largest = 80;

    /// <summary>Some shapes with as many axes as another, each from 1 to two more than there.</summary>
    public static IEnumerable<Shape> Like(Shape shape, RandomKey key) => shape.Rank == 0 ? []
        : Enumerable.Range(0, Trials).Select(trial => Shape.Of([.. shape.Select((d, axis) => 1 + Below(key.Fold("shape").Fold(trial), axis, d + 2))])).Where(s => s.Size <= Largest);

    /// <summary>One of the numbers 0 … n − 1, as a key has it.</summary>
    public static int Below(RandomKey key, int use, int bound) => key.Fold(use).Integers(1, bound)[0];
}
