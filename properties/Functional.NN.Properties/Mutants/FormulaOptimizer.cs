using System.Numerics;

namespace Functional.NN.Properties.Mutants;

/// <summary>θ′ of one number.</summary>
/// <param name="θ">the number</param>
/// <param name="g">its gradient</param>
/// <param name="kept">what is kept of it from step to step, to be changed here</param>
/// <param name="t">the step, from 1</param>
internal delegate double Formula(double θ, double g, double[] kept, long t);

/// <summary>An optimizer that is a formula for each number, computed in double.</summary>
/// <param name="Name">how it prints</param>
/// <param name="Kept">the names of what is kept of each number</param>
/// <param name="Formula">the formula</param>
internal sealed record FormulaOptimizer(string Name, string[] Kept, Formula Formula) : IOptimizer
{
    /// <summary>What is kept starts as these numbers; as 0 where none are given.</summary>
    public double[]? From { get; init; }

    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(0, Kept.Select((name, k) => KeyValuePair.Create(name, θ.Filled(From is null ? 0 : From[k]))));

    public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (next, kept) = (Numbers(θ), Array.ConvertAll(Kept, name => Numbers(state[name])));
        for (int i = 0; i < next.Length; i++)
        {
            double[] of = [.. kept.Select(vector => vector[i])];
            next[i] = Formula(next[i], double.CreateTruncating(g.Vector[i]), of, state.Step + 1);
            for (int k = 0; k < of.Length; k++) kept[k][i] = of[k];
        }
        return new(Vector(θ, next), Kept.Zip(kept).Aggregate(state.Next(), (after, named) => after.With(named.First, Vector(θ, named.Second))));
    }

    public override string ToString() => Name;

    private static double[] Numbers<T>(Parameters<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. x.Vector.ToArray().Select(double.CreateTruncating)];

    private static Parameters<T> Vector<T>(Parameters<T> like, double[] numbers) where T : unmanaged, IBinaryFloatingPointIeee754<T> => like.OfVector(Tensor.Of(like.Vector.Shape, numbers.Select(T.CreateTruncating)));
}
