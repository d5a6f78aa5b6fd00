using System.Collections.Immutable;

namespace Functional.NN.Properties.Optimizers;

/// <summary>Checks of step sizes that grow and shrink by signs.</summary>
internal static class RpropChecks
{
    /// <summary>
    /// Every coordinate: where the gradient's sign is that of the last one, Δ grows by η⁺ up to its largest and θ moves by it; where it is the other, Δ shrinks by η⁻ down to its smallest, θ stays and the gradient is
    /// forgotten; where one of them is 0, Δ stays.
    /// </summary>
    public static void GoesByItsCases(IOptimizer optimizer, Rprop constants, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients)
    {
        var walk = Walks.Steps(optimizer, θ, gradients).ToList();
        Assert.All(walk[0].State["step"].Vector.ToArray(), Δ => Assert.Equal(constants.InitialStep, Δ));
        for (int t = 0; t < gradients.Length; t++)
            for (int i = 0; i < θ.Layout.Size; i++)
                Case(constants, gradients[t].Vector[i], Place.Of(walk[t], i), Place.Of(walk[t + 1], i));
    }

    private readonly record struct Place(double θ, double Previous, double Δ)
    {
        public static Place Of(Updated<double> at, int i) => new(at.Parameters.Vector[i], at.State["previous"].Vector[i], at.State["step"].Vector[i]);
    }

    private static void Case(Rprop constants, double g, Place before, Place after)
    {
        int signs = Math.Sign(g) * Math.Sign(before.Previous);
        double Δ = before.Δ * (signs > 0 ? constants.EtaPlus : signs < 0 ? constants.EtaMinus : 1);
        Assert.Equal(Math.Min(Math.Max(Δ, constants.SmallestStep), constants.LargestStep), after.Δ);
        Assert.Equal(signs < 0 ? before.θ : before.θ - Math.Sign(g) * after.Δ, after.θ);
        Assert.Equal(signs < 0 || !double.IsNormal(g) ? 0 : g, after.Previous);
    }
}
