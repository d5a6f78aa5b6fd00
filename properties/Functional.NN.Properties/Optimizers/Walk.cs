using System.Collections.Immutable;
using System.Globalization;

namespace Functional.NN.Properties.Optimizers;

/// <summary>An optimizer, where it starts, and the gradients it is given one after another.</summary>
internal sealed record Walk(IOptimizer Optimizer, Parameters<double> θ, ImmutableArray<Parameters<double>> Gradients, RandomKey Key)
{
    public override string ToString() => FormattableString.Invariant($"{Optimizer} from θ = {Short(θ)} by {string.Join(" then ", Gradients.Select(Short))} ({Key})");

    /// <summary>With fewer gradients, or with one of them 0, or with a gradient of ones.</summary>
    public static IEnumerable<Walk> Smaller(Walk walk)
    {
        if (walk.Gradients.Length > 1) yield return walk with { Gradients = walk.Gradients[..(walk.Gradients.Length / 2)] };
        if (walk.Gradients.Length > 1) yield return walk with { Gradients = walk.Gradients[..^1] };
        var ones = walk.θ.Filled(1);
        for (int i = 0; i < walk.Gradients.Length; i++)
            if (walk.Gradients[i] != ones && walk.Gradients[i] != walk.θ.Zero) yield return walk with { Gradients = walk.Gradients.SetItem(i, ones) };
        if (walk.θ != ones) yield return walk with { θ = ones };
    }

    private static string Short(Parameters<double> x) => FormattableString.Invariant($"({string.Join(", ", x.Vector.ToArray().Take(6).Select(n => n.ToString("R", CultureInfo.InvariantCulture)))}{(x.Layout.Size > 6 ? ", …" : "")})");
}
