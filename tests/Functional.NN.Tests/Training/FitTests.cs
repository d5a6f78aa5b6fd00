using static Functional.NN.Tests.Training.TrainingCase;

namespace Functional.NN.Tests.Training;

public sealed class FitTests
{
    private static readonly FitPlan ThreeEpochs = new(3, Eights);

    [Fact]
    public void Fit_gives_the_bits_of_folding_steps()
    {
        var result = Trainer.Fit(Start, Points, ThreeEpochs);
        Assert.Equal(FitEnd.Completed, result.End);
        Assert.Equal(Folded(3), result.Run.Train);
        Assert.Equal(Folded(3).Parameters.Sha256(), result.Model.Parameters.Sha256());
    }

    [Fact]
    public void Run_gives_the_states_of_folding_steps_one_by_one()
    {
        var batches = Points.Batches(Eights, Key.Fold("batches"), 0);
        var states = Trainer.Run(Start, batches).Select(s => s.State).ToList();
        Assert.Equal(4, states.Count);
        Assert.Equal(Folded(1), states[^1]);
        Assert.Equal(Trainer.Step(Start, batches.First()).State, states[0]);
    }

    [Fact]
    public void Run_takes_no_batch_before_it_is_asked()
    {
        int taken = 0;
        var batches = Points.Batches(Eights, Key, 0).Select(batch => { taken++; return batch; });
        Assert.Single(Trainer.Run(Start, batches).Take(1));
        Assert.Equal(1, taken);
    }

    [Fact]
    public void Observers_and_validation_change_no_bit() =>
        Assert.Equal(Trainer.Fit(Start, Points, ThreeEpochs).Run.Train, Trainer.Fit(Start, Points, ThreeEpochs, Validation, new Watching()).Run.Train);

    public static TheoryData<int> Steps => [.. Enumerable.Range(1, 12)];

    [Theory, MemberData(nameof(Steps))]
    public void A_run_that_goes_on_from_any_step_ends_with_the_same_bits(int step)
    {
        RunState<float>? kept = null;
        var plan = ThreeEpochs with { EarlyStopping = new(5) };
        var whole = Trainer.Fit(Start, Points, plan, Validation, new Watching((run, _) => kept = run.Train.Step == step ? run : kept));
        var resumed = Trainer.Fit(kept!, Points, plan, Validation);
        Assert.Equal(whole.Run, resumed.Run);
    }

    [Fact]
    public void Going_on_gives_the_same_measures_of_the_epoch()
    {
        RunState<float>? kept = null;
        Metrics? whole = null, resumed = null;
        Trainer.Fit(Start, Points, new(1, Eights), null, new Watching((run, _) => kept = run.Place == 2 ? run : kept, (_, training, _) => whole = training));
        Trainer.Fit(kept!, Points, new(1, Eights), null, new Watching(epoch: (_, training, _) => resumed = training));
        Assert.Equal(whole, resumed);
    }

    [Fact]
    public void A_finished_run_can_be_prolonged() => Assert.Equal(Folded(3), Trainer.Fit(Trainer.Fit(Start, Points, new(1, Eights)).Run, Points, ThreeEpochs).Run.Train);

    [Fact]
    public void No_epochs_give_the_first_state() => Assert.Equal(Start, Trainer.Fit(Start, Points, new(0, Eights)).Run.Train);

    [Fact]
    public void A_cancelled_run_ends_after_a_complete_step_and_goes_on_from_there()
    {
        using var source = new CancellationTokenSource();
        var cancelled = Trainer.Fit(Start, Points, ThreeEpochs, null, new Watching((run, _) => { if (run.Train.Step == 6) source.Cancel(); }), source.Token);
        Assert.Equal((FitEnd.Cancelled, 6, 1, 2), (cancelled.End, cancelled.Run.Train.Step, cancelled.Run.Epoch, cancelled.Run.Place));
        Assert.Equal(Folded(3), Trainer.Fit(cancelled.Run, Points, ThreeEpochs).Run.Train);
    }

    [Fact]
    public void A_run_cancelled_before_it_starts_takes_no_step() => Assert.Equal(Start, Trainer.Fit(Start, Points, ThreeEpochs, cancellation: new CancellationToken(true)).Run.Train);

    [Fact]
    public void Observers_see_every_step_and_epoch_in_order()
    {
        var seen = new List<string>();
        Trainer.Fit(Start, Points, new(2, Eights), Validation, new Watching((run, _) => seen.Add($"step {run.Train.Step}"), (run, training, validation) => seen.Add($"epoch {run.Epoch} {training.Samples} {validation!.Samples}")));
        Assert.Equal(["step 1", "step 2", "step 3", "step 4", "epoch 1 26 17", "step 5", "step 6", "step 7", "step 8", "epoch 2 26 17"], seen);
    }

    [Fact]
    public void The_loss_of_an_epoch_is_the_mean_over_its_samples()
    {
        var batches = new List<Metrics>();
        Metrics? epoch = null;
        Trainer.Fit(Start, Points, new(1, Eights), null, new Watching((_, measured) => batches.Add(measured), (_, training, _) => epoch = training));
        Assert.Equal([8, 8, 8, 2], batches.Select(b => b.Samples));
        Assert.Equal(batches.Sum(b => b.Samples * b.DataLoss) / 26, epoch!.DataLoss, 1e-12);
        Assert.Equal(batches.Sum(b => b.Samples * b.Accuracy!.Value) / 26, epoch.Accuracy!.Value, 1e-12);
    }

