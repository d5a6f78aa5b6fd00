using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>Steps that are too long throw ReLU units where their input is never positive: there the gradient is zero, and they stay.</summary>
/// <remarks>
/// A unit is dead when it gives 0 for every sample of the training data. Nets of five hidden layers of 16 learn two moons: at a good rate; at one that is ten times as large;
/// and first at the large rate, then as long at the good one. Gradients are clipped to the norm 1 everywhere, so that no run leaves the finite numbers. A leaky ReLU has a slope of 0.1 on the negative side: a unit that is
/// thrown there still has a gradient and can come back. Five seeds.
/// </remarks>
public sealed record DyingUnits() : Sample("dead-units", "Too large a rate kills ReLU units and not leaky ones", "Maas, Hannun and Ng 2013; Goodfellow et al. 2016, section 6.3.1")
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
            Claim.Of("dead-units.the-dead-stay-dead", "A dead ReLU unit stays dead, also at a good rate afterwards.", thrown.Zip(back).All(one => one.First.Dead > 0 && one.First.Units.Zip(one.Second.Units).All(unit => unit.Second || !unit.First)),
                $"dead units after {Epochs} more epochs at η = {Good}: {Seeds.PercentOf(back.Select(one => one.Dead))}, before {Seeds.PercentOf(thrown.Select(one => one.Dead))}", ("before", thrown.Average(one => one.Dead)), ("after", back.Average(one => one.Dead))),
            Claim.Of("dead-units.leaky-lives", "After too large a rate, a net of leaky ReLU units learns at a good one what a net of ReLU units no longer does.", Seeds.Less(leakyBack.Select(one => one.Loss), back.Select(one => one.Loss)),
                $"loss after the good rate followed the large one: leaky {Seeds.MeanOf(leakyBack.Select(one => one.Loss))}, ReLU {Seeds.MeanOf(back.Select(one => one.Loss))} (at the good rate alone {Seeds.MeanOf(good.Select(one => one.Loss))})",
                ("leaky", leakyBack.Average(one => one.Loss)), ("ReLU", back.Average(one => one.Loss))),
        ],
        [
            Plot.Bars("Dead units", "At the good rate few ReLU units are dead, at the large one about half, and as many after the good rate followed.", new PlotAxis("share of hidden units", Percent: true),
                PlotBar.Of("good rate", good.Select(one => one.Dead)), PlotBar.Of("large rate", thrown.Select(one => one.Dead)), PlotBar.Of("large, then good", back.Select(one => one.Dead))),
            Plot.Bars("What is learned in the end", "After too large a rate the ReLU net mostly stays near the loss of guessing; the leaky one learns.", "loss",
                PlotBar.Of("ReLU, good rate", good.Select(one => one.Loss)), PlotBar.Of("ReLU, large, then good", back.Select(one => one.Loss)), PlotBar.Of("leaky, large, then good", leakyBack.Select(one => one.Loss))),
        ]);
    }

    /// <summary>What a net is like: which of its units are dead, none where there is no ReLU, and its loss.</summary>
    private readonly record struct Condition(ImmutableArray<bool> Units, double Loss)
    {
        public double Dead => Units.Select(dead => dead ? 1.0 : 0).DefaultIfEmpty().Average();
    }

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

        Condition Of(Model<float> model)
        {
            var (batch, trace) = (data.All(), model.Trace(data.All().Inputs));
            return new([.. DeadUnits.Of(model, batch).SelectMany(layer => trace[layer.Path].Abs().Max(0).ToArray()).Select(most => most == 0)], gentle.Evaluate(model, data).Loss);
        }
    }

    private static Trainer<float> Trainer(Activation activation, double rate) => new Trainer<float>(Deep(activation), new SoftmaxCrossEntropy(), new Sgd(rate).ClippedByGlobalNorm(1)).With(compute: Seeds.Alone);

    private static Network Deep(Activation activation) => Networks.Mlp([2], [.. Enumerable.Repeat(16, Depth), 2], activation);
}
