namespace Functional.NN;

/// <summary>Bootstrap aggregating: models trained on samples drawn with replacement, answering together.</summary>
/// <remarks>Breiman 1996; Goodfellow et al. 2016, section 7.11.</remarks>
public static class Bagging
{
    /// <summary>As many samples as a dataset has, drawn from it with replacement: about 63 % of them are different.</summary>
    public static Dataset<T> Bootstrap<T>(Dataset<T> data, RandomKey key) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.Count == 0 ? data : data.Subset(key.Integers(data.Count, data.Count));
    }

    /// <summary>Models trained one after another, model i from <c>key.Fold(i)</c>: its first θ, its order of batches, and its samples, which <see cref="Bootstrap"/> draws.</summary>
    /// <param name="trainer">how each is trained</param>
    /// <param name="data">the samples to draw from</param>
    /// <param name="plan">how long each is trained</param>
    /// <param name="models">k, how many models</param>
    /// <param name="key">of everything that is drawn</param>
    /// <param name="cancellation">ends the training</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="NNException">A model's numbers became infinite or not a number.</exception>
    public static Ensemble<T> Fit<T>(Trainer<T> trainer, Dataset<T> data, FitPlan plan, int models, RandomKey key, CancellationToken cancellation = default) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        if (models < 1) throw new NNException(Sentence.Of($"Bagging: needs one model or more, got {models}."));
        return new Ensemble<T>(Enumerable.Range(0, models).Select(i =>
        {
            var fitted = trainer.Fit(trainer.Initialize(key.Fold(i)), Bootstrap(data, key.Fold(i).Fold("bootstrap")), plan, cancellation: cancellation);
            cancellation.ThrowIfCancellationRequested();
            return fitted.End == FitEnd.NotFinite ? throw new NNException(Sentence.Of($"Bagging: the numbers of model {i} are no longer finite after step {fitted.Run.Train.Step}. Try a smaller rate.")) : fitted.Model;
        }));
    }

    /// <summary>The expected squared error of the mean of k models: v/k + ((k − 1)/k)·c, where each model's error has the variance v and any two the covariance c.</summary>
    /// <remarks>Goodfellow et al. 2016, equation 7.51: errors that are all the same (c = v) stay v; independent ones (c = 0) become v/k.</remarks>
    /// <param name="variance">v</param>
    /// <param name="covariance">c</param>
    /// <param name="models">k, from 1 on</param>
    public static double ExpectedSquaredError(double variance, double covariance, int models) => models < 1
        ? throw new NNException(Sentence.Of($"Bagging: needs one model or more, got {models}."))
        : variance / models + (models - 1.0) / models * covariance;
}
