using System.Collections.Immutable;
using System.Diagnostics;

namespace Functional.NN;

/// <summary>A shrunk case, and what it took.</summary>
/// <param name="Candidate">the case</param>
/// <param name="Steps">how many times a simpler case was found</param>
/// <param name="Tries">how many cases were asked about</param>
internal sealed record Shrunk(ShrinkCandidate Candidate, int Steps, int Tries);

/// <summary>
/// Delta debugging of networks: of the cases a little simpler than the one that fails the first that fails too is taken, until none does. The order is fixed, nothing is drawn
/// but from the case's own key, and every step makes the case simpler (<see cref="Simplicity"/>), so that it ends.
/// </summary>
/// <remarks>After Zeller and Hildebrandt 2002, "Simplifying and isolating failure-inducing input", with edits that know what a network is.</remarks>
internal sealed class Shrinker
{
    private static readonly ImmutableArray<Func<ShrinkCandidate, IEnumerable<Func<ShrinkCandidate>>>> Families =
    [
        ObjectiveEdits.Of, StructureEdits.Alone, StructureEdits.Shorter, StructureEdits.Parts, BatchEdits.Of, ShapeEdits.Of, StructureEdits.Constants, NumberEdits.Of,
    ];

    private readonly Func<ShrinkCandidate, bool> _stillFails;
    private readonly int _mostTries;
    private readonly TimeSpan _limit;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly HashSet<ShrinkCandidate> _known;
    private volatile Shrunk _found;
    private int _tries;

    private Shrinker(ShrinkCandidate failing, Func<ShrinkCandidate, bool> stillFails, TimeSpan limit, int mostTries) =>
        (_found, _known, _stillFails, _limit, _mostTries) = (new(failing, 0, 0), [failing], stillFails, limit, mostTries);

    private bool IsOver => _tries >= _mostTries || _watch.Elapsed >= _limit;

    /// <summary>The smallest case that can be found from one that fails.</summary>
    /// <param name="failing">the case</param>
    /// <param name="stillFails">whether a case fails in the same way; what it throws counts as no</param>
    /// <param name="limit">how long it may take; then the smallest so far is given, and what does not return is left to itself on its thread</param>
    /// <param name="mostTries">how many cases may be asked about</param>
    public static Shrunk Smallest(ShrinkCandidate failing, Func<ShrinkCandidate, bool> stillFails, TimeSpan limit, int mostTries = 2000)
    {
        var shrinker = new Shrinker(failing, stillFails, limit, mostTries);
        var thread = new Thread(shrinker.Run, maxStackSize: 16 << 20) { IsBackground = true, Name = "shrinking" };
        thread.Start();
        thread.Join(CheckRun.Milliseconds(limit + CheckRun.Grace(limit)));
        return shrinker._found;
    }

    private void Run()
    {
        for (int before = -1; before < _found.Steps;)
        {
            before = _found.Steps;
            foreach (var family in Families)
                while (Better(family, _found.Candidate) is { } better) _found = new(better, _found.Steps + 1, _tries);
        }
        _found = _found with { Tries = _tries };
    }

    private ShrinkCandidate? Better(Func<ShrinkCandidate, IEnumerable<Func<ShrinkCandidate>>> family, ShrinkCandidate best)
    {
        var simplicity = new Simplicity(best);
        foreach (var edit in family(best))
        {
            if (IsOver) return null;
            if (Tried(edit, simplicity) is { } better) return better;
        }
        return null;
    }

    /// <summary>What an edit makes, where that can be made, is simpler, and fails too. A case that cannot be made or asked about (a shape that does not fit, a layer that throws) is not one.</summary>
    private ShrinkCandidate? Tried(Func<ShrinkCandidate> edit, Simplicity than)
    {
        try
        {
            var candidate = edit();
            if (new Simplicity(candidate).CompareTo(than) >= 0 || !_known.Add(candidate)) return null;
            _tries++;
            return _stillFails(candidate) ? candidate : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }
}
