namespace Functional.NN;

/// <summary>Rounder numbers: all zeros or ones, whole ones, halves, quarters, tenths; for all of θ, the inputs or the targets, then block by block, then one by one where there are few.</summary>
internal static class NumberEdits
{
    private const int MostAlone = 24;

    private static readonly Func<double, double>[] Rounder =
    [
        _ => 0, _ => 1, x => Math.Round(x, MidpointRounding.ToEven), x => Math.Round(2 * x) / 2, x => Math.Round(4 * x) / 4, x => Math.Round(x, 1), x => Math.Round(x, 3),
    ];

    public static IEnumerable<Func<ShrinkCandidate>> Of(ShrinkCandidate c)
    {
        if (c.State != c.Network.InitialState<double>()) yield return () => c with { State = c.Network.InitialState<double>() };
        if (c.Key != default) yield return () => c with { Key = default };
        foreach (var round in Rounder)
        {
            yield return () => c with { Parameters = c.Parameters.OfVector(c.Parameters.Vector.Map(round)) };
            yield return () => c with { Batch = c.Batch with { Inputs = c.Batch.Inputs.Map(round) } };
            yield return () => c with { Batch = c.Batch with { Targets = c.Batch.Targets.Map(round) } };
            foreach (var block in c.Network.Layout) yield return () => c with { Parameters = c.Parameters.With(block.Path, c.Parameters[block.Path].Map(round)) };
        }
        foreach (var edit in OneByOne(c)) yield return edit;
    }

    private static IEnumerable<Func<ShrinkCandidate>> OneByOne(ShrinkCandidate c)
    {
        foreach (var round in Rounder)
        {
            foreach (int i in Few(c.Parameters.Vector)) yield return () => c with { Parameters = c.Parameters.OfVector(At(c.Parameters.Vector, i, round)) };
            foreach (int i in Few(c.Batch.Inputs)) yield return () => c with { Batch = c.Batch with { Inputs = At(c.Batch.Inputs, i, round) } };
            foreach (int i in Few(c.Batch.Targets)) yield return () => c with { Batch = c.Batch with { Targets = At(c.Batch.Targets, i, round) } };
        }
    }

    private static IEnumerable<int> Few(Tensor<double> numbers) => Enumerable.Range(0, numbers.Shape.Size <= MostAlone ? numbers.Shape.Size : 0);

    private static Tensor<double> At(Tensor<double> numbers, int place, Func<double, double> round) => Tensor.Generate(numbers.Shape, i => i == place ? round(numbers.AsSpan()[i]) : numbers.AsSpan()[i]);
}