    [Fact]
    public void A_state_held_from_before_a_step_is_the_same_after_it()
    {
        var held = Trainer.Fit(Start, Points, new(1, Eights)).Run.Train;
        var (hash, mean, running) = (held.Parameters.Sha256(), held.Optimizer["mean"].Sha256(), held.Model.State["1.running_mean"].ToArray());
        Trainer.Fit(RunState<float>.Start(held), Points, ThreeEpochs);
        Assert.Equal((hash, mean, 4L), (held.Parameters.Sha256(), held.Optimizer["mean"].Sha256(), held.Step));
        Assert.Equal(running, held.Model.State["1.running_mean"].ToArray());
    }

    [Fact]
    public void A_step_is_a_function_of_state_and_batch_on_any_thread()
    {
        var batch = Points.Batches(Eights, Key, 0).First();
        var expected = Trainer.Step(Start, batch);
        Assert.All(Enumerable.Range(0, 8).AsParallel().Select(_ => Trainer.Step(Start, batch)), got => Assert.Equal(expected, got));
    }

    [Fact]
    public void Two_keys_give_two_runs() => Assert.NotEqual(Folded(1).Parameters, Trainer.Fit(Trainer.Initialize(RandomKey.FromSeed(10)), Points, new(1, Eights)).Run.Train.Parameters);

    [Theory, InlineData(1), InlineData(4), InlineData(17), InlineData(1000)]
    public void Evaluation_does_not_depend_on_the_batch_size(int size)
    {
        var model = Folded(2).Model;
        Metrics whole = Trainer.Evaluate(model, Validation.All()), parts = Trainer.Evaluate(model, Validation, size);
        Assert.Equal((17, 17), (parts.Samples, (int)parts.Count));
        Assert.Equal(whole.Loss, parts.Loss, 1e-6);
        Assert.Equal(whole.Penalty, parts.Penalty, 1e-12);
        Assert.Equal(whole.Accuracy!.Value, parts.Accuracy!.Value, 1e-6);
    }

    [Fact]
    public void Training_learns() => Assert.True(Trainer.Evaluate(Trainer.Fit(Start, Points, new(40, Eights)).Model, Points).DataLoss < 0.3 * Trainer.Evaluate(Start.Model, Points).DataLoss);

    [Fact]
    public void A_full_batch_step_of_Sgd_is_the_mean_of_single_sample_gradients()
    {
        var network = new Network([4], new Dense(3));
        var trainer = new Trainer<double>(network, new SquaredError(), new Sgd(0.1));
        var model = Model<double>.Initialize(network, Key);
        Tensor<double> x = Key.Normal<double>([5, 4]), t = Key.Fold(1).Normal<double>([5, 3]);
        var singles = Enumerable.Range(0, 5).Select(i => trainer.Gradient(model, new Batch<double>(x.Slice(0, i, 1), t.Slice(0, i, 1))).Gradient).Aggregate((a, b) => a + b) / 5.0;
        Images.Numbers.Near(singles.Vector, trainer.Gradient(model, new Batch<double>(x, t)).Gradient.Vector, 1e-12, 1e-14);
    }

    [Fact]
    public void A_model_of_another_network_is_refused() =>
        Assert.Equal("Trainer: the model belongs to another network than the trainer's. Where the networks only look different (a layer class without Equals), begin with trainer.Start(model.Parameters, model.State).",
            Assert.Throws<NNException>(() => Trainer.Evaluate(Model<float>.Initialize(new Network([4], new Dense(3)), Key), Validation)).Message);

    [Fact]
    public void Plans_and_data_that_cannot_be_are_refused()
    {
        Assert.Equal("FitPlan: the number of epochs cannot be negative, got -1.", Assert.Throws<NNException>(() => new FitPlan(-1, Eights)).Message);
        Assert.Equal("Batching: a batch has at least one sample, got the size 0.", Assert.Throws<NNException>(() => new Batching(0)).Message);
        Assert.StartsWith("Fit: early stopping looks at a validation loss", Assert.Throws<NNException>(() => Trainer.Fit(Start, Points, ThreeEpochs with { EarlyStopping = new() })).Message);
        Assert.Equal("Fit: the training data have no samples.", Assert.Throws<NNException>(() => Trainer.Fit(Start, Points.Take(0), ThreeEpochs)).Message);
        Assert.StartsWith("Fit: the validation data have no samples.", Assert.Throws<NNException>(() => Trainer.Fit(Start, Points, ThreeEpochs, Points.Take(0))).Message);
    }

    [Fact]
    public void Metrics_are_equal_by_their_numbers_and_print_the_same_under_every_culture()
    {
        var model = Folded(1).Model;
        Assert.Equal(Trainer.Evaluate(model, Validation), Trainer.Evaluate(model, Validation));
        Assert.NotEqual(Trainer.Evaluate(model, Validation), Trainer.Evaluate(model, Points));
        Assert.Equal("loss 0.5000, penalty 0.2500", Cultures.Under("de-DE", () => (Metrics.None with { Loss = 0.5, Penalty = 0.25 }).ToString()));
    }

    // Drawn, shuffled, dropped, normalised and folded: everything that has bits. The same under every instruction set.
    [Fact]
    public void The_bits_of_a_run_are_pinned() => Assert.Equal("19b9e863a161cb3cf264ef189ed0cfd1bdde2f5a5a164044b3d220f9636f594e", Trainer.Fit(Start, Points, ThreeEpochs).Model.Parameters.Sha256());

    [Fact]
    public void Nothing_is_measured_of_no_samples() =>
        Assert.Equal("Evaluate: there are no samples to measure.", Assert.Throws<NNException>(() => Trainer.Evaluate(Start.Model, Validation.Take(0))).Message);

    [Fact]
    public void The_norm_of_large_float_numbers_does_not_overflow()
    {
        var θ = Start.Parameters.Filled(1e30);
        Assert.Equal(1e30 * Math.Sqrt(θ.Layout.Size), θ.Norm, 1e24);
    }
}
