namespace Functional.NN.Course;

/// <summary>Several tasks on one trunk: y = (h·a, h·B), h = tanh(x·W + b); the tasks with many labels teach the trunk what the one with few cannot.</summary>
/// <remarks>
/// The tasks come from a net of three hidden units drawn by the key: the main task with 20 labels, three others with 500. For each side λ of the penalty is the best of four on 200 samples held back. As a control, the other tasks
/// come from hidden units of their own, which have nothing to teach.
/// </remarks>
public sealed record SharedTrunk() : Sample("multi-task", "A trunk that several tasks share", "Caruana 1997; Goodfellow et al. 2016, section 7.7")
{
    private const int Inputs = 10, Labelled = 20, All = 500, Held = 200, Test = 1000, Runs = 10, Steps = 300;

    private static readonly double[] Penalties = [1e-4, 1e-3, 1e-2, 1e-1];

    /// <summary>What the other tasks weigh.</summary>
    public double Weight { get; init; } = 1;

    /// <inheritdoc/>
    public override Findings Show()
    {
        var runs = Seeds.Of(Runs, key => (Alone: Error(key, 0, related: true), Related: Error(key, Weight, related: true), Unrelated: Error(key, Weight, related: false)));
        var (alone, related, unrelated) = (runs.Select(run => run.Alone), runs.Select(run => run.Related), runs.Select(run => run.Unrelated));
        return new(
        [
            Claim.Of("multi-task.gain", "A task with few labels is learned better on a trunk that it shares with related tasks that have many.", Seeds.Less(related, alone),
                $"{Labelled} labels of the main task, {All} of three others, {Runs} seeds: unexplained variance {Seeds.MeanOf(alone)} alone, {Seeds.MeanOf(related)} with them", ("alone", alone.Average()), ("related", related.Average())),
            Claim.Of("multi-task.related", "Tasks help each other by what they have in common: related ones help more than unrelated ones.", Seeds.Less(related, unrelated),
                $"unexplained variance {Seeds.MeanOf(related)} with related tasks, {Seeds.MeanOf(unrelated)} with unrelated ones", ("related", related.Average()), ("unrelated", unrelated.Average())),
        ],
        [Plot.Bars("Error of the task with few labels", "Bars of the mean with a ring for each seed.", "unexplained variance", PlotBar.Of("alone", alone), PlotBar.Of("with unrelated tasks", unrelated), PlotBar.Of("with related tasks", related))]);
    }

    /// <summary>1 − R² of the main task on test samples, with the λ that is best on samples held back.</summary>
    private static double Error(RandomKey key, double weight, bool related)
    {
        var data = Data(key, related);
        var train = weight == 0 ? data.Take(Labelled) : data.Take(Labelled).Concat(Others(data.Skip(Labelled).Take(All - Labelled)));
        var held = data.Skip(All).Take(Held).All();
        return Unexplained(Penalties.Select(λ => Trained(train.InMemory(), weight, λ, key)).Least(model => Unexplained(model, held)), data.Skip(All + Held).All());
    }

    private static Model<float> Trained(Dataset<float> data, double weight, double λ, RandomKey key)
    {
        var network = new Network([Inputs], new Dense(12), new Tanh(), new Branch(new Dense(1).Named("main"), new Dense(3).Named("others")));
        var objective = Objective.MultiTask([new HeadTask("main", new MeanSquaredError(), [1]), new HeadTask("others", new MeanSquaredError(), [3], weight)], new L2(λ));
        var trainer = new Trainer<float>(network, objective, new Adam(0.02)).With(compute: Seeds.Alone);
        return trainer.Fit(trainer.Initialize(key), data, new(Steps, new(data.Count))).Model;
    }

    private static double Unexplained(Model<float> model, Batch<float> batch) => 1 - RegressionErrors.Of(model.Predict(batch.Inputs), batch.Targets.Slice(1, 0, 1)).R2;

    /// <summary>Samples whose targets are the main task and three others: t = tanh(x·U)·V, the others of the same hidden units or of some of their own.</summary>
    private static Dataset<float> Data(RandomKey key, bool related)
    {
        const int count = All + Held + Test;
        var x = key.Fold("inputs").Normal<float>([count, Inputs]);
        Var Hidden(string name) => Var.Tanh(Var.MatMul(Var.Of(x), Var.Of(key.Fold(name).Normal<float>([Inputs, 3], 0, 0.6))));
        Var main = Var.MatMul(Hidden("units"), Var.Of(key.Fold("main").Normal<float>([3, 1]))), others = Var.MatMul(Hidden(related ? "units" : "units of their own"), Var.Of(key.Fold("others").Normal<float>([3, 3])));
        return Dataset.FromTensors(x, (Var.Concat(1, main, others) + 0.1 * Var.Of(key.Fold("noise").Normal<float>([count, 4]))).Value<float>());
    }

    /// <summary>The same samples without a label for the main task.</summary>
    private static Dataset<float> Others(Dataset<float> data) => data.MapTargets(t => Tensor.Concat(1, Tensor.Full(Shape.Of(t.Shape[0], 1), float.NaN), t.Slice(1, 1, 3)));
}
