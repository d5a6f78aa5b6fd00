using System.Collections.Immutable;

namespace Functional.NN.Experiments.Verification;

/// <summary>The check of somebody's assembly in this process, which may not survive it: each step is announced before it is taken.</summary>
internal static class AssemblyCheck
{
    /// <summary>Checks what is asked for.</summary>
    /// <param name="request">what</param>
    /// <param name="say">told each step before it is taken, and each result</param>
    public static void Run(AssemblyRequest request, Action<AssemblyMessage> say)
    {
        try
        {
            var (types, missing) = ForeignType.In(ForeignAssembly.Load(request.Path));
            var chosen = Chosen(types, request);
            say(new(AssemblyNews.Loaded) { Types = [.. chosen.Select(type => new TypeName(type.Kind, type.Name))], Missing = missing });
            for (int t = request.FromType; t < chosen.Length; t++) Check(chosen[t], t, t == request.FromType ? request.FromCase : 0, request.Settings, say);
            say(new(AssemblyNews.Done));
        }
        catch (NNException e)
        {
            say(new(AssemblyNews.Refused, Text: e.Message));
        }
    }

    private static void Check(ForeignType type, int number, int from, GradientSettings settings, Action<AssemblyMessage> say)
    {
        IEnumerator<GradientCase>? cases = null;
        for (int i = 0; ; i++)
        {
            say(new(AssemblyNews.Asking, number, i));
            if (Next(type, ref cases, settings.Key, out string? reason) is not { } given)
            {
                if (reason is not null) say(new(AssemblyNews.NotConstructed, number, i, reason));
                return;
            }
            if (i < from) continue;
            say(new(AssemblyNews.Checking, number, i, given.Name));
            say(new(AssemblyNews.Checked, number, i) { Outcome = GradientOutcome.Of(given, settings.Options) });
        }
    }

    /// <summary>The next case; none where there are no more, or where the reason says why there is none.</summary>
    private static GradientCase? Next(ForeignType type, ref IEnumerator<GradientCase>? cases, RandomKey key, out string? reason)
    {
        reason = null;
        try
        {
            cases ??= type.Cases(key).GetEnumerator();
            return cases.MoveNext() ? cases.Current : null;
        }
#pragma warning disable CA1031   // It is somebody else's code that throws; what is listed says so.
        catch (Exception e)
        {
            reason = e is NotConstructedException ? e.Message : GradientOutcome.Sentence(e);
            return null;
        }
#pragma warning restore CA1031
    }

    private static ImmutableArray<ForeignType> Chosen(ImmutableArray<ForeignType> types, AssemblyRequest request)
    {
        if (types.IsEmpty) throw new NNException($"{request.Path}: there is no public layer (ILayer), loss (ILoss) or class that offers cases (IGradientCases) in it.");
        foreach (string name in request.Only)
            if (!types.Any(type => Is(type, name)))
                throw new NNException($"{request.Path}: there is no layer, loss or class of cases \"{name}\" in it{NearestName.Suggestion(name, types.Select(type => type.Name))}; there are {string.Join(", ", types.Select(type => type.Name))}.");
        return request.Only.IsEmpty ? types : [.. types.Where(type => request.Only.Any(name => Is(type, name)))];
    }

    private static bool Is(ForeignType type, string name) => type.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
