namespace Functional.NN.Course;

/// <summary>What the penalty ½α‖w‖² does to a linear model, exactly: along an eigenvector of the Hessian with eigenvalue λ it leaves λ/(λ + α) of the minimum. And it is a Gaussian prior.</summary>
/// <remarks>
/// With y = Xw + n, n ~ N(0, σ²I) and w ~ N(0, τ²I), the posterior's logarithm is −‖y − Xw‖²/2σ² − ‖w‖²/2τ² and a constant: −N/σ² times the penalised mean of ½ squares with α = σ²/(Nτ²).
/// The model is trained as any network, by Newton's method, which takes one step here; the closed form is that of ridge regression, Σ‖xw − y‖² + Nα‖w‖².
/// </remarks>
public sealed record PriorAsPenalty() : Sample("l2-shrinkage", "A penalty is a prior", "Hoerl and Kennard 1970; Goodfellow et al. 2016, equations 7.6 to 7.13 and section 5.6.1")
{
    /// <summary>From α to the penalty on the weights.</summary>
    public Func<double, IPenalty> Penalty { get; init; } = α => new L2(α);

    private static readonly double[] s_strengths = [0.01, 0.1, 1, 10];

    /// <inheritdoc/>
    public override Findings Show()
    {
        double wrong = s_strengths.Max(α => KnownHessian.SharesOf(Trained(α)).Zip(KnownHessian.Eigenvalues, (share, λ) => Math.Abs(share - λ / (λ + α))).Max());
        double fromRidge = s_strengths.Max(α => Largest(Trained(α) - new LinearRegression(KnownHessian.Size * α, Intercept: false).Fit(KnownHessian.Inputs, KnownHessian.Targets).Map.Weight.Reshape(-1)));
        double slope = s_strengths.Max(α => Largest(Grad.Of(w => LogPosterior(w, α), Trained(α))));
        return new(
        [
            Claim.Of("l2-shrinkage.eigenvectors", "The penalty ½α‖w‖² shrinks the minimum to λ/(λ + α) of it along an eigenvector of the Hessian with the eigenvalue λ: directions that matter little to the data shrink most.", wrong < 1e-12,
                $"largest difference {Written.Short(wrong, 2)} over 8 eigenvalues from 1/16 to 8 and α = 0.01, 0.1, 1, 10", ("largest difference", wrong)),
            Claim.Of("l2-shrinkage.closed-form", "A linear network trained with the penalty is ridge regression.", fromRidge < 1e-12, $"largest difference of a weight from the closed form {Written.Short(fromRidge, 2)}", ("largest difference", fromRidge)),
            Claim.Of("l2-shrinkage.prior", "The penalised minimum is the most probable w when w was drawn from a normal distribution: there the slope of the posterior is zero.", slope < 1e-11,
                $"largest slope of the posterior's logarithm {Written.Short(slope, 2)}", ("largest slope", slope)),
        ],
        [
            Plot.Lines("How much of the minimum a penalty leaves", "For each strength of the penalty the share rises from 0 to 1 with the eigenvalue, by one half where the two are equal.", new PlotAxis("eigenvalue λ", Logarithmic: true), "share of the minimum",
                s_strengths.Select(α => Curve.Of(Written.Of($"α = {α}"), KnownHessian.Eigenvalues.Zip(KnownHessian.SharesOf(Trained(α)))))),
        ]);
    }

    private Tensor<double> Trained(double α)
    {
        var trainer = new Trainer<double>(new Network([KnownHessian.Size], new Dense(1, Bias: false)), Objective.Supervised(new HalfSquaredError(), Penalty(α)), new Newton());
        var batch = new Batch<double>(KnownHessian.Inputs, KnownHessian.Targets);
        return trainer.Run(trainer.Initialize(RandomKey.FromSeed(1)), Enumerable.Repeat(batch, 3)).Last().State.Parameters.Vector;
    }

    private static Var LogPosterior(Var w, double α)
    {
        const double Variance = 1;
        var misses = Var.MatMul(Var.Of(KnownHessian.Inputs), w.Reshape(KnownHessian.Size, 1)) - Var.Of(KnownHessian.Targets);
        return -Var.Square(misses).Sum() / (2 * Variance) - Var.Square(w).Sum() / (2 * Variance / (KnownHessian.Size * α));
    }

    private static double Largest(Tensor<double> x) => x.Abs().Max(0).ToScalar();
}
