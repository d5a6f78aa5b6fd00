namespace Functional.NN.Properties.Mutants;

/// <summary>Wrong ways to train, to go on, and to join the gradients of shards.</summary>
internal static class TrainingMutants
{
    private const int Tests = 12;

    public static IEnumerable<Mutant> All =>
    [
        .. Mutant.Of<Training>("training", Fold, (trainer, start, data, plan) => trainer.Fit(start, data, plan).Run.Train,
            ("the order of the first epoch is taken in all", Folding(epoch: _ => 0)),
            ("the order is drawn from another key", Folding(orders: key => key.Fold("batches").Fold(1))),
            ("the order is drawn again before each epoch", Folding(orders: key => key.Fold("batches").Fold("again"), epoch: epoch => epoch + 1)),
            ("every step draws with the key of the first", Folding((trainer, state, batch) => trainer.Step(state.With(step: 0), batch).State.With(step: state.Step + 1))),
            ("every step draws with the key of the one after", Folding((trainer, state, batch) => trainer.Step(state.With(step: state.Step + 1), batch).State.With(step: state.Step + 1))),
            ("the gradient is summed over the batch", Folding((trainer, state, batch) => trainer.With(objective: Summed(trainer.Objective)).Step(state, batch).State)),
            ("the optimizer forgets its state after each step", Folding((trainer, state, batch) => trainer.Step(state, batch).State is var next ? next.With(optimizer: trainer.Optimizer.Start(next.Parameters)) : state)),
            ("running values stand still", Folding((trainer, state, batch) => trainer.Step(state, batch).State is var next ? next.With(model: next.Model.With(state: state.Model.State)) : state)),
            ("the short last batch is left out", (trainer, start, data, plan) => trainer.Fit(start, data, plan.With(batching: plan.Batching.With(dropLast: true))).Run.Train),
            ("samples come in the order of the dataset", (trainer, start, data, plan) => trainer.Fit(start, data, plan.With(batching: plan.Batching.With(sampling: Sampling.InOrder))).Run.Train),
            ("an epoch is left out", (trainer, start, data, plan) => trainer.Fit(start, data, plan.With(epochs: plan.Epochs - 1)).Run.Train)),
        .. Mutant.Of("training", Fold, Folding(), ("the steps are taken in the opposite order", Folding(opposite: true))),
        .. Mutant.Of<GoingOn>("going on", NamedCheck<GoingOn>.OfKeys(TrainingChecks.GoesOnWhereItStood, Tests), (trainer, run, data, plan) => trainer.Fit(run, data, plan).Run.Train,
            ("the optimizer's state is forgotten", Changing((trainer, run) => run with { Train = run.Train.With(optimizer: trainer.Optimizer.Start(run.Train.Parameters)) })),
            ("the network's state is forgotten", Changing((trainer, run) => run with { Train = run.Train.With(model: new Model<double>(trainer.Network, run.Train.Parameters)) })),
            ("the number of steps is forgotten", Changing((_, run) => run with { Train = run.Train.With(step: 0) })),
            ("the key is another", Changing((_, run) => run with { Train = run.Train.With(key: run.Train.Key.Fold("again")) })),
            ("the place in the epoch is forgotten", Changing((_, run) => run with { Place = 0 })),
            ("the epoch is begun anew with the next", Changing((_, run) => run.Place == 0 ? run : run with { Epoch = run.Epoch + 1, Place = 0 }))),
        .. Mutant.Of<ShardedGradient>("shards", NamedCheck<ShardedGradient>.OfKeys(TrainingChecks.IsTheWeighedMeanInOrder, Tests), (trainer, model, batch) => trainer.Gradient(model, batch).Gradient,
            ("shards are added up in the opposite order", Joining((shards, samples) => Sum(shards.Reverse().Select(Weighed)) / samples)),
            ("shards count alike, however many samples they have", Joining((shards, _) => Sum(shards.Select(shard => shard.Gradient)) / shards.Length)),
            ("shards are summed and not averaged", Joining((shards, _) => Sum(shards.Select(Weighed)))),
            ("shards are divided before they are added", Joining((shards, samples) => Sum(shards.Select(shard => shard.Gradient * (shard.Metrics.Count / samples))))),
            ("the last shard is left out", Joining((shards, samples) => Sum(shards.SkipLast(1).Select(Weighed)) / samples))),
    ];

    private static NamedCheck<Training> Fold => NamedCheck<Training>.OfKeys(TrainingChecks.IsTheFoldOfSteps, Tests, $"{nameof(TrainingChecks)}.{nameof(TrainingChecks.IsTheFoldOfSteps)}");

    /// <summary>The fold of steps, parts of which may be others.</summary>
    private static Training Folding(Func<Trainer<double>, TrainState<double>, Batch<double>, TrainState<double>>? step = null, Func<RandomKey, RandomKey>? orders = null, Func<int, int>? epoch = null, bool opposite = false) => (trainer, start, data, plan) =>
    {
        var batches = Enumerable.Range(0, plan.Epochs).SelectMany(e => data.Batches(plan.Batching, orders is null ? start.Key.Fold("batches") : orders(start.Key), epoch is null ? e : epoch(e)));
        return (opposite ? batches.Reverse() : batches).Aggregate(start, (state, batch) => step is null ? trainer.Step(state, batch).State : step(trainer, state, batch));
    };

    private static GoingOn Changing(Func<Trainer<double>, RunState<double>, RunState<double>> change) => (trainer, run, data, plan) => trainer.Fit(change(trainer, run), data, plan).Run.Train;

    private static ShardedGradient Joining(Func<Gradients<double>[], double, Parameters<double>> join) => (trainer, model, batch) =>
        join([.. Enumerable.Range(0, 3).Select(shard => TrainingChecks.OfShard(trainer, model, batch, shard))], batch.Count);

    private static Parameters<double> Weighed(Gradients<double> shard) => shard.Gradient * shard.Metrics.Count;

    private static Parameters<double> Sum(IEnumerable<Parameters<double>> parts) => parts.Aggregate((sum, next) => sum + next);

    private static IObjective Summed(IObjective mean) => Objective.From("summed", context => mean.Evaluate(context) is var evaluation ? evaluation with { Loss = evaluation.Loss * context.Inputs.Shape[0] } : null!);
}
