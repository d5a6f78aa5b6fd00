namespace Functional.NN.Course;

/// <summary>Early stopping: keep the model of the epoch whose validation loss was the least. It costs nothing, and its constant, the number of epochs, is found in one run.</summary>
/// <remarks>Ten seeds; patience 10. The penalty it is compared with has the α of a small grid with the least validation loss, which takes four runs.</remarks>
public sealed record StoppingEarly() : Sample("early-stopping", "The epoch with the least validation loss", "Prechelt 1998; Goodfellow et al. 2016, section 7.8")
{
    /// <summary>The net that trains to the end.</summary>
    public Recipe Plain { get; init; } = new();

    /// <summary>The net that stops.</summary>
    public Recipe Stopped { get; init; } = new() { EarlyStopping = new EarlyStopping(Patience: 10) };

    private static readonly double[] s_grid = [0.003, 0.01, 0.03, 0.1];

    /// <inheritdoc/>
    public override Findings Show()
    {
        var runs = Seeds.Of(10, key => (Key: key, Plain: Plain.Train(key), Stopped: Stopped.Train(key), Penalized: Recipe.Best(s_grid.Select(α => Recipe.Penalized(new L2(α))), key)));
        double[] plain = [.. runs.Select(run => run.Plain.TestError)], stopped = [.. runs.Select(run => run.Stopped.TestError)], penalized = [.. runs.Select(run => run.Penalized.TestError)];
        var slopes = runs.Select(run => (Plain: Gradient(run.Plain, run.Key).Gradient.Norm, Stopped: Gradient(run.Stopped, run.Key).Gradient.Norm)).ToList();
        var losses = runs.Select(run => (Plain: Gradient(run.Plain, run.Key).Metrics.Loss, Stopped: Gradient(run.Stopped, run.Key).Metrics.Loss)).ToList();
        return new(
        [
            Claim.Of("early-stopping.generalises", "The model of the epoch with the least validation loss has a lower test error than that of the last epoch.", Seeds.Less(stopped, plain),
                $"test error {Seeds.PercentOf(stopped)} stopped early, {Seeds.PercentOf(plain)} at the end", ("stopped", stopped.Average()), ("at the end", plain.Average())),
            Claim.Of("early-stopping.no-minimum", "Where early stopping stops is no minimum of the training loss: the gradient is not small there, and going on lowers the loss by far.",
                Verdicts.All(Seeds.Less(slopes.Select(slope => 2 * slope.Plain), slopes.Select(slope => slope.Stopped)), Seeds.Less(losses.Select(loss => 2 * loss.Plain), losses.Select(loss => loss.Stopped))),
                $"training loss {Seeds.MeanOf(losses.Select(loss => loss.Stopped))} with a gradient of norm {Seeds.MeanOf(slopes.Select(slope => slope.Stopped))} where it stopped, {Seeds.MeanOf(losses.Select(loss => loss.Plain))} with {Seeds.MeanOf(slopes.Select(slope => slope.Plain))} at the end",
                ("gradient where it stopped", slopes.Average(slope => slope.Stopped)), ("gradient at the end", slopes.Average(slope => slope.Plain)), ("loss where it stopped", losses.Average(loss => loss.Stopped)), ("loss at the end", losses.Average(loss => loss.Plain))),
            Claim.Of("early-stopping.against-l2", "With early stopping a net errs less than one point more often than with a penalty ½α‖w‖² whose α is chosen.", Seeds.Less(stopped, penalized.Select(error => error + 0.01)),
                $"test error {Seeds.PercentOf(stopped)} in one run, with the penalty {Seeds.PercentOf(penalized)} in {s_grid.Length}", ("stopped", stopped.Average()), ("penalty", penalized.Average())),
        ],
        [
            Plot.Bars("Test error with early stopping", "Stopping early and the penalty lower the error about alike.", new PlotAxis("test error", Percent: true),
                PlotBar.Of("to the end", plain), PlotBar.Of("stopped early", stopped), PlotBar.Of("½α‖w‖², α chosen", penalized)),
        ]);
    }

    /// <summary>The training loss on all samples, and its gradient.</summary>
    private static Gradients<float> Gradient(Trained trained, RandomKey key) =>
        new Trainer<float>(trained.Model.Network, new SoftmaxCrossEntropy(), new Sgd(1)).With(compute: Seeds.Alone).Gradient(trained.Model, FewDigits.Training(key).All());
}
