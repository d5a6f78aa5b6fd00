using System.Collections.Immutable;

namespace Functional.NN;

public sealed partial class Dataset<T>
{
    /// <summary>A part of the samples to train on, the rest held back: ⌊fraction·N + ½⌋ of them, or the first so many if no key is given.</summary>
    /// <param name="trainingFraction">from 0 to 1</param>
    /// <param name="key">draws which samples; without a key the first ones are for training. Either way each part keeps the order of the whole</param>
    public DataSplit<T> Split(double trainingFraction, RandomKey? key = null) =>
        SplitAt(Rounded(Fraction(nameof(Split), trainingFraction) * Count), key);

    /// <summary>So many samples to train on, the rest held back: the first ones, or those a key draws.</summary>
    public DataSplit<T> SplitAt(int trainingCount, RandomKey? key = null)
    {
        if (trainingCount < 0 || trainingCount > Count) throw new NNException($"Dataset.SplitAt: asked for {trainingCount} of {Count} samples to train on; give a number from 0 to {Count}.");
        if (key is not { } drawn) return new DataSplit<T>(Take(trainingCount), Skip(trainingCount));
        var training = new HashSet<int>(drawn.Permutation(Count).Take(trainingCount));
        return SplitBy(training.Contains);
    }

    /// <summary>A part of the samples to train on, the rest held back, with the proportions of the classes kept in both.</summary>
    /// <remarks>
    /// Of class c with n samples, fraction·n rounded down or up are for training, so that the total is ⌊fraction·N + ½⌋: the classes with the largest
    /// remainders are rounded up, the lower class first where they are equal. The key draws which samples of a class; without one, the first.
    /// </remarks>
    public DataSplit<T> SplitStratified(double trainingFraction, RandomKey? key = null)
    {
        double fraction = Fraction(nameof(SplitStratified), trainingFraction);
        var classes = ByClass(key);
        int[] rounded = [.. classes.Select(members => (int)(fraction * members.Length))];
        int open = Rounded(fraction * Count) - rounded.Sum();
        foreach (int c in Enumerable.Range(0, rounded.Length).OrderByDescending(c => fraction * classes[c].Length - rounded[c]).Take(open)) rounded[c]++;
        var training = new HashSet<int>(classes.SelectMany((members, c) => members.Take(rounded[c])));
        return SplitBy(training.Contains);
    }

    /// <summary>k splits in which every sample is held back exactly once; the parts held back differ in size by at most one.</summary>
    /// <param name="k">from 2 to the number of samples</param>
    /// <param name="key">draws which samples are held back together; without one they are neighbours (or, stratified, dealt in turn)</param>
    /// <param name="stratified">deal each class evenly: the samples of a class in each part held back differ by at most one</param>
    public ImmutableArray<DataSplit<T>> Folds(int k, RandomKey? key = null, bool stratified = false)
    {
        if (k < 2 || k > Count) throw new NNException($"Dataset.Folds: {Count} samples cannot be held back in {k} parts; give a number from 2 to the number of samples.");
        var order = stratified ? ByClass(key).SelectMany(members => members) : key is { } drawn ? drawn.Permutation(Count) : Enumerable.Range(0, Count);
        var fold = order.Select((sample, place) => (sample, Fold: stratified ? place % k : (int)((long)place * k / Count))).OrderBy(at => at.sample).Select(at => at.Fold).ToArray();
        return [.. Enumerable.Range(0, k).Select(held => SplitBy(sample => fold[sample] != held))];
    }

    /// <summary>The indices of each class, in ascending order or in one drawn by the key folded with the class.</summary>
    private ImmutableArray<ImmutableArray<int>> ByClass(RandomKey? key)
    {
        var labels = Labels();
        var members = Enumerable.Range(0, Count).ToLookup(sample => labels[sample]);
        ImmutableArray<int> Drawn(int c, ImmutableArray<int> samples) =>
            key is { } drawn ? [.. drawn.Fold(c).Permutation(samples.Length).Select(place => samples[place])] : samples;
        return [.. Enumerable.Range(0, Classes!.Value).Select(c => Drawn(c, [.. members[c]]))];
    }

    private DataSplit<T> SplitBy(Func<int, bool> training)
    {
        var parts = Enumerable.Range(0, Count).ToLookup(training);
        return new DataSplit<T>(Subset([.. parts[true]]), Subset([.. parts[false]]));
    }

    private static double Fraction(string who, double fraction) => fraction is >= 0 and <= 1 ? fraction
        : throw new NNException(Sentence.Of($"Dataset.{who}: a fraction is from 0 to 1, got {fraction}. For a number of samples use SplitAt."));

    private static int Rounded(double count) => (int)Math.Floor(count + 0.5);
}
