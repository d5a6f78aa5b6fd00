namespace Functional.NN;

/// <summary>A linear unit after one sample was presented.</summary>
/// <param name="Map">w and b</param>
/// <param name="Error">e = t − (w·x + b), before the change</param>
public readonly record struct LmsStep(AffineFunction Map, double Error);

/// <summary>Least mean squares: e = t − (w·x + b), then w ← w + αex, b ← b + αe; from zero, samples in the given order. Doubled: w ← w + 2αex, b ← b + 2αe.</summary>
/// <remarks>
/// Widrow and Hoff 1960. It is gradient descent one sample at a time, on <see cref="HalfSquaredError"/> ½e² or, doubled, on <see cref="SquaredError"/> e²; textbooks have both.
/// It is stable in the mean for 0 &lt; α &lt; 2/λ, doubled 1/λ, where λ is the largest eigenvalue of the mean of xxᵀ (with a 1 for b).
/// </remarks>
/// <param name="Rate">α</param>
/// <param name="Doubled">whether the step has the factor 2</param>
public sealed record LmsRule(double Rate, bool Doubled = false)
{
    /// <summary>α, not negative.</summary>
    public double Rate { get; init => field = Rates.Rate(value, nameof(LmsRule)); } = Rates.Rate(Rate, nameof(LmsRule));

    /// <summary>The same with other constants; what is not named stays.</summary>
    public LmsRule With(double? rate = null, bool? doubled = null) => this with { Rate = rate ?? Rate, Doubled = doubled ?? Doubled };

    /// <summary>The unit after each presented sample, epoch after epoch, without end.</summary>
    /// <param name="x">(N × d)</param>
    /// <param name="targets">(N)</param>
    public IEnumerable<LmsStep> Steps(Tensor<double> x, Tensor<double> targets)
    {
        var (inputs, column) = LinearSamples.OfOne(x, targets, nameof(LmsRule));
        return Steps(inputs, column, Enumerable.Range(0, inputs.Shape[0]));
    }

    /// <summary>The unit after some epochs.</summary>
    /// <param name="x">(N × d)</param>
    /// <param name="targets">(N)</param>
    /// <param name="epochs">how many, from 1 on</param>
    public AffineFunction Fit(Tensor<double> x, Tensor<double> targets, int epochs)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (epochs < 1) throw new NNException(Sentence.Of($"LmsRule: the number of epochs must be 1 or more, got {epochs}."));
        return Steps(x, targets).Skip(epochs * x.Shape[0] - 1).First().Map;
    }

    private IEnumerable<LmsStep> Steps(Tensor<double> x, Tensor<double> targets, IEnumerable<int> order)
    {
        var start = AffineFunction.Zero(x.Shape[1]).ToModel<double>();
        var trainer = new Trainer<double>(start.Network, Doubled ? new SquaredError() : new HalfSquaredError(), new Sgd(Rate));
        var state = trainer.Start(start.Parameters);
        var samples = order.Select(i => new Batch<double>(x.Slice(0, i, 1), targets.Slice(0, i, 1))).ToList();
        while (true)
            foreach (var sample in samples)
            {
                double error = (sample.Targets - state.Model.Predict(sample.Inputs)).ToScalar();
                state = trainer.Step(state, sample).State;
                yield return new(new(state.Parameters["0.weight"], state.Parameters["0.bias"]), error);
            }
    }
}
