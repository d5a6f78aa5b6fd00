namespace Functional.NN;

/// <summary>L-BFGS: <see cref="Bfgs"/> with B never formed, but its product with g taken from the last few pairs (s, y).</summary>
/// <remarks>
/// Nocedal 1980; Liu and Nocedal 1989; Nocedal and Wright 2006, algorithms 7.4 and 7.5. The pairs are in the state, the newest first: <c>step.0</c>, <c>change.0</c>, …. Pairs without positive curvature sᵀy are passed over;
/// when a search finds no lower point, they are all forgotten, and the next step goes along −g. Both gradients of a pair are those of one batch, so a mini-batch gives a true pair of its own objective.
/// </remarks>
/// <param name="History">how many pairs are kept</param>
/// <param name="Search">how far to go along d</param>
/// <param name="Scaled">whether B starts as (sᵀy/yᵀy)·I of the newest pair, else as I</param>
public sealed record Lbfgs(int History = 10, LineSearch? Search = null, bool Scaled = true) : IObjectiveOptimizer
{
    /// <summary>How many pairs are kept, from 1 on.</summary>
    public int History { get; init => field = Checked(value); } = Checked(History);

    /// <summary>How far to go along d; by default <c>StrongWolfe(1e-4, 0.9)</c>.</summary>
    public LineSearch Search { get; init => field = value ?? Usual; } = Search ?? Usual;

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Lbfgs With(int? history = null, LineSearch? search = null, bool? scaled = null) => this with { History = history ?? History, Search = search ?? Search, Scaled = scaled ?? Scaled };

    /// <inheritdoc/>
    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => OptimizerState<T>.Zeros(θ);

    /// <inheritdoc/>
    public Updated<T> Step<T>(ObjectiveFunction<T> objective, Parameters<T> θ, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(θ);
        ArgumentNullException.ThrowIfNull(state);
        var here = objective.ValueAndGradient(θ);
        if (here.Gradient.Norm == 0) return new(θ, state.Next());
        var pairs = Pairs(state);
        var d = -Times(pairs, here.Gradient);
        if (!Descent.Falls(here.Gradient, d)) (d, pairs) = (-here.Gradient, []);
        var step = Search.Along(objective, θ, here, d, pairs.Count == 0 ? Descent.FirstStep(here.Gradient) : 1).Point;
        if (step.Step == 0) return new(θ, With(state, []));
        var (s, y) = (step.At.Parameters - θ, step.At.Gradient - here.Gradient);
        return new(step.At.Parameters, With(state, Descent.Curves(s, y) ? [new(s, y), .. pairs.Take(History - 1)] : pairs));
    }

    /// <summary>A step and the change of the gradient over it.</summary>
    private readonly record struct Pair<T>(Parameters<T> S, Parameters<T> Y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public double Rho { get; } = 1 / S.Dot(Y);
    }

    /// <summary>B·g by the two loops, the newest pair first.</summary>
    private Parameters<T> Times<T>(IReadOnlyList<Pair<T>> pairs, Parameters<T> g) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var α = new double[pairs.Count];
        var q = g;
        for (int i = 0; i < α.Length; i++)
        {
            α[i] = pairs[i].Rho * pairs[i].S.Dot(q);
            q -= α[i] * pairs[i].Y;
        }
        if (Scaled && α.Length > 0) q *= pairs[0].S.Dot(pairs[0].Y) / pairs[0].Y.Dot(pairs[0].Y);
        for (int i = α.Length - 1; i >= 0; i--) q += (α[i] - pairs[i].Rho * pairs[i].Y.Dot(q)) * pairs[i].S;
        return q;
    }

    private static IReadOnlyList<Pair<T>> Pairs<T>(OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, state.Vectors.Count / 2).Select(i => new Pair<T>(state[S(i)], state[Y(i)]))];

    private static OptimizerState<T> With<T>(OptimizerState<T> state, IReadOnlyList<Pair<T>> pairs) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(state.Step + 1, pairs.SelectMany((pair, i) => new[] { KeyValuePair.Create(S(i), pair.S), KeyValuePair.Create(Y(i), pair.Y) }));

    private static string S(int i) => Sentence.Of($"step.{i}");

    private static string Y(int i) => Sentence.Of($"change.{i}");

    private static readonly LineSearch Usual = new StrongWolfe();

    private static int Checked(int history) => history >= 1 ? history : throw new NNException(Sentence.Of($"Lbfgs: one pair or more is kept, got {history}."));

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Lbfgs({History}, {Search}, {Scaled})");
}
