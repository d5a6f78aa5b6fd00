using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>How the two classes of a perceptron are written.</summary>
public enum PerceptronTargets
{
    /// <summary>−1 and +1.</summary>
    Signed,

    /// <summary>0 and 1.</summary>
    Binary,
}

/// <summary>How the perceptron rule ended.</summary>
public enum PerceptronEnd
{
    /// <summary>An epoch passed without a change: every sample is on its side.</summary>
    Converged,

    /// <summary>The weights after an epoch are those after an earlier one: they will come back for ever, so no plane separates the classes.</summary>
    Cycling,

    /// <summary>Neither within the epochs allowed.</summary>
    OutOfEpochs,
}

/// <summary>The perceptron after one sample was presented.</summary>
/// <param name="Map">w and b</param>
/// <param name="Updated">whether the sample changed them</param>
public readonly record struct PerceptronStep(AffineFunction Map, bool Updated);

/// <summary>What the perceptron rule found.</summary>
/// <param name="Map">w and b</param>
/// <param name="End">why it ended</param>
/// <param name="Epochs">how many epochs it took, the last one among them</param>
/// <param name="Updates">how many samples changed the weights</param>
public sealed record PerceptronFit(AffineFunction Map, PerceptronEnd End, int Epochs, int Updates)
{
    /// <summary>What happened, in a sentence.</summary>
    public override string ToString() => End switch
    {
        PerceptronEnd.Converged => Sentence.Of($"The perceptron rule converged in epoch {Epochs} after {Updates} updates."),
        PerceptronEnd.Cycling => Sentence.Of($"The perceptron rule does not converge: after epoch {Epochs} its weights are those it had before, so no plane separates the classes."),
        _ => Sentence.Of($"The perceptron rule has not converged in {Epochs} epochs; the classes cannot be separated by a plane, or only narrowly."),
    };
}

/// <summary>
/// The perceptron rule, from zero, samples in the given order. Signed targets: if t·(w·x + b) ≤ 0, then w ← w + ηtx, b ← b + ηt.
/// Binary targets: with y = 1 if w·x + b ≥ 0 else 0, w ← w + η(t − y)x, b ← b + η(t − y).
/// </summary>
/// <remarks>
/// Rosenblatt 1958. On classes that a plane separates it ends (Novikoff 1962: after at most (R/γ)² updates); on others, such as exclusive or, it never does. Where its weights come back
/// (Minsky and Papert 1969: with finitely many samples they stay bounded) that is noticed and said: they are compared with those of an epoch kept before, which is renewed after 1, 2, 4, 8, … epochs (Brent 1980).
/// </remarks>
/// <param name="Rate">η</param>
/// <param name="MostEpochs">after how many epochs to give up</param>
/// <param name="Targets">how the classes are written</param>
public sealed record PerceptronRule(double Rate = 1, int MostEpochs = 1000, PerceptronTargets Targets = PerceptronTargets.Signed)
{
    /// <summary>η, above 0.</summary>
    public double Rate { get; init => field = Rates.Positive(value, nameof(PerceptronRule), "the rate"); } = Rates.Positive(Rate, nameof(PerceptronRule), "the rate");

    /// <summary>After how many epochs to give up, from 1 on.</summary>
    public int MostEpochs { get; init => field = Checked(value); } = Checked(MostEpochs);

    /// <summary>The same with other constants; what is not named stays.</summary>
    public PerceptronRule With(double? rate = null, int? mostEpochs = null, PerceptronTargets? targets = null) =>
        this with { Rate = rate ?? Rate, MostEpochs = mostEpochs ?? MostEpochs, Targets = targets ?? Targets };

    /// <summary>The perceptron after each presented sample, epoch after epoch, without end.</summary>
    /// <param name="x">(N × d)</param>
    /// <param name="targets">(N)</param>
    public IEnumerable<PerceptronStep> Steps(Tensor<double> x, Tensor<double> targets)
    {
        var samples = Samples(x, targets);
        return Steps(AffineFunction.Zero(samples[0].X.Shape[1]), samples);
    }

    /// <summary>Presents the samples until an epoch passes without a change, the weights come back, or there were epochs enough.</summary>
    /// <param name="x">(N × d)</param>
    /// <param name="targets">(N)</param>
    public PerceptronFit Fit(Tensor<double> x, Tensor<double> targets)
    {
        var samples = Samples(x, targets);
        var map = AffineFunction.Zero(samples[0].X.Shape[1]);
        var (kept, updates) = (map, 0);
        for (int epoch = 1; epoch <= MostEpochs; epoch++)
        {
            int changed = 0;
            foreach (var sample in samples)
            {
                var step = Present(map, sample);
                (map, changed) = (step.Map, changed + (step.Updated ? 1 : 0));
            }
            updates += changed;
            if (changed == 0) return new(map, PerceptronEnd.Converged, epoch, updates);
            if (map == kept) return new(map, PerceptronEnd.Cycling, epoch, updates);
            if (int.IsPow2(epoch)) kept = map;
        }
        return new(map, PerceptronEnd.OutOfEpochs, MostEpochs, updates);
    }

    private IEnumerable<PerceptronStep> Steps(AffineFunction map, ImmutableArray<Sample> samples)
    {
        while (true)
            foreach (var sample in samples)
            {
                var step = Present(map, sample);
                map = step.Map;
                yield return step;
            }
    }

    private PerceptronStep Present(AffineFunction map, Sample sample)
    {
        double net = map.Predict(sample.X).ToScalar(), t = sample.Target;
        double error = Targets == PerceptronTargets.Signed ? t * net <= 0 ? t : 0 : t - (net >= 0 ? 1 : 0);
        return error == 0 ? new(map, false) : new(new(map.Weight + Rate * error * sample.X.Reshape(-1, 1), map.Bias + Rate * error), true);
    }

    private ImmutableArray<Sample> Samples(Tensor<double> x, Tensor<double> targets)
    {
        var (inputs, column) = LinearSamples.OfOne(x, targets, nameof(PerceptronRule));
        double low = Targets == PerceptronTargets.Signed ? -1 : 0;
        foreach (double t in column.ToArray())
            if (t != low && t != 1) throw new NNException(Sentence.Of($"PerceptronRule: with {Targets} targets the classes are {low} and 1, got {t}."));
        return [.. column.ToArray().Select((t, i) => new Sample(inputs.Slice(0, i, 1), t))];
    }

    private static int Checked(int epochs) => epochs >= 1 ? epochs : throw new NNException(Sentence.Of($"PerceptronRule: the number of epochs must be 1 or more, got {epochs}."));

    /// <summary>An input (1 × d) and its target.</summary>
    private readonly record struct Sample(Tensor<double> X, double Target);
}
