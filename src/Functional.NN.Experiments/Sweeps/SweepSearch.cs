using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>Which settings of a sweep are tried.</summary>
public abstract record SweepSearch
{
    /// <summary>The settings that the axes other than the seeds give, in order, each once.</summary>
    /// <param name="axes">the axes without that of the seeds</param>
    /// <param name="key">what draws follow from</param>
    internal abstract IEnumerable<IReadOnlyList<SweepChoice>> Settings(IReadOnlyList<SweepAxis> axes, RandomKey key);
}

/// <summary>Every combination of the axes' choices: the axes in the order in which they are written, the last one changing fastest.</summary>
public sealed record GridSearch : SweepSearch
{
    internal override IEnumerable<IReadOnlyList<SweepChoice>> Settings(IReadOnlyList<SweepAxis> axes, RandomKey key) =>
        axes.Aggregate((IEnumerable<IReadOnlyList<SweepChoice>>)[[]], (settings, axis) => settings.SelectMany(setting => Choices(axis).Select(choice => (IReadOnlyList<SweepChoice>)[.. setting, choice])));

    private static ImmutableArray<SweepChoice> Choices(SweepAxis axis) => axis is ListAxis list ? list.Choices
        : throw new NNException($"Sweep: a grid needs a list of values for the axis \"{axis.Name}\"; give one, or draw settings at random: \"search\": {{\"random\": 20}}.");
}

/// <summary>So many different settings, each axis drawn by itself: evenly from a list, evenly along a range (or its logarithm).</summary>
/// <remarks>
/// Setting j draws by the key <c>FromSeed(seed).Fold("sweep").Fold(j).Fold(attempt).Fold(name of the axis)</c>; a setting that was there before is drawn again, with the next attempt. More settings begin with
/// those that fewer have. Every setting is run with every seed of the sweep. Bergstra and Bengio 2012, "Random search for hyper-parameter optimization".
/// </remarks>
/// <param name="Count">how many settings</param>
public sealed record RandomSearch(int Count) : SweepSearch
{
    private const int Attempts = 10_000;

    /// <summary>How many settings.</summary>
    public int Count { get; init => field = Checked(value); } = Checked(Count);

    internal override IEnumerable<IReadOnlyList<SweepChoice>> Settings(IReadOnlyList<SweepAxis> axes, RandomKey key)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int setting = 0; setting < Count; setting++) yield return Different(axes, key.Fold(setting), seen);
    }

    private SweepChoice[] Different(IReadOnlyList<SweepAxis> axes, RandomKey key, HashSet<string> seen)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
            if (axes.Select(axis => Drawn(axis, key.Fold(attempt).Fold(axis.Name))).ToArray() is var setting && seen.Add(string.Join('\n', setting.Select(choice => choice.Label)))) return setting;
        throw new NNException(Invariant.Text($"Sweep: {Count} different settings were asked for at random, and the axes seem to have no more than {seen.Count}; ask for those, or take the grid."));
    }

    private static SweepChoice Drawn(SweepAxis axis, RandomKey key) => axis switch
    {
        ListAxis list => list.Choices[key.Integers(1, list.Choices.Length)[0]],
        RangeAxis range => range.Draw(key),
        _ => throw new NNException($"Sweep: nothing can be drawn from the axis \"{axis.Name}\" of type {axis.GetType().Name}."),
    };

    private static int Checked(int count) => count >= 1 ? count : throw new NNException(Invariant.Text($"Sweep: a random search needs a number of settings from 1 on, got {count}."));
}
