using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>What a state of fifty steps ago still weighs: ∂h_t/∂h₀ of the recurrence h ← φ(hW) whose W has eigenvalues of modulus |λ| = 0.9, 1 and 1.1.</summary>
/// <remarks>
/// Linear, the derivative is Wᵗ = V diag(λᵗ)V⁻¹. W is |λ| times an orthogonal matrix, so all its singular values are |λ| too, and the root mean square gain ‖∂h_t/∂h₀‖/√n (Frobenius) is |λ|ᵗ exactly.
/// With tanh every step multiplies by φ′ ≤ 1 besides, so the gain can only be less: what grows in the linear recurrence may shrink here.
/// </remarks>
public sealed record LongProduct() : Sample("long-product", "Fifty steps of a recurrence with |λ| = 0.9, 1 and 1.1", "Bengio, Simard and Frasconi 1994; Pascanu, Mikolov and Bengio 2013; Goodfellow et al. 2016, section 8.2.5")
{
    private const int Steps = 50, Units = 8;

    private static readonly ImmutableArray<double> Moduli = [0.9, 1, 1.1];

    /// <summary>The activation of the recurrence that is called linear.</summary>
    public Activation Linear { get; init; } = new Identity();

    /// <summary>The activation of the network.</summary>
    public Activation Squashing { get; init; } = new Tanh();

    /// <inheritdoc/>
    public override Findings Show()
    {
        var linear = Moduli.Select(λ => Gains(Linear, λ)).ToList();
        var squashed = Moduli.Select(λ => Gains(Squashing, λ)).ToList();
        double worst = linear.Zip(Moduli).SelectMany(one => one.First.Select((gain, t) => Math.Abs(gain / Powers.Of(one.Second, t) - 1))).Max();
        double above = squashed.Zip(linear).SelectMany(both => both.First.Zip(both.Second, (a, b) => a / b)).Max();
        return new(
        [
            Claim.Of("long-product.grows-as-a-power", "In a linear recurrence the gradient over t steps is multiplied by the t-th power of the eigenvalues (here all of one size): it vanishes below one and explodes above.", worst < 1e-9,
                $"‖∂h₅₀/∂h₀‖/√n: {Written.Short(linear[0][^1])} for |λ| = 0.9, {Written.Short(linear[1][^1])} for 1, {Written.Short(linear[2][^1])} for 1.1; nowhere further than {Written.Short(worst, 1)} of itself from |λ|ᵗ",
                ("0.9", linear[0][^1]), ("1", linear[1][^1]), ("1.1", linear[2][^1]), ("largest relative error", worst)),
            Claim.Of("long-product.tanh-only-shrinks", "With tanh units the gradient of a recurrence with an orthogonal weight is never larger than the linear one's; it may shrink even where the eigenvalues are above one.", above <= 1 + 1e-9 && squashed[2][^1] < 1,
                $"over 50 steps with |λ| = 1.1: {Written.Short(squashed[2][^1])} with tanh, {Written.Short(linear[2][^1])} without; with |λ| = 1: {Written.Short(squashed[1][^1])} and {Written.Short(linear[1][^1])}",
                ("largest ratio", above), ("tanh at 1.1", squashed[2][^1]), ("tanh at 1", squashed[1][^1])),
        ],
        [
            Plot.Lines("What is left of a gradient after t steps", "On a logarithmic axis the linear recurrences are straight lines, falling, level and rising; those of tanh lie below them.", "steps t", new PlotAxis("‖∂h_t/∂h₀‖/√n", Logarithmic: true),
                [.. linear.Select((gains, i) => Curve.Of(Written.Of($"linear, |λ| = {Moduli[i]}"), gains)), .. squashed.Select((gains, i) => Curve.Of(Written.Of($"tanh, |λ| = {Moduli[i]}"), gains))]),
        ]);
    }

    /// <summary>‖∂h_t/∂h₀‖/√n for t = 0, …, 50.</summary>
    private static ImmutableArray<double> Gains(Activation activation, double modulus)
    {
        var key = RandomKey.FromSeed(1);
        var weight = Var.Constant(new Orthogonal(modulus).Draw([Units, Units], new(Units, Units), key.Fold("weight")));
        var start = key.Fold("state").Normal<double>([1, Units]);
        return [.. Enumerable.Range(0, Steps + 1).Select(t => Gain(Grad.Jacobian(h => After(t, h, weight, activation), start)))];
    }

    private static Var After(int steps, Var h, Var weight, Activation activation) => Enumerable.Range(0, steps).Aggregate(h, (now, _) => activation.Apply(Var.MatMul(now, weight)));

    private static double Gain(Tensor<double> jacobian) => Math.Sqrt((jacobian * jacobian).Sum().ToScalar() / Units);
}
