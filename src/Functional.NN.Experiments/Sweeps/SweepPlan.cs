using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>A setting of a sweep: one choice on every axis but that of the seeds.</summary>
/// <param name="Index">its place among the settings, from 0</param>
/// <param name="Choices">a choice for each axis, in the order of the axes</param>
public sealed record SweepSetting(int Index, ImmutableArray<SweepChoice> Choices)
{
    /// <summary>True when place and choices are the same.</summary>
    public bool Equals(SweepSetting? other) => other is not null && Index == other.Index && Choices.SequenceEqual(other.Choices);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Index, Choices.Length);
}

/// <summary>A run of a sweep: a setting with a seed.</summary>
/// <param name="Index">its place among the trials, from 0</param>
/// <param name="Setting">its setting's place among the settings</param>
/// <param name="Seed">the seed as JSON; none for the experiment's own</param>
/// <param name="Changes">what it changes in the experiment's file, in the order in which it is changed: shorter paths first</param>
public sealed record SweepTrial(int Index, int Setting, string? Seed, ImmutableArray<SweepChange> Changes)
{
    /// <summary>What it is called by people: its place from 1.</summary>
    public int Number => Index + 1;

    /// <summary>True when everything is the same.</summary>
    public bool Equals(SweepTrial? other) => other is not null && Index == other.Index && Setting == other.Setting && Seed == other.Seed && Changes.SequenceEqual(other.Changes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Index, Setting, Seed);
}

/// <summary>The settings and trials of a sweep. They follow from the sweep and the experiment's seed alone, and are the same on every machine.</summary>
/// <param name="Sweep">the sweep</param>
/// <param name="Settings">the settings, in the order of the search</param>
/// <param name="Trials">the trials: setting by setting, in each the seeds in their order</param>
public sealed record SweepPlan(Sweep Sweep, ImmutableArray<SweepSetting> Settings, ImmutableArray<SweepTrial> Trials)
{
    /// <summary>The plan of a sweep.</summary>
    /// <param name="sweep">the sweep</param>
    /// <param name="seed">the experiment's seed, from which random settings follow</param>
    /// <exception cref="NNException">There are too many trials, or the search does not fit the axes.</exception>
    public static SweepPlan Of(Sweep sweep, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        SweepChoice?[] seeds = sweep.Seeds is { } given ? [.. given.Choices] : [null];
        int most = Sweep.MostTrials / seeds.Length;
        var settings = sweep.Search.Settings(sweep.Varied, RandomKey.FromSeed(seed).Fold("sweep")).Take(most + 1).Select((choices, i) => new SweepSetting(i, [.. choices])).ToImmutableArray();
        if (settings.Length > most) throw new NNException(Invariant.Text($"Sweep: that are more than {Sweep.MostTrials} trials; sweep over fewer values, or draw settings at random: \"search\": {{\"random\": 20}}."));
        return new(sweep, settings, [.. settings.SelectMany(setting => seeds.Select((with, i) => Trial(setting.Index * seeds.Length + i, setting, with)))]);
    }

    /// <summary>The trials of a setting, in the order of the seeds.</summary>
    public IEnumerable<SweepTrial> Of(SweepSetting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return Trials.Where(trial => trial.Setting == setting.Index);
    }

    /// <summary>What a setting is called: <c>optimizer Adam, rate 0.1</c> without the parts of the path that say nothing more.</summary>
    public string Label(SweepSetting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return setting.Choices.IsEmpty ? "as it is" : string.Join(", ", Sweep.Varied.Zip(setting.Choices, (axis, choice) => $"{axis.Name.Split('.')[^1]} {choice.Label}"));
    }

    /// <summary>What a trial is called: its setting, and its seed where it has one of its own.</summary>
    public string Label(SweepTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        string setting = Label(Settings[trial.Setting]);
        return trial.Seed is null ? setting : Settings[trial.Setting].Choices.IsEmpty ? $"seed {trial.Seed}" : $"{setting}, seed {trial.Seed}";
    }

    private static SweepTrial Trial(int index, SweepSetting setting, SweepChoice? seed) => new(index, setting.Index, seed?.Changes[0].Json,
        [.. setting.Choices.SelectMany(choice => choice.Changes).Concat(seed?.Changes ?? []).OrderBy(change => change.Path.Count(c => c is '.' or '['))]);

    /// <summary>True when sweep, settings and trials are the same.</summary>
    public bool Equals(SweepPlan? other) => other is not null && Sweep.Equals(other.Sweep) && Settings.SequenceEqual(other.Settings) && Trials.SequenceEqual(other.Trials);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Settings.Length, Trials.Length);
}
