namespace Functional.NN.Properties;

/// <summary>A kind of case, and which share of all cases must be of it at least: far below what is expected, so that chance alone never fails a law.</summary>
/// <param name="Name">what it is called</param>
/// <param name="Least">the least share, from 0 to 1</param>
/// <param name="Is">whether a case is one</param>
internal sealed record Kind<TCase>(string Name, double Least, Func<TCase, bool> Is);

/// <summary>How many cases of each kind there were.</summary>
internal sealed class Census<TCase>(string law, IReadOnlyList<Kind<TCase>> kinds)
{
    private readonly int[] _found = new int[kinds.Count];
    private int _cases;

    public void Count(TCase c)
    {
        _cases++;
        for (int i = 0; i < kinds.Count; i++)
            if (kinds[i].Is(c)) _found[i]++;
    }

    /// <summary>Fails when there were fewer of a kind than there must be.</summary>
    public void AssertAllThere() => Assert.True(Enumerable.Range(0, kinds.Count).All(i => _found[i] >= kinds[i].Least * _cases), $"too few cases of a kind in {this}");

    public override string ToString() => FormattableString.Invariant($"{law}, {_cases} cases: ") + string.Join(", ", kinds.Select((kind, i) => FormattableString.Invariant($"{100.0 * _found[i] / Math.Max(1, _cases):0}% {kind.Name} (at least {100 * kind.Least:0}%)")));
}
