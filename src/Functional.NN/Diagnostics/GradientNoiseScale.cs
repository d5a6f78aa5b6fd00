namespace Functional.NN;

/// <summary>How much gradients of batches differ from each other: what one batch tells of the gradient of all data.</summary>
/// <remarks>
/// McCandlish, Kaplan, Amodei et al. 2018, "An empirical model of large-batch training". With gradients g₁…gₘ of batches of B samples each and their mean ḡ: tr(Σ̂_B) = Σ‖gᵢ − ḡ‖²/(m − 1), the trace of their covariance;
/// that of single samples is tr(Σ̂) = B·tr(Σ̂_B), as B independent samples are averaged; and ‖Ĝ‖² = ‖ḡ‖² − tr(Σ̂_B)/m, without the bias that noise adds to ‖ḡ‖². All in <c>double</c>, in the order of the gradients (Welford 1962).
/// </remarks>
/// <param name="Gradients">m</param>
/// <param name="Samples">B, of how many samples each is</param>
/// <param name="Trace">tr(Σ̂_B), the trace of the covariance of the batches' gradients</param>
/// <param name="MeanSquared">‖ḡ‖², of the mean of all gradients</param>
public sealed record GradientNoiseScale(int Gradients, double Samples, double Trace, double MeanSquared)
{
    /// <summary>tr(Σ̂) = B·tr(Σ̂_B), the trace of the covariance of the gradients of single samples.</summary>
    public double SampleTrace => Samples * Trace;

    /// <summary>‖Ĝ‖² = ‖ḡ‖² − tr(Σ̂_B)/m, the squared norm of the true gradient without bias; it can come out below 0 where noise covers it.</summary>
    public double SignalSquared => MeanSquared - Trace / Gradients;

    /// <summary>√(tr(Σ̂_B)/m), how far ḡ is from the true gradient, in the root mean square: it falls as 1/√m.</summary>
    public double StandardError => Math.Sqrt(Trace / Gradients);

    /// <summary>√(tr(Σ̂_B)/‖Ĝ‖²), the noise of one batch against the signal; ∞ where noise covers the signal.</summary>
    public double NoiseToSignal => Math.Sqrt(Ratio(Trace));

    /// <summary>The simple noise scale tr(Σ̂)/‖Ĝ‖²: batches far smaller than it are mostly noise, far larger ones tell little more; ∞ where noise covers the signal.</summary>
    public double SimpleNoiseScale => Ratio(SampleTrace);

    /// <summary>The noise of some gradients at one θ.</summary>
    /// <param name="gradients">two or more, of batches of the same size</param>
    /// <param name="samples">B, of how many samples each is; 1 for gradients of single samples</param>
    /// <exception cref="NNException">There are fewer than two gradients, or no samples in them.</exception>
    public static GradientNoiseScale Of<T>(IEnumerable<Parameters<T>> gradients, double samples = 1) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(gradients);
        if (!(samples > 0)) throw new NNException(Sentence.Of($"GradientNoiseScale: a gradient is of one sample or more, got {samples}."));
        var (count, squares, mean) = (0, 0.0, (Parameters<double>?)null);
        foreach (var gradient in gradients.Select(g => g.Cast<double>()))
        {
            count++;
            if (mean is null)
            {
                mean = gradient;
                continue;
            }
            var off = gradient - mean;
            mean += off / count;
            squares += off.Dot(gradient - mean);
        }
        return count >= 2 ? new(count, samples, squares / (count - 1), mean!.Dot(mean)) : throw new NNException(Sentence.Of($"GradientNoiseScale: noise shows between two gradients or more, got {count}. Cut the data into more batches."));
    }

    /// <summary>The noise over parts of a batch: it is cut into parts as equal as can be, whose gradients are compared.</summary>
    /// <param name="trainer">whose objective</param>
    /// <param name="model">at whose θ</param>
    /// <param name="batch">the samples</param>
    /// <param name="parts">into how many parts, from 2 on; as many as there are samples for gradients of single samples</param>
    /// <param name="stepKey">the key of the step, by which noise of layers is drawn</param>
    /// <exception cref="NNException">There are fewer than two parts, or fewer samples than parts.</exception>
    public static GradientNoiseScale Of<T>(Trainer<T> trainer, Model<T> model, Batch<T> batch, int parts, RandomKey stepKey = default) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        trainer.CheckBatch(model, batch);
        if (parts < 2 || parts > batch.Count) throw new NNException(Sentence.Of($"GradientNoiseScale: a batch of {batch.Count} samples is cut into 2 to {batch.Count} parts, asked for {parts}. Give more samples, or take fewer parts."));
        var gradients = Shard.Of(batch.Count, parts).Select(part => trainer.Gradient(model, part.Of(batch), stepKey.Fold(part.First)).Gradient);
        return Of(gradients, (double)batch.Count / parts);
    }

    private double Ratio(double noise) => SignalSquared > 0 ? noise / SignalSquared : double.IsNaN(SignalSquared) ? double.NaN : noise == 0 ? 0 : double.PositiveInfinity;
}
