namespace Functional.NN.Experiments.Verification;

/// <summary>Predictions and targets that fit a loss of which nothing is known: the first of a list that it takes.</summary>
internal static class FittingLoss
{
    private const int Samples = 4;

    private static readonly (Shape Prediction, ILayer Output, Func<RandomKey, int, Tensor<double>> Targets)[] Candidates =
    [
        ([3], new Identity(), LossCases.Numbers(3)), ([3], new Identity(), LossCases.Indices(3)), ([3], new Identity(), LossCases.Signs(3)), ([3], new Identity(), LossCases.Bits(3)),
        ([3], new Sigmoid(), LossCases.Bits(3)), ([3], new Softmax(), LossCases.Indices(3)), ([3], new Softmax(), LossCases.Shares(3)), ([3], new LogSoftmax(), LossCases.Shares(3)), ([3], new Softplus(), LossCases.Counts(3)),
        ([2, 3], new Identity(), LossCases.Numbers(2, 3)), ([2, 3], new Identity(), LossCases.Positions(3, 2)), ([2, 3], new Identity(), LossCases.Signs()), ([3, 4], new Identity(), LossCases.Numbers()), ([1], new Identity(), LossCases.Numbers(1)), ([4], new Softplus(), LossCases.Numbers(2)),
    ];

    /// <summary>The loss's gradient on the first samples with a finite loss, else on the first that it takes.</summary>
    /// <exception cref="NotConstructedException">It takes none.</exception>
    public static IEnumerable<GradientCase> Cases(ILoss loss, RandomKey key)
    {
        LossCase? taken = null, thrown = null;
        string? refusal = null;
        foreach (var (prediction, output, targets) in Candidates)
        {
            var candidate = new LossCase(loss, prediction, targets) { Output = output, Key = key, Samples = Samples };
            if (Value(candidate, ref thrown, ref refusal) is not { } value) continue;
            taken ??= candidate;
            if (!double.IsFinite(value)) continue;
            taken = candidate;
            break;
        }
        var chosen = taken ?? thrown ?? throw new NotConstructedException($"it takes none of the predictions and targets that were tried; offer cases of it with a class that implements IGradientCases ({refusal})");
        yield return chosen.Gradient;
    }

    /// <summary>The loss of a candidate; none where it is refused, or where the loss throws what is no refusal, which the check then says.</summary>
    private static double? Value(LossCase candidate, ref LossCase? thrown, ref string? refusal)
    {
        try
        {
            return candidate.Loss.Mean(Var.Of(candidate.Predictions(Samples)), Var.Of(candidate.TargetsOf(Samples))).Value<double>().ToScalar();
        }
        catch (NNException e)
        {
            refusal ??= e.Message;
        }
#pragma warning disable CA1031   // A loss of which nothing is known may throw what it likes.
        catch (Exception)
        {
            thrown ??= candidate;
        }
#pragma warning restore CA1031
        return null;
    }
}
