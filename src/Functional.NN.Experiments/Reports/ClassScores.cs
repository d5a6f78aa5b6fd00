using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>How the outputs of an experiment's network are read as decisions between classes.</summary>
/// <param name="Classes">the names of the classes</param>
/// <param name="AreProbabilities">whether what is read is the classes' probabilities, not only their order</param>
internal sealed record ClassScores(ImmutableArray<string> Classes, bool AreProbabilities)
{
    private enum Form
    {
        /// <summary>Logits of the classes.</summary>
        Softmax,

        /// <summary>One logit, of class 1.</summary>
        Sigmoid,

        /// <summary>Scores, the largest the best.</summary>
        Scores,

        /// <summary>Distances, the smallest the best.</summary>
        Distances,

        /// <summary>One score, that of class 1 above a threshold.</summary>
        Threshold,
    }

    private Form Kind { get; init; }

    private double Threshold { get; init; }

    /// <summary>How to read them; nothing where a sample is not decided between classes once.</summary>
    public static ClassScores? Of<T>(Experiment experiment, Dataset<T> test) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        if (experiment.Objective is not Supervised { Metrics: var metrics } supervised || experiment.Network.Output is not { Rank: <= 1 } output) return null;
        bool nearest = metrics.Any(m => m is NearestAccuracy);
        if (metrics.OfType<Accuracy>().FirstOrDefault() is var accuracy && accuracy is null && !nearest) return null;
        if (output.Size == 1) return test.TargetShape.Size != 1 || nearest ? null : OfOne(supervised.Loss, accuracy!.Threshold);
        if (test.Classes != output.Size && test.TargetShape.Size != output.Size) return null;
        ImmutableArray<string> names = test.ClassNames.Length == output.Size ? test.ClassNames : [.. Enumerable.Range(0, output.Size).Select(i => Invariant.Text($"{i}"))];
        bool softmax = supervised.Loss is SoftmaxCrossEntropy or SoftmaxFocal;
        return new(names, softmax) { Kind = nearest ? Form.Distances : softmax ? Form.Softmax : Form.Scores };
    }

    /// <summary>The classes' probabilities, or scores of which the largest is the best, and the true class.</summary>
    /// <param name="outputs">the network's for a sample</param>
    /// <param name="target">a class, or a number for each class</param>
    public (double[] Scores, int True) Read(ReadOnlySpan<double> outputs, ReadOnlySpan<double> target) => Kind switch
    {
        Form.Softmax => (Softmax(outputs), True(target)),
        Form.Sigmoid => (Softmax([0, outputs[0]]), target[0] > 0 ? 1 : 0),
        Form.Threshold => ([Threshold, outputs[0]], target[0] > 0 ? 1 : 0),
        Form.Distances => ([.. outputs.ToArray().Select(v => -v)], True(target)),
        _ => (outputs.ToArray(), True(target)),
    };

    /// <summary>The place of the largest number, the first of several; NaN is not larger than anything.</summary>
    public static int Largest(ReadOnlySpan<double> scores)
    {
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
            if (scores[i] > scores[best]) best = i;
        return best;
    }

    private static ClassScores OfOne(ILoss loss, double threshold)
    {
        bool sigmoid = loss is SigmoidCrossEntropy or SigmoidFocal && threshold == 0;
        return new(["0", "1"], sigmoid) { Kind = sigmoid ? Form.Sigmoid : Form.Threshold, Threshold = threshold };
    }

    private static int True(ReadOnlySpan<double> target) => target.Length == 1 ? (int)target[0] : Largest(target);

    private static double[] Softmax(ReadOnlySpan<double> logits)
    {
        double[] all = logits.ToArray();
        double largest = all.Max();
        double[] exponentials = [.. all.Select(v => Kernels.Elementary.Exp(v - largest))];
        double sum = exponentials.Sum();
        return [.. exponentials.Select(e => e / sum)];
    }
}
