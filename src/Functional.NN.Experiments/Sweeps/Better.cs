namespace Functional.NN.Experiments;

/// <summary>Which of two figures is better.</summary>
public enum Better
{
    /// <summary>The smaller one: losses, errors.</summary>
    Smaller,

    /// <summary>The larger one: accuracies, scores.</summary>
    Larger,
}

/// <summary>What the name of a metric says about which figure is better.</summary>
internal static class MetricDirection
{
    private static readonly string[] Losses = ["loss", "error", "perplexity"], Scores = ["accuracy", "score", "precision", "recall", "f1", "auc", "r2"];

    /// <summary>By the last word of the name.</summary>
    /// <exception cref="NNException">The word is not known.</exception>
    public static Better Of(string metric)
    {
        string word = metric.Split(' ')[^1];
        return Losses.Contains(word, StringComparer.OrdinalIgnoreCase) ? Better.Smaller : Scores.Contains(word, StringComparer.OrdinalIgnoreCase) ? Better.Larger
            : throw new NNException($"Sweep: whether a smaller or a larger \"{metric}\" is better, its name does not say; say \"better\": \"smaller\" or \"larger\".");
    }
}
