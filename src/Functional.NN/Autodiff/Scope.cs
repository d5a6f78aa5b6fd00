namespace Functional.NN;

/// <summary>
/// One differentiation in progress. While it records, operations on its variables are kept; while it walks, the derivative rules run and
/// are not kept for it (but for any differentiation around it); when it has ended, the values it kept are no longer to be read.
/// </summary>
internal sealed class Scope
{
    public enum Phase { Recording, Walking, Ended }

    public static readonly Scope[] None = [];

    private readonly int _thread = Environment.CurrentManagedThreadId;

    public Phase State { get; set; } = Phase.Recording;

    /// <summary>What was done by hand with something this scope knows, so that the operations kept do not tell all of the computation.</summary>
    public string? Escaped { get; set; }

    /// <summary>The variables kept, in the order they were made: every one after its inputs.</summary>
    public List<Var> Kept { get; } = [];

    /// <summary>Keeps a variable. All come from the thread that began, so that their order, and with it every sum of the derivative, is always the same.</summary>
    public void Keep(Var variable)
    {
        if (_thread != Environment.CurrentManagedThreadId)
            throw new NNException("Var: a function that is differentiated runs on one thread. Differentiate its parts on threads of their own and add up, or leave out the threads.");
        Kept.Add(variable);
    }

    /// <summary>The scopes that still record among those the inputs belong to.</summary>
    public static Scope[] Recording(Var[] inputs)
    {
        var joined = None;
        foreach (var input in inputs)
            foreach (var scope in input.Scopes)
                if (scope.State == Phase.Recording && Array.IndexOf(joined, scope) < 0)
                    joined = Same(input.Scopes) && joined.Length == 0 ? input.Scopes : [.. joined, scope];
        return joined;

        static bool Same(Scope[] scopes) => Array.TrueForAll(scopes, s => s.State == Phase.Recording);
    }

    public void End()
    {
        State = Phase.Ended;
        Kept.Clear();
        Kept.TrimExcess();
    }
}
