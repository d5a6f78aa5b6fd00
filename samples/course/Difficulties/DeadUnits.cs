namespace Functional.NN.Course;

/// <summary>Steps that are too long throw ReLU units where their input is never positive: there the gradient is zero, and they stay.</summary>
/// <remarks>
/// A unit counts as dead when it gives nothing positive for any sample of the training data. Nets of five hidden layers of 16 learn two moons: at a good rate; at one that is ten times as large;
/// and first at the large rate, then as long at the good one. Gradients are clipped to the norm 1 everywhere, so that no run leaves the finite numbers. A leaky ReLU has a slope of 0.1 on the negative side: a silent unit
/// still has a gradient there and can come back. Five seeds.
/// </remarks>
public sealed record DeadUnits() : Sample("dead-units", "Too large a rate kills ReLU units and not leaky ones", "Maas, Hannun and Ng 2013; Goodfellow et al. 2016, section 6.3.1")
{
    private const double Good = 0.3;
    private const int Depth = 5, Epochs = 30;

    /// <summary>The rate that is too large.</summary>
    public double Large { get; init; } = 3;

    /// <summary>The activation that can die.</summary>
    public Activation Rectifier { get; init; } = new Relu();

    /// <summary>The one that cannot.</summary>
    public Activation Leaky { get; init; } = new LeakyRelu(0.1);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var (relu, leaky) = (Seeds.Of(5, key => Lived(Rectifier, key)), Seeds.Of(5, key => Lived(Leaky, key)));
        var (good, thrown, back, leakyBack) = (relu.Select(one => one.Good), relu.Select(one => one.Thrown), relu.Select(one => one.Back), leaky.Select(one => one.Back));
        return new(
        [
            Claim.Of("dead-units.a-large-rate-kills", "Too large a learning rate kills ReLU units.", Seeds.Less(good.Select(one => one.Dead), thrown.Select(one => one.Dead)),
                $"dead units: {Seeds.PercentOf(good.Select(one => one.Dead))} at η = {Good}, {Seeds.PercentOf(thrown.Select(one => one.Dead))} at η = {Large}",
                ("good", good.Average(one => one.Dead)), ("large", thrown.Average(one => one.Dead))),
            Claim.Of("dead-units.the-dead-stay-dead", "A dead ReLU unit has no gradient and stays dead, also at a good rate afterwards.", thrown.Zip(back, (before, after) => before.Dead > 0 && after.Dead >= before.Dead).All(stayed => stayed),
                $"dead units after {Epochs} more epochs at η = {Good}: {Seeds.PercentOf(back.Select(one => one.Dead))}, before {Seeds.PercentOf(thrown.Select(one => one.Dead))}", ("before", thrown.Average(one => one.Dead)), ("after", back.Average(one => one.Dead))),
            Claim.Of("dead-units.leaky-lives", "Leaky ReLU units come back from too large a rate where ReLU units do not.", Seeds.Less(leakyBack.Select(one => one.Loss), back.Select(one => one.Loss)),
                $"loss after the good rate followed the large one: leaky {Seeds.MeanOf(leakyBack.Select(one => one.Loss))}, ReLU {Seeds.MeanOf(back.Select(one => one.Loss))} (at the good rate alone {Seeds.MeanOf(good.Select(one => one.Loss))}); silent leaky units {Seeds.PercentOf(leakyBack.Select(one => one.Dead))}",
                ("leaky", leakyBack.Average(one => one.Loss)), ("ReLU", back.Average(one => one.Loss))),
        ],
        [
            Plot.Bars("Hidden units that are never positive", "With ReLU, many are dead after the large rate and afterwards; with leaky ReLU, hardly any.", new PlotAxis("share", Percent: true),
                PlotBar.Of("ReLU, good rate", good.Select(one => one.Dead)), PlotBar.Of("ReLU, large rate", thrown.Select(one => one.Dead)), PlotBar.Of("ReLU, large, then good", back.Select(one => one.Dead)),
                PlotBar.Of("leaky, large rate", leaky.Select(one => one.Thrown.Dead)), PlotBar.Of("leaky, large, then good", leakyBack.Select(one => one.Dead))),
        ]);
    }

    /// <summary>What a net is like: its share of dead units and its loss.</summary>
    private readonly record struct Condition(double Dead, double Loss);

    /// <summary>At the good rate; at the large one; at the large and then the good one.</summary>
    private readonly record struct Life(Condition Good, Condition Thrown, Condition Back);

    private Life Lived(Activation activation, RandomKey key)
    {
        var data = SyntheticData.TwoMoons<float>(200, key.Fold("data"));
        var (gentle, rough) = (Trainer(activation, Good), Trainer(activation, Large));
        var plan = new FitPlan(Epochs, new Batching(20));
        var start = gentle.Initialize(key);
        var thrown = rough.Fit(start, data, plan).Model;
        var back = gentle.Fit(gentle.Start(thrown.Parameters, thrown.State, key.Fold("back")), data, plan).Model;
        return new(Of(gentle.Fit(start, data, plan).Model), Of(thrown), Of(back));

        Condition Of(Model<float> model) => new(Dead(model.Trace(data.All().Inputs)), gentle.Evaluate(model, data).Loss);
    }

    private static Trainer<float> Trainer(Activation activation, double rate) => new Trainer<float>(Deep(activation), new SoftmaxCrossEntropy(), new Sgd(rate).ClippedByGlobalNorm(1)).With(compute: Seeds.Alone);

    private static Network Deep(Activation activation) => Networks.Mlp([2], [.. Enumerable.Repeat(16, Depth), 2], activation);

    /// <summary>The share of hidden units that are dead.</summary>
    private static double Dead(Trace<float> trace) => Enumerable.Range(0, Depth).Average(layer => Dead(trace[Written.Of($"{2 * layer + 1}")]));

    /// <summary>The share of units (columns) without a positive number.</summary>
    private static double Dead(Tensor<float> outputs) => 1 - Tensor<float>.Greater(outputs.Max(0), Tensor.Scalar(0f)).Mean().ToScalar();
}
