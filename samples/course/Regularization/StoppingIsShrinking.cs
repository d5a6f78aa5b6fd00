namespace Functional.NN.Course;

/// <summary>On a quadratic ½(w − w*)ᵀH(w − w*), descent from 0 that stops after τ steps of rate ε is nearly the minimum with the penalty ½α‖w‖² for α = 1/(ετ).</summary>
/// <remarks>
/// Along an eigenvector of H with eigenvalue λ, descent has come to 1 − (1 − ελ)^τ of w*, the penalised minimum lies at λ/(λ + α) of it. With s = ελτ these are about 1 − e⁻ˢ and s/(1 + s): alike to first
/// order for small s, both near 1 for large s, and nowhere further apart than 0.204 (at s ≈ 2.51).
/// </remarks>
public sealed record StoppingIsShrinking() : Sample("early-stopping-quadratic", "Stopping early is shrinking", "Bishop 1995; Goodfellow et al. 2016, equations 7.33 to 7.45")
{
    private const double Rate = 0.01;

    private const int Most = 1000;

    /// <summary>From ε and τ to the α of the penalty that does the same.</summary>
    public Func<double, int, double> Equivalent { get; init; } = (ε, τ) => 1 / (ε * τ);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var path = Minimize.Steps(KnownHessian.Objective(0), Tensor.Zeros<double>([KnownHessian.Size]), new Sgd(Rate)).Take(Most).Select(now => KnownHessian.SharesOf(now.Parameters.Vector)).ToList();
        int[] steps = [1, 3, 10, 30, 100, 300, 1000];
        double wrong = steps.Max(τ => Gap(path[τ - 1], λ => 1 - Powers.Of(1 - Rate * λ, τ)));
        double apart = steps.Max(τ => Gap(path[τ - 1], λ => λ / (λ + Equivalent(Rate, τ))));
        var factors = steps.Select(τ => Nearest(path[τ - 1]) / Equivalent(Rate, τ)).ToList();
        return new(
        [
            Claim.Of("early-stopping-quadratic.path", "After τ steps of descent on a quadratic, 1 − (1 − ελ)^τ of the way to the minimum is done along an eigenvector with the eigenvalue λ.", wrong < 1e-12,
                $"largest difference {Written.Short(wrong, 2)} over 8 eigenvalues from 1/16 to 8 and up to {Most} steps", ("largest difference", wrong)),
            Claim.Of("early-stopping-quadratic.is-l2", "Stopping after τ steps of rate ε is nearly a penalty ½α‖w‖² with α = 1/(ετ): along no eigenvector are the two further apart than 0.22 of the minimum.", apart < 0.22,
                $"largest difference {Written.Short(apart)} of the minimum's coordinate; in the limit of small rates it is 0.204", ("largest difference", apart)),
            Claim.Of("early-stopping-quadratic.alpha", "While descent is still on its way along the flattest direction (ετλ < 1), the penalty whose minimum is nearest to where it stopped has an α within a factor of two of 1/(ετ).", factors.All(factor => factor is > 0.5 and < 2),
                $"nearest α over 1/(ετ): {string.Join(", ", steps.Zip(factors, (τ, factor) => Written.Of($"{Written.Short(factor, 2)} at τ = {τ}")))}", steps.Zip(factors, (τ, factor) => (Written.Of($"factor at {τ}"), factor))),
        ],
        [
            Plot.Lines("How much of the minimum is there after 100 steps", "Both curves rise from 0 to 1 with the eigenvalue; they stay near each other.", new PlotAxis("eigenvalue λ", Logarithmic: true), "share of the minimum",
                Curve.Of("descent, 100 steps", KnownHessian.Eigenvalues.Zip(path[99])), Curve.Of("penalty, α = 1/(100 ε)", KnownHessian.Eigenvalues.Select(λ => (λ, λ / (λ + Equivalent(Rate, 100)))))),
        ]);
    }

    private static double Gap(IEnumerable<double> shares, Func<double, double> expected) => shares.Zip(KnownHessian.Eigenvalues, (share, λ) => Math.Abs(share - expected(λ))).Max();

    /// <summary>Of α = 2^(k/16), that whose minimum is nearest.</summary>
    private static double Nearest(double[] shares) => Enumerable.Range(-320, 641).Select(k => Powers.Of(2, k / 16) * Powers.Of(Root, k % 16)).MinBy(α => shares.Zip(KnownHessian.Eigenvalues, (share, λ) => Square(share - λ / (λ + α))).Sum());

    /// <summary>2^(1/16).</summary>
    private static readonly double Root = Math.Sqrt(Math.Sqrt(Math.Sqrt(Math.Sqrt(2))));

    private static double Square(double x) => x * x;
}
