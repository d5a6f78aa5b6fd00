namespace Functional.NN;

/// <summary>Errors e = p − t of numbers predicted: MAE = mean |e|, MSE = mean e², RMSE = √MSE and R² = 1 − Σe²/Σ(t − t̄)², the coefficient of determination.</summary>
/// <remarks>
/// Means are weighed over the samples, and then over a sample's outputs. R² is computed for every output from the whole data and averaged over outputs; the mean of batches' R² is something else, which is why batches are
/// joined by <see cref="And"/> (Chan, Golub and LeVeque 1979). Where an output's targets are all the same, R² is 1 if every prediction is exact, else 0.
/// </remarks>
public sealed record RegressionErrors
{
    private RegressionErrors(double total, Tensor<double> absolute, Tensor<double> squares, Tensor<double> mean, Tensor<double> spread) =>
        (Total, AbsoluteErrors, SquaredErrors, TargetMean, TargetSpread) = (total, absolute, squares, mean, spread);

    /// <summary>The weight of all samples.</summary>
    public double Total { get; }

    /// <summary>(output shape): Σ w·|e|.</summary>
    public Tensor<double> AbsoluteErrors { get; }

    /// <summary>(output shape): Σ w·e².</summary>
    public Tensor<double> SquaredErrors { get; }

    /// <summary>(output shape): t̄ = Σ w·t / Σ w.</summary>
    public Tensor<double> TargetMean { get; }

    /// <summary>(output shape): Σ w·(t − t̄)².</summary>
    public Tensor<double> TargetSpread { get; }

    /// <summary>The mean absolute error.</summary>
    public double MeanAbsoluteError => Mean(AbsoluteErrors);

    /// <summary>The mean squared error.</summary>
    public double MeanSquaredError => Mean(SquaredErrors);

    /// <summary>The root of the mean squared error.</summary>
    public double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);

    /// <summary>R², averaged over the outputs.</summary>
    public double R2 => ClassCounts.Ratio(R2OfOutputs.Sum().ToScalar(), SquaredErrors.Shape.Size);

    /// <summary>(output shape): R² of every output.</summary>
    public Tensor<double> R2OfOutputs => Tensor.Generate(SquaredErrors.Shape, i => (SquaredErrors.AsSpan()[i], TargetSpread.AsSpan()[i]) switch
    {
        (0, 0) => 1,
        (_, 0) => 0,
        var (squares, spread) => 1 - squares / spread,
    });

    /// <summary>The errors of a batch, computed in <c>double</c>.</summary>
    /// <param name="predictions">(N × output shape)</param>
    /// <param name="targets">(N × output shape)</param>
    /// <param name="weights">(N): what each sample weighs; none when all weigh 1</param>
    public static RegressionErrors Of<T>(Tensor<T> predictions, Tensor<T> targets, Tensor<T>? weights = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(targets);
        if (predictions.Shape.Rank == 0 || predictions.Shape != targets.Shape) throw new ShapeException($"RegressionErrors: predictions and targets must have one shape, a row a sample, got {predictions.Shape} and {targets.Shape}.");
        var each = SampleWeights.Of(nameof(RegressionErrors), Shape.Of(predictions.Shape[0]), null, weights);
        var w = each.Reshape(Shape.Of([each.Shape.Size, .. Enumerable.Repeat(1, predictions.Shape.Rank - 1)]));
        double total = each.Sum().ToScalar();
        Tensor<double> t = targets.Cast<double>(), e = predictions.Cast<double>() - t;
        var mean = (w * t).Sum(0) / (total == 0 ? 1 : total);
        return new(total, (w * e.Abs()).Sum(0), (w * e * e).Sum(0), mean, (w * (t - mean) * (t - mean)).Sum(0));
    }

    /// <summary>These and further samples together.</summary>
    public RegressionErrors And(RegressionErrors next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (next.TargetMean.Shape != TargetMean.Shape) throw new ShapeException($"RegressionErrors: errors of outputs {TargetMean.Shape} and {next.TargetMean.Shape} cannot be joined.");
        double total = Total + next.Total, divisor = total == 0 ? 1 : total;
        var apart = next.TargetMean - TargetMean;
        return new(total, AbsoluteErrors + next.AbsoluteErrors, SquaredErrors + next.SquaredErrors, (TargetMean * Total + next.TargetMean * next.Total) / divisor,
            TargetSpread + next.TargetSpread + apart * apart * (Total / divisor * next.Total));
    }

    private double Mean(Tensor<double> sums) => ClassCounts.Ratio(sums.Sum().ToScalar(), Total * sums.Shape.Size);

    /// <summary>The measures in one line, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"MAE {MeanAbsoluteError:0.0000}, MSE {MeanSquaredError:0.0000}, RMSE {RootMeanSquaredError:0.0000}, R² {R2:0.0000}");
}
