using System.Collections.Immutable;

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
internal sealed class Shrinker(Func<ShrinkCandidate, bool> stillFails, int mostTries, Func<bool> isOver)
{
    private static readonly ImmutableArray<Func<ShrinkCandidate, IEnumerable<Func<ShrinkCandidate>>>> Families =
    [
        ObjectiveEdits.Of, StructureEdits.Alone, StructureEdits.Shorter, StructureEdits.Parts, BatchEdits.Of, ShapeEdits.Of, StructureEdits.Constants, NumberEdits.Of,
    ];

    private readonly HashSet<ShrinkCandidate> _known = [];
    private int _tries, _steps;

    /// <summary>The smallest case that can be found from one that fails.</summary>
    /// <param name="failing">the case</param>
    /// <param name="stillFails">whether a case fails in the same way; what it throws counts as no</param>
    /// <param name="mostTries">how many cases may be asked about</param>
    /// <param name="isOver">asked before every case: whether the time is up</param>
    public static Shrunk Smallest(ShrinkCandidate failing, Func<ShrinkCandidate, bool> stillFails, int mostTries = 2000, Func<bool>? isOver = null) =>
        new Shrinker(stillFails, mostTries, isOver ?? (() => false)).From(failing);

    private Shrunk From(ShrinkCandidate best)
    {
        _known.Add(best);
        for (int before = -1; before < _steps;)
        {
            before = _steps;
            foreach (var family in Families)
                while (Better(family, best) is { } better) (best, _steps) = (better, _steps + 1);
        }
        return new(best, _steps, _tries);
    }

    private ShrinkCandidate? Better(Func<ShrinkCandidate, IEnumerable<Func<ShrinkCandidate>>> family, ShrinkCandidate best)
    {
        var simplicity = new Simplicity(best);
        foreach (var edit in family(best))
        {
            if (_tries >= mostTries || isOver()) return null;
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
            return stillFails(candidate) ? candidate : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }
}
