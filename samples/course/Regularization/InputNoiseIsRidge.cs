namespace Functional.NN.Course;

/// <summary>Noise of variance σ² on the inputs of a linear model is the penalty σ²‖w‖²: E‖(X + N)w − y‖² = ‖Xw − y‖² + nσ²‖w‖², for n samples.</summary>
/// <remarks>
/// Only mean and covariance of the noise enter, so noise ±σ with all its 2ᵈ signs, each equally often, gives the expectation exactly; least squares on all of these samples is compared with ridge regression.
/// Then a network with a noise layer is trained by descent with a rate that falls; its distance from the ridge solution is compared with that between ridge and plain least squares.
/// </remarks>
public sealed record InputNoiseIsRidge() : Sample("noise-is-ridge", "Noise on the inputs is a penalty", "Bishop 1995; Goodfellow et al. 2016, section 7.5")
{
    private const int Samples = 12, Inputs = 4, Steps = 4000;

    private const double Deviation = 0.5;

    /// <summary>The layer of noise.</summary>
    public ILayer Noise { get; init; } = new GaussianNoise(Deviation);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var key = RandomKey.FromSeed(1);
        Tensor<double> x = key.Fold("x").Normal<double>([Samples, Inputs]), y = x.MatMul(key.Fold("w").Normal<double>([Inputs, 1])) + key.Fold("noise").Normal<double>([Samples, 1]);
        Tensor<double> plain = Fit(0, x, y), ridge = Fit(Samples * Deviation * Deviation, x, y);
        var copies = Enumerable.Range(0, 1 << Inputs).Select(Signs).ToList();
        double wrong = Distance(Fit(0, Tensor.Concat(0, copies.Select(signs => x + Deviation * signs)), Tensor.Concat(0, copies.Select(_ => y))), ridge);
        var trained = Trained(new Batch<double>(x, y), key);
        double left = Distance(trained, ridge) / Distance(plain, ridge);
        return new(
        [
            Claim.Of("noise-is-ridge.exact", "Least squares on samples with noise of variance σ² on their inputs is, in expectation, ridge regression with λ = nσ².", wrong < 1e-12,
                $"distance of the weights {Written.Short(wrong, 2)}; ridge and plain least squares are {Written.Short(Distance(plain, ridge))} apart", ("distance", wrong)),
            Claim.Of("noise-is-ridge.trained", "A linear network trained with normal noise on its inputs goes to the ridge solution, not to that of least squares.", left < 0.1,
                $"after {Steps} steps {Written.Percent(left)} of the way between the two is left", ("share of the way left", left)),
        ],
        [
            TableExhibit.Of("Weights", ["", "w₁", "w₂", "w₃", "w₄"], Row("least squares", plain), Row("ridge, λ = nσ²", ridge), Row("trained with noise", trained)),
        ]);
    }

    private Tensor<double> Trained(Batch<double> batch, RandomKey key)
    {
        var trainer = new Trainer<double>(new Network([Inputs], Noise, new Dense(1, Bias: false)), new HalfSquaredError(), new Sgd(new InverseTimeDecay(0.2, 0.02))).With(compute: Seeds.Alone);
        return trainer.Run(trainer.Initialize(key), Enumerable.Repeat(batch, Steps)).Last().State.Parameters.Vector;
    }

    /// <summary>The signs ±1 of a number's bits, for every sample alike.</summary>
    private static Tensor<double> Signs(int bits) => Tensor.Generate([1, Inputs], i => (bits >> i & 1) == 1 ? 1.0 : -1.0);

    private static Tensor<double> Fit(double λ, Tensor<double> x, Tensor<double> y) => new LinearRegression(λ, Intercept: false).Fit(x, y).Map.Weight.Reshape(-1);

    private static double Distance(Tensor<double> a, Tensor<double> b) => Math.Sqrt(((a - b) * (a - b)).Sum().ToScalar());

    private static IEnumerable<string> Row(string name, Tensor<double> w) => w.ToArray().Select(number => Written.Short(number)).Prepend(name);
}
