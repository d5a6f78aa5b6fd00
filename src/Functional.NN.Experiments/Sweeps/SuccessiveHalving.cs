using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>A stretch of a sweep that gives settings up on the way.</summary>
/// <param name="Epoch">the epoch to which the settings of this rung are run</param>
/// <param name="Settings">how many settings are run to there</param>
public sealed record Rung(int Epoch, int Settings);

/// <summary>Where a setting stands at a rung.</summary>
/// <param name="Setting">its place among the settings</param>
/// <param name="Value">the mean of the metric over the seeds that are still finite; none where there is none</param>
/// <param name="Failed">how many of its runs failed</param>
public sealed record Standing(int Setting, double? Value, int Failed);

/// <summary>
/// Successive halving: all settings are run for a few epochs, the best part of them 1/η goes on for η times as many, and so on; the last ones are run to the end.
/// </summary>
/// <remarks>
/// Jamieson and Talwalkar 2016, "Non-stochastic best arm identification and hyperparameter optimization". Rung k ends at epoch r·ηᵏ for as long as r·ηᵏ⁺¹ is not beyond the run's last epoch, which ends the last rung;
/// of n settings ⌊n/η⌋ go on, at least one. A setting that goes on is the same run going on, with the schedule of the whole run, so those who reach the end have the bits of a run by itself.
/// Settings without a failed run come before those with one, then the better mean over the seeds comes first, then the lower index; one without a finite figure never goes on.
/// </remarks>
/// <param name="Factor">η: of how many settings one goes on</param>
/// <param name="FirstEpochs">r: the epochs of the first rung</param>
public sealed record SuccessiveHalving(int Factor = 3, int FirstEpochs = 1)
{
    /// <summary>η: of how many settings one goes on.</summary>
    public int Factor { get; init => field = FromOn(value, 2, "factor"); } = FromOn(Factor, 2, "factor");

    /// <summary>r: the epochs of the first rung.</summary>
    public int FirstEpochs { get; init => field = FromOn(value, 1, "number of first epochs"); } = FromOn(FirstEpochs, 1, "number of first epochs");

    /// <summary>The rungs of so many settings whose runs have so many epochs.</summary>
    /// <exception cref="NNException">The first rung leaves no room for a second.</exception>
    public ImmutableArray<Rung> Rungs(int settings, int epochs)
    {
        if ((long)FirstEpochs * Factor > epochs)
            throw new NNException(Invariant.Text($"Sweep: halving runs all settings for {FirstEpochs} epochs and one of {Factor} for {(long)FirstEpochs * Factor} or more, and a run has {epochs}; take fewer first epochs."));
        var rungs = ImmutableArray.CreateBuilder<Rung>();
        long epoch = FirstEpochs;
        for (; epoch * Factor <= epochs; epoch *= Factor, settings = Math.Max(1, settings / Factor)) rungs.Add(new((int)epoch, settings));
        rungs.Add(new(epochs, settings));
        return rungs.ToImmutable();
    }

    /// <summary>The settings that go on, in the order of their indices.</summary>
    /// <param name="standings">where those stand that are still in it</param>
    /// <param name="count">how many go on, where so many can</param>
    /// <param name="better">which of two figures is better</param>
    public static ImmutableArray<int> Survivors(IEnumerable<Standing> standings, int count, Better better) =>
        [.. standings.Where(s => s.Value is { } value && double.IsFinite(value))
            .OrderBy(s => s.Failed > 0).ThenBy(s => better == Better.Smaller ? s.Value : -s.Value).ThenBy(s => s.Setting).Take(count).Select(s => s.Setting).Order()];

    private static int FromOn(int value, int least, string what) => value >= least ? value : throw new NNException(Invariant.Text($"Sweep: halving needs a {what} from {least} on, got {value}."));
}
