using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Optimizers;

/// <summary>Generators of walks, and what walking is.</summary>
internal static class Walks
{
    /// <summary>Blocks of every role and of one, two and four axes, one number among them; and single vectors of every length up to two wide registers and a rest.</summary>
    private static readonly Gen<ParameterLayout> Layouts = Gen.Frequency(
        (1, Gen.Constant(ParameterLayout.Of([Spec("a.weight", [3, 2]), Spec("a.bias", [2], ParameterRole.Bias), Spec("b.weight", [2, 1, 2, 2]), Spec("b.gain", [1], ParameterRole.Other)]))),
        (2, Gen.Choose(1, 19).Select(n => ParameterLayout.Of([Spec("x", Shape.Of(n))]))));

    /// <summary>Gradients of a size that changes from step to step.</summary>
    public static Gen<Walk> Of(Gen<IOptimizer> optimizers, int mostSteps = 8) => Of(optimizers, mostSteps, (layout, key) => Gradients.Ordinary(layout, key));

    /// <summary>The same with zeros of both signs, subnormal, tiny and huge numbers among them, as far as squares do not overflow.</summary>
    public static Gen<Walk> WithExtremes(Gen<IOptimizer> optimizers, int mostSteps = 8) => Of(optimizers, mostSteps, (layout, key) => Gradients.WithExtremes(layout, key));

    public static Gen<Walk> Of(Gen<IOptimizer> optimizers, int mostSteps, Func<ParameterLayout, RandomKey, Parameters<double>> gradient) =>
        from optimizer in optimizers
        from layout in Layouts
        from steps in Gen.Choose(1, mostSteps)
        from key in Draw.Key
        select new Walk(optimizer, new(layout, key.Fold("θ").Normal<double>([layout.Size])), [.. Enumerable.Range(0, steps).Select(i => gradient(layout, key.Fold(i)))], key);

    /// <summary>θ and the state after all gradients.</summary>
    public static Updated<T> Fold<T>(IOptimizer optimizer, Parameters<T> θ, IEnumerable<Parameters<T>> gradients) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Steps(optimizer, θ, gradients).Last();

    /// <summary>The start, and θ and the state after each gradient.</summary>
    public static IEnumerable<Updated<T>> Steps<T>(IOptimizer optimizer, Parameters<T> θ, IEnumerable<Parameters<T>> gradients) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var at = new Updated<T>(θ, optimizer.Start(θ));
        yield return at;
        foreach (var g in gradients) yield return at = optimizer.Step(at.Parameters, g, at.State);
    }

    /// <summary>θ′ and the state after each gradient, when every step begins at the same θ: the state walks and θ does not, so that steps can be seen to their last digit.</summary>
    public static IEnumerable<Updated<T>> Held<T>(IOptimizer optimizer, Parameters<T> θ, IEnumerable<Parameters<T>> gradients) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var state = optimizer.Start(θ);
        foreach (var g in gradients)
        {
            var next = optimizer.Step(θ, g, state);
            yield return next;
            state = next.State;
        }
    }

    private static ParameterSpec Spec(string name, Shape shape, ParameterRole role = ParameterRole.Weight) => new(name, shape, new Zeros(), role);
}
