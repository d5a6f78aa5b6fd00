namespace Functional.NN;

/// <summary>How much of the last direction a conjugate direction keeps.</summary>
public enum ConjugateRule
{
    /// <summary>β = gᵀg/g₋ᵀg₋ (Fletcher and Reeves 1964).</summary>
    FletcherReeves,

    /// <summary>β = max(0, gᵀ(g − g₋)/g₋ᵀg₋) (Polak and Ribière 1969; the 0 by Powell 1986).</summary>
    PolakRibierePlus,
}

/// <summary>Conjugate gradients: d ← −g + βd; θ ← θ + αd, with α along d by a line search.</summary>
/// <remarks>
/// Goodfellow, Bengio and Courville 2016, algorithm 8.9; Nocedal and Wright 2006, chapter 5. The α tried first is that of the parabola along d, −gᵀd/dᵀHd, with Hd by one pass and no Hessian;
/// on a quadratic it is exact, and n steps reach the minimum. d becomes −g again after as many steps as θ has numbers, or <see cref="RestartEvery"/>, and where d would not lead down.
/// The gradients of two steps belong together only where both have the same batch: take the whole data as one.
/// </remarks>
/// <param name="Rule">β</param>
/// <param name="Search">how far to go along d</param>
/// <param name="RestartEvery">after how many steps d becomes −g again; 0: as many as θ has numbers</param>
public sealed record ConjugateGradient(ConjugateRule Rule = ConjugateRule.PolakRibierePlus, LineSearch? Search = null, int RestartEvery = 0) : IObjectiveOptimizer
{
    /// <summary>How far to go along d; by default <c>StrongWolfe(1e-4, 0.1)</c>.</summary>
    public LineSearch Search { get; init => field = value ?? Usual; } = Search ?? Usual;

    /// <summary>After how many steps d becomes −g again; 0: as many as θ has numbers.</summary>
    public int RestartEvery { get; init => field = Checked(value); } = Checked(RestartEvery);

    /// <summary>The same with other constants; what is not named stays.</summary>
    public ConjugateGradient With(ConjugateRule? rule = null, LineSearch? search = null, int? restartEvery = null) =>
        this with { Rule = rule ?? Rule, Search = search ?? Search, RestartEvery = restartEvery ?? RestartEvery };

    /// <inheritdoc/>
    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => OptimizerState<T>.Zeros(θ, "direction", "gradient").With("age", 0);

    /// <inheritdoc/>
    public Updated<T> Step<T>(ObjectiveFunction<T> objective, Parameters<T> θ, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(θ);
        ArgumentNullException.ThrowIfNull(state);
        var here = objective.ValueAndGradient(θ);
        var g = here.Gradient;
        if (g.Norm == 0) return new(θ, state.Next());
        double age = state.Scalars["age"];
        var d = age == 0 ? -g : -g + β(g, state["gradient"]) * state["direction"];
        if (!Descent.Falls(g, d)) (d, age) = (-g, 0);
        double curvature = d.Dot(objective.HessianVector(θ, d));
        double first = curvature > 0 && double.IsFinite(curvature) ? -g.Dot(d) / curvature : Descent.FirstStep(d);
        var step = Search.Along(objective, θ, here, d, first).Point;
        bool again = step.Step == 0 || age + 1 >= (RestartEvery == 0 ? θ.Layout.Size : RestartEvery);
        return new(step.At.Parameters, state.Next(("direction", d), ("gradient", g)).With("age", again ? 0 : age + 1));
    }

    private double β<T>(Parameters<T> g, Parameters<T> before) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Rule == ConjugateRule.FletcherReeves ? g.Dot(g) / before.Dot(before) : Math.Max(0, g.Dot(g - before) / before.Dot(before));

    private static readonly LineSearch Usual = new StrongWolfe(1e-4, 0.1);

    private static int Checked(int steps) => steps >= 0 ? steps : throw new NNException(Sentence.Of($"ConjugateGradient: the steps between restarts cannot be negative, got {steps}; 0 means as many as θ has numbers."));

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"ConjugateGradient({Rule}, {Search}, {RestartEvery})");
}
