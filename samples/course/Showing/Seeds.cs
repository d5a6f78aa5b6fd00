using System.Collections.Immutable;
using Functional.NN.Experiments;

namespace Functional.NN.Course;

/// <summary>The same program with several seeds, and what that says.</summary>
public static class Seeds
{
    /// <summary>What a program gives with the seeds 1, 2, …, count, in their order. They run beside each other, one thread each, which changes no bit.</summary>
    /// <param name="count">how many seeds: five or more where chance matters</param>
    /// <param name="run">the program as a function of its key; trainers in it take <c>Compute.Default.With(threads: 1)</c>, see <see cref="Alone"/></param>
    public static ImmutableArray<T> Of<T>(int count, Func<RandomKey, T> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var results = new T[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => results[i] = run(RandomKey.FromSeed((ulong)(i + 1))));
        return [.. results];
    }

    /// <summary>One thread of the built-in engine: for programs of which several run beside each other.</summary>
    public static Compute Alone { get; } = Compute.Default.With(threads: 1);

    /// <summary>Whether the first figures are less than the second ones, seed by seed: held when the 95 % confidence interval of the mean difference lies below zero, did not hold when it lies above, else not decided.</summary>
    /// <remarks>Student's paired t: mean ± t·s/√n of the differences. Differences that are all alike decide by their sign, none by zero.</remarks>
    /// <param name="first">a figure of each seed</param>
    /// <param name="second">the other figure of the same seeds</param>
    public static Verdict Less(IEnumerable<double> first, IEnumerable<double> second)
    {
        var difference = Difference(first, second);
        if (difference.Confidence is not { } interval) throw new NNException("Seeds.Less: one seed decides nothing; run five or more.");
        return interval.High < 0 ? Verdict.Held : interval.Low > 0 ? Verdict.DidNotHold : Verdict.NotDecided;
    }

    /// <summary>Whether the first figures are as large as the second ones, to within a tolerance: held when the whole 95 % confidence interval of the mean difference is less than the tolerance away from zero, did not hold when all of it is further away, else not decided.</summary>
    /// <remarks>Two one-sided tests (Schuirmann 1987), a little stricter than at 5 %: that no difference was found is not enough to say that there is none.</remarks>
    public static Verdict Alike(IEnumerable<double> first, IEnumerable<double> second, double tolerance)
    {
        if (Difference(first, second).Confidence is not { } interval) throw new NNException("Seeds.Alike: one seed decides nothing; run five or more.");
        return interval.Low > -tolerance && interval.High < tolerance ? Verdict.Held : interval.Low > tolerance || interval.High < -tolerance ? Verdict.DidNotHold : Verdict.NotDecided;
    }

    /// <summary>Whether the mean of figures is within four of its standard errors of what a formula says, and these are small enough for that to say something.</summary>
    /// <param name="figures">a figure of each seed</param>
    /// <param name="formula">what their expectation should be</param>
    /// <param name="most">the largest standard error, as a part of the formula</param>
    public static bool AreAbout(IEnumerable<double> figures, double formula, double most = 0.1)
    {
        var over = SeedStatistics.Of(figures);
        double error = over.Deviation!.Value / Math.Sqrt(over.Count);
        return Math.Abs(over.Mean - formula) <= 4 * error && error < most * formula;
    }

    /// <summary>The mean of first − second with its interval.</summary>
    public static SeedStatistics Difference(IEnumerable<double> first, IEnumerable<double> second) => SeedStatistics.Of(first.Zip(second, (a, b) => a - b));

    /// <summary>The mean ± half the width of its 95 % confidence interval, as words.</summary>
    public static string MeanOf(IEnumerable<double> figures, int digits = 3)
    {
        var over = SeedStatistics.Of(figures);
        return over.Confidence is { } interval ? $"{Written.Short(over.Mean, digits)} ± {Written.Short((interval.High - interval.Low) / 2, 2)}" : Written.Short(over.Mean, digits);
    }

    /// <summary>The same of parts of one, in hundredths: 97.4 ± 0.3 %.</summary>
    public static string PercentOf(IEnumerable<double> parts, int decimals = 1)
    {
        var over = SeedStatistics.Of(parts);
        return over.Confidence is { } interval ? $"{Written.Percent(over.Mean, decimals)[..^2]} ± {Written.Percent((interval.High - interval.Low) / 2, decimals)}" : Written.Percent(over.Mean, decimals);
    }
}
