using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>What Newton's method does where the Hessian is not positive definite.</summary>
public enum NewtonCurvature
{
    /// <summary>It is taken as it is: the step goes to where the gradient of the quadratic model is 0, be it a saddle.</summary>
    AsIs,

    /// <summary>It is H + λI with the smallest tried λ that makes it positive definite (Nocedal and Wright 2006, algorithm 3.3).</summary>
    Shifted,

    /// <summary>Its eigenvalues are taken by their size, |H|: away from saddles along every direction (Dauphin et al. 2014, the saddle-free method).</summary>
    Absolute,
}

/// <summary>Newton's method: (H + λI)d = −g; θ ← θ + αd, with H = ∇²J(θ).</summary>
/// <remarks>
/// Goodfellow, Bengio and Courville 2016, algorithm 8.8; Nocedal and Wright 2006, sections 3.3 and 3.4. On a quadratic, one step with λ = 0 is exact. H takes one pass for each number of θ, so it is for a small θ.
/// The factorisations are the library's own, in <c>double</c> and one written-down order: MathNet's go through a provider that is set for the whole process.
/// </remarks>
/// <param name="Curvature">what is done where H is not positive definite</param>
/// <param name="Damping">λ, added to H always</param>
/// <param name="Search">how far to go along d, from α = 1</param>
public sealed record Newton(NewtonCurvature Curvature = NewtonCurvature.Shifted, double Damping = 0, LineSearch? Search = null) : IObjectiveOptimizer
{
    /// <summary>λ, not negative.</summary>
    public double Damping { get; init => field = Constants.NotNegative(value, nameof(Newton), "the damping"); } = Constants.NotNegative(Damping, nameof(Newton), "the damping");

    /// <summary>How far to go along d, from α = 1; by default <see cref="Backtracking"/>. Where the Hessian is taken as it is and d does not lead down, the full step is taken, as only <see cref="FullStep"/> could.</summary>
    public LineSearch Search { get; init => field = value ?? Usual; } = Search ?? Usual;

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Newton With(NewtonCurvature? curvature = null, double? damping = null, LineSearch? search = null) =>
        this with { Curvature = curvature ?? Curvature, Damping = damping ?? Damping, Search = search ?? Search };

    /// <inheritdoc/>
    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => OptimizerState<T>.Zeros(θ);

    /// <inheritdoc/>
    public Updated<T> Step<T>(ObjectiveFunction<T> objective, Parameters<T> θ, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(θ);
        ArgumentNullException.ThrowIfNull(state);
        int n = Descent.Square(nameof(Newton), θ);
        var here = objective.ValueAndGradient(θ);
        if (here.Gradient.Norm == 0 && Curvature != NewtonCurvature.Absolute) return new(θ, state.Next());
        double[] h = objective.Hessian(θ).Widened(), g = here.Gradient.Vector.Widened();
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++) h[i * n + j] = h[j * n + i] = 0.5 * (h[i * n + j] + h[j * n + i]);
            h[i * n + i] += Damping;
        }
        // A number on which J does not depend stays where it is, and does not make H singular.
        for (int i = 0; i < n; i++)
            if (g[i] == 0 && !h.AsSpan(i * n, n).ContainsAnyExcept(0.0)) h[i * n + i] = 1;
        var d = θ.Rounded(Direction(h, g, n));
        var search = Curvature == NewtonCurvature.AsIs && !Descent.Falls(here.Gradient, d) ? new FullStep() : Search;
        return new(search.Along(objective, θ, here, d, 1).Point.At.Parameters, state.Next());
    }

    private double[] Direction(double[] h, double[] g, int n) => Curvature switch
    {
        NewtonCurvature.AsIs => LinearLeastSquares.Solve(h, g, n, n),
        NewtonCurvature.Shifted => Shifted(h, g, n),
        _ => Absolute(h, g, n),
    };

    /// <summary>λ is 0, else from 10⁻³ of the largest number on the diagonal on twice as large each time.</summary>
    private static double[] Shifted(double[] h, double[] g, int n)
    {
        double largest = Enumerable.Range(0, n).Select(i => Math.Abs(h[i * n + i])).DefaultIfEmpty(0).Max();
        double λ = 0, next = 1e-3 * Math.Max(largest, 1e-300);
        while (double.IsFinite(λ))
        {
            double[] shifted = [.. h];
            for (int i = 0; i < n; i++) shifted[i * n + i] += λ;
            if (SymmetricMatrix.Cholesky(shifted, n) is { } l) return SymmetricMatrix.Solve(l, [.. g.Select(x => -x)], n);
            (λ, next) = (next, 2 * next);
        }
        return [.. g.Select(x => -x)];
    }

    /// <summary>−|H|⁻¹g, where eigenvalues below 10⁻¹² of the largest count as that.</summary>
    private static double[] Absolute(double[] h, double[] g, int n)
    {
        var (values, vectors) = SymmetricMatrix.Eigen(h, n);
        double least = 1e-12 * values.Select(Math.Abs).DefaultIfEmpty(0).Max();
        var d = new double[n];
        for (int k = 0; k < n; k++)
        {
            double along = 0;
            for (int i = 0; i < n; i++) along += vectors[k * n + i] * g[i];
            double size = Math.Max(Math.Abs(values[k]), least);
            for (int i = 0; i < n && size > 0; i++) d[i] -= along / size * vectors[k * n + i];
        }
        return d;
    }

    private static readonly LineSearch Usual = new Backtracking();

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Newton({Curvature}, {Damping}, {Search})");
}
