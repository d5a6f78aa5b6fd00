namespace Functional.NN;

/// <summary>The running means and variances of batch normalisation, estimated anew for a given θ.</summary>
public static class BatchNormStatistics
{
    /// <summary>The model with running means and variances that are the mean of those of its batches, in training mode at its present θ.</summary>
    /// <remarks>
    /// A mean of several θ was never trained with, so the running values of the last θ are not its own (Izmailov et al. 2018, section 3.2). The dataset is read in order; a short last batch is left out
    /// where there is a whole one. Everything is computed in double and rounded once. Blocks of the network's state are touched that are called <c>running_mean</c> and <c>running_var</c>.
    /// </remarks>
    /// <param name="model">whose θ it is</param>
    /// <param name="data">the training data</param>
    /// <param name="batchSize">how many samples there are in a batch</param>
    /// <param name="key">gives the random numbers of layers that draw some</param>
    public static Model<T> Reestimate<T>(Model<T> model, Dataset<T> data, int batchSize = 256, RandomKey key = default) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        if (data.Count == 0) throw new NNException("BatchNormStatistics: there are no samples to estimate from.");
        var exact = model.Cast<double>();
        string[] running = [.. exact.State.Blocks.Keys.Where(IsRunning)];
        if (running.Length == 0) return model;
        var (zeros, ones) = (With(exact, running, 0), With(exact, running, 1));
        var sums = running.ToDictionary(path => path, path => exact.State[path] * 0.0);
        var batches = data.Batches(new Batching(batchSize, Sampling.InOrder, DropLast: data.Count >= batchSize), key, 0).ToList();
        Dictionary<string, Tensor<double>>? weights = null;
        foreach (var (batch, step) in batches.Select((batch, i) => (batch, key.Fold(i))))
        {
            // A running value goes from r to (1 − w)r + ws for the batch's own s: from 0 it becomes ws, from 1 it becomes more by 1 − w.
            var fromZero = After(zeros, batch, step);
            weights ??= Weights(After(ones, batch, step), fromZero, running);
            foreach (string path in running) sums[path] += fromZero[path] / weights[path];
        }
        return model.With(state: model.State.With(running.Select(path => KeyValuePair.Create(path, (sums[path] / batches.Count).Cast<T>()))));
    }

    private static Dictionary<string, Tensor<double>> Weights(NetworkState<double> fromOne, NetworkState<double> fromZero, string[] paths) =>
        paths.ToDictionary(path => path, path => 1.0 - (fromOne[path] - fromZero[path]));

    private static bool IsRunning(string path) => path[(path.LastIndexOf('.') + 1)..] is "running_mean" or "running_var";

    private static Model<double> With(Model<double> model, string[] paths, double value) =>
        model.With(state: model.State.With(paths.Select(path => KeyValuePair.Create(path, Tensor.Full(model.State[path].Shape, value)))));

    /// <summary>The network's state after a batch in training mode.</summary>
    private static NetworkState<double> After<T>(Model<double> model, Batch<T> batch, RandomKey key) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var run = new LayerContext.Run(ParameterVars.Of(model.Parameters), key, Training: true, batch.Mask is null ? null : Var.Of(batch.Mask.Cast<double>()), FirstSample: 0, Tracing: false);
        var applied = model.Network.Apply(run, model.StateVars(), Var.Of(batch.Inputs.Cast<double>()));
        return model.State.With(applied.State.Select(update => KeyValuePair.Create(update.Path, update.Value.Value<double>())));
    }
}
