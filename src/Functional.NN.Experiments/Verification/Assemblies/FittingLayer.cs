namespace Functional.NN.Experiments.Verification;

/// <summary>Samples that fit a layer of which nothing is known: the first of a list that it takes.</summary>
internal static class FittingLayer
{
    private const int Samples = 3;

    private static readonly Shape[] Shapes = [[4], [3, 4], [2, 5], [2, 6, 6], [1, 8, 8], [3, 16, 16], [6, 6], [6], [8], [12], []];

    /// <summary>Shapes of normal numbers, then shapes of indices.</summary>
    private static readonly (Shape Input, int? Indices)[] Candidates = [.. Shapes.Select(shape => (shape, (int?)null)), ([4], 2), ([3, 4], 2)];

    /// <summary>The layer's gradient in training and in evaluation.</summary>
    /// <exception cref="NotConstructedException">It takes none of the shapes.</exception>
    public static IEnumerable<GradientCase> Cases(ILayer layer, RandomKey key)
    {
        var (input, indices) = Fitting(layer, key);
        foreach (bool training in new[] { true, false }) yield return GradientCase.Layer(layer, input, training, Samples, indices: indices, key: key);
    }

    /// <summary>The first samples with a finite output; else the first with any; else the first whose shape the layer takes, so that the check says what is wrong.</summary>
    private static (Shape Input, int? Indices) Fitting(ILayer layer, RandomKey key)
    {
        var best = (Fit: Fit.Refused, Candidate: Candidates[0]);
        string? refusal = null;
        foreach (var candidate in Candidates)
        {
            var fit = Tried(layer, candidate.Input, candidate.Indices, key, ref refusal);
            if (fit < best.Fit) best = (fit, candidate);
            if (fit == Fit.Finite) break;
        }
        return best.Fit < Fit.Refused ? best.Candidate
            : throw new NotConstructedException($"it takes samples of none of the shapes {string.Join(", ", Shapes.Where(s => s.Rank > 0))}; offer cases of it with a class that implements IGradientCases ({refusal})");
    }

    /// <summary>How well samples fit, the best first.</summary>
    private enum Fit
    {
        Finite,
        NotFinite,
        Throws,
        Refused,
    }

    private static Fit Tried(ILayer layer, Shape input, int? indices, RandomKey key, ref string? refusal)
    {
        bool takesShape = false;
        try
        {
            var network = new Network(input, layer);
            takesShape = true;
            var output = new Model<double>(network, network.Initialize<double>(key)).Predict(CaseInputs.Draw(input, key, Samples, indices, 1));
            return output.ToArray().All(double.IsFinite) ? Fit.Finite : Fit.NotFinite;
        }
#pragma warning disable CA1031   // A layer of which nothing is known may throw what it likes; where it does for all samples, the check says so.
        catch (Exception e)
        {
            refusal ??= e.Message;
            return e is NNException && !takesShape ? Fit.Refused : Fit.Throws;
        }
#pragma warning restore CA1031
    }
}
