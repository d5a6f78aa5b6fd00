namespace Functional.NN.Course;

/// <summary>Sharing: the same weights in many places. A convolution is a layer of local units with one set of weights for all places, a tied autoencoder decodes by the weights that encode.</summary>
/// <remarks>
/// Ten seeds with the few digits of this chapter. The unshared layer has the same 5×5 fields and eight units a place, each with weights of its own, which nothing but the data can make alike. The autoencoders
/// have a code of 32 numbers; their error is the mean squared one of a pixel.
/// </remarks>
public sealed record SharedWeights() : Sample("sharing", "The same weights in many places", "LeCun et al. 1989; Goodfellow et al. 2016, sections 7.9 and 9.2")
{
    private const int Units = 8, Field = 5, Side = 14 - Field + 1;

    /// <summary>The layer that has one set of weights for all places.</summary>
    public ILayer Shared { get; init; } = new Conv2D(Units, Field, Initializer: new He());

    /// <summary>The layer that has a set for each.</summary>
    public ILayer Unshared { get; init; } = Layer.From("unshared", [new ParameterSpec("weight", [Field * Field, Units, Side * Side], new He(), Fans: new(Field * Field, Units)), new ParameterSpec("bias", [Units, Side * Side], new Zeros(), ParameterRole.Bias)], Local);

    /// <inheritdoc/>
    public override Findings Show()
    {
        Recipe shared = Of(Shared), unshared = Of(Unshared);
        var runs = Seeds.Of(10, key => (Shared: shared.Train(key), Unshared: unshared.Train(key), Tied: Reconstruction(true, key), Free: Reconstruction(false, key)));
        double[] withSharing = [.. runs.Select(run => run.Shared.TestError)], without = [.. runs.Select(run => run.Unshared.TestError)], tied = [.. runs.Select(run => run.Tied)], free = [.. runs.Select(run => run.Free)];
        double[] byHeart = [.. runs.Select(run => run.Shared.TrainingError)], freeByHeart = [.. runs.Select(run => run.Unshared.TrainingError)];
        FormattableString errors = $"test error {Seeds.PercentOf(withSharing)} with {Numbers(shared.Network)} parameters, {Seeds.PercentOf(without)} with {Numbers(unshared.Network)}";
        (string, double)[] means = [("shared", withSharing.Average()), ("unshared", without.Average())];
        return new(
        [
            Claim.Of("sharing.convolution", "A layer of local units generalises better from few samples when all places share their weights.", Seeds.Less(withSharing, without), errors, means),
            Claim.Of("sharing.no-worse", "With a tenth of the parameters, a layer of local units that share their weights errs less than two points more often than one that does not.", Seeds.Less(withSharing, without.Select(error => error + 0.02)), errors, means),
            Claim.Of("sharing.by-heart", "A layer with shared weights learns fewer wrong labels by heart.", Seeds.Less(freeByHeart, byHeart),
                $"error on the training samples with their wrong labels {Seeds.PercentOf(byHeart)} with shared weights, {Seeds.PercentOf(freeByHeart)} without", ("shared", byHeart.Average()), ("unshared", freeByHeart.Average())),
            Claim.Of("sharing.tied-autoencoder", "A tied autoencoder has half the weights and reconstructs new samples with less than a twentieth more of error, learning from few.", Seeds.Less(tied, free.Select(error => 1.05 * error)),
                $"mean squared error {Seeds.MeanOf(tied)} with {Numbers(Autoencoder(true))} parameters, {Seeds.MeanOf(free)} with {Numbers(Autoencoder(false))}", ("tied", tied.Average()), ("free", free.Average())),
        ],
        [
            Plot.Bars("Test error of local units", "Both err about as often, the shared weights with a tenth of the parameters.", new PlotAxis("test error", Percent: true), PlotBar.Of("shared (convolution)", withSharing), PlotBar.Of("not shared", without)),
        ]);
    }

    private static Recipe Of(ILayer local) => new() { Network = new([1, 14, 14], local, new Relu(), new MaxPool2D(2), new Flatten(), new Dense(10)) };

    /// <summary>Local units with weights of their own: y[n, c, p] = Σ_k W[k, c, p]·x[n, k of the field at p] + b[c, p].</summary>
    private static Var Local(LayerContext context, Var x)
    {
        var fields = Enumerable.Range(0, Field * Field).Select(k => x.Slice(2, k / Field, Side).Slice(3, k % Field, Side).Reshape(x.Shape[0], 1, Side * Side));
        var weight = context.Parameter("weight");
        return fields.Select((field, k) => field * weight.At(0, k)).Aggregate(context.Parameter("bias").Reshape(1, Units, Side * Side), (sum, term) => sum + term).Reshape(x.Shape[0], Units, Side, Side);
    }

    private static Network Autoencoder(bool tied) => Networks.Autoencoder(196, [32], output: new Sigmoid(), tied: tied);

    private static double Reconstruction(bool tied, RandomKey key)
    {
        var trainer = new Trainer<float>(Autoencoder(tied), new MeanSquaredError(), new Adam(0.003)).With(compute: Seeds.Alone);
        var fitted = trainer.Fit(trainer.Initialize(key), FewDigits.Training(key).Flattened().InputsAsTargets(), new FitPlan(60, new Batching(20)));
        return trainer.Evaluate(fitted.Model, FewDigits.Test.Flattened().InputsAsTargets()).Loss;
    }

    private static int Numbers(Network network) => network.Layout.Size;
}
