using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>A network trained on small batches with a constant rate, in steps, along a cosine and as 1/k: what the noise of batches leaves at the end is taken away by a rate that falls.</summary>
/// <remarks>
/// A curve y = sin 2x + noise of 0.3, 200 samples, a network 1–20–1 with tanh, batches of 8, 3000 steps. Compared is the objective itself, the mean squared error over all training samples after the last step.
/// The first rate of each schedule is the best of one grid on three seeds of its own; sixteen others are compared.
/// </remarks>
public sealed record RateSchedules() : Sample("schedules", "A constant rate, and rates that fall at the end", "Robbins and Monro 1951; Loshchilov and Hutter 2017")
{
    private const int Steps = 3000;

    private static readonly ImmutableArray<double> Rates = [0.01, 0.03, 0.1, 0.3, 1];

    private static readonly Dataset<float> Data = SyntheticData.SineRegression<float>(200, RandomKey.FromSeed(21), noise: 0.3).MapInputs(x => x * 0.5f).InMemory();

    /// <summary>A tenth of the rate after a half, and again after three quarters of the steps.</summary>
    public Func<double, Schedule> InSteps { get; init; } = rate => new MultiStepDecay(rate, [Steps / 2, 3 * Steps / 4]);

    /// <summary>Half a wave of a cosine, down to 0.</summary>
    public Func<double, Schedule> Cosine { get; init; } = rate => new CosineDecay(rate, Steps);

    /// <summary>ε₀/(1 + k/300).</summary>
    public Func<double, Schedule> OverTime { get; init; } = rate => new InverseTimeDecay(rate, 10.0 / Steps);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var schedules = ImmutableArray.Create<(string Name, Func<double, Schedule> Of)>(("constant", rate => rate), ("in steps", InSteps), ("cosine", Cosine), ("1/k", OverTime))
            .Select(schedule => (schedule.Name, schedule.Of, Rate: Best(schedule.Of))).Select(schedule => (schedule.Name, schedule.Rate, Schedule: schedule.Of(schedule.Rate), Losses: Losses(schedule.Of(schedule.Rate), 16, "compared"))).ToImmutableArray();
        var constant = schedules[0];
        return new(
        [
            .. schedules.Skip(1).Zip(["decay-in-steps-ends-lower", "a-cosine-ends-lower", "one-over-k-ends-lower"], (schedule, name) => Claim.Of($"schedules.{name}",
                $"With noisy gradients a rate that falls {(schedule.Name == "1/k" ? "as one over the step" : schedule.Name == "cosine" ? "along a cosine" : "in steps")} ends at a lower training loss than a constant one, each with its best first rate.",
                Seeds.Less(schedule.Losses, constant.Losses),
                $"mean squared error after {Steps} steps: {schedule.Name} {Seeds.MeanOf(schedule.Losses)} (from {schedule.Rate}), constant {Seeds.MeanOf(constant.Losses)} (at {constant.Rate})", (schedule.Name, schedule.Losses.Average()), ("constant", constant.Losses.Average()))),
        ],
        [
            Plot.Bars("Training loss at the end", "The constant rate ends higher than the rates that fall.", "mean squared error", schedules.Select(schedule => PlotBar.Of(schedule.Name, schedule.Losses))),
            Plot.Lines("The rates", "A constant, a staircase, half a wave and a hyperbola.", "step", "rate", schedules.Select(schedule => Curve.Of(schedule.Name, Enumerable.Range(0, 61).Select(i => schedule.Schedule.At(i * 50)), every: 50))),
        ]);
    }

    private static double Best(Func<double, Schedule> schedule) => Rates.Least(rate => Losses(schedule(rate), 3, "tuning").Average());

    private static ImmutableArray<double> Losses(Schedule rate, int seeds, string purpose) => Seeds.Of(seeds, key =>
    {
        var trainer = new Trainer<float>(Networks.Mlp([1], [20, 1], new Tanh()), new MeanSquaredError(), new Sgd(rate)).With(compute: Seeds.Alone);
        var end = trainer.Fit(trainer.Initialize(key.Fold(purpose)), Data, FitPlan.OfSteps(Steps, new Batching(8)));
        double loss = trainer.Evaluate(end.Model, Data).Loss;
        return end.End == FitEnd.Completed ? loss : double.PositiveInfinity;
    });
}
