using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Functional.NN.Experiments.Verification;

namespace Functional.NN.Cli;

/// <summary>What came of an assembly.</summary>
/// <param name="Rows">a row for each type that was checked</param>
/// <param name="Without">what was not, and why</param>
internal sealed record AssemblyReport(ImmutableArray<GradientRow> Rows, ImmutableArray<NotChecked> Without);

/// <summary>The check of an assembly in processes that may end or be ended: the next one goes on with the next case.</summary>
internal sealed class AssemblyRun
{
    private static readonly TimeSpan Loading = TimeSpan.FromSeconds(120);

    private readonly AssemblyRequest _request;
    private readonly TimeSpan _limit;
    private readonly IGradientWatcher? _watcher;
    private readonly CancellationToken _cancellation;
    private readonly List<GradientRow> _rows = [];
    private readonly List<NotChecked> _without = [];
    private readonly List<GradientOutcome> _outcomes = [];
    private readonly Stopwatch _step = new();
    private ImmutableArray<TypeName> _types = [];
    private int _type;

    private AssemblyRun(AssemblyRequest request, TimeSpan limit, IGradientWatcher? watcher, CancellationToken cancellation) =>
        (_request, _limit, _watcher, _cancellation) = (request, limit, watcher, cancellation);

    /// <summary>Checks an assembly.</summary>
    /// <param name="request">what</param>
    /// <param name="limit">how long one step may take: making a type, listing its next case, checking a case</param>
    /// <param name="watcher">sees every row that is ready</param>
    /// <param name="cancellation">ends the run and its process</param>
    /// <exception cref="NNException">It cannot be checked at all.</exception>
    public static AssemblyReport Check(AssemblyRequest request, TimeSpan limit, IGradientWatcher? watcher, CancellationToken cancellation)
    {
        ForeignAssembly.Refuse(request.Path);
        var run = new AssemblyRun(request, limit, watcher, cancellation);
        for (AssemblyRequest? next = request; next is not null;) next = run.Process(next);
        run.EndTypes(run._types.Length);
        return new([.. run._rows], [.. run._without]);
    }

    /// <summary>Runs one process to its end, and says with what the next one begins; nothing where all is done.</summary>
    private AssemblyRequest? Process(AssemblyRequest request)
    {
        using var process = AssemblyProcess.Start(request, _cancellation);
        AssemblyMessage? step = null;
        for (var wait = Loading; ; wait = _limit)
        {
            _step.Restart();
            if (process.Next(wait, _cancellation, out bool late) is not { } message) return Broken(step, late, process);
            if (message.News == AssemblyNews.Refused) throw new NNException(message.Text!);
            if (message.News == AssemblyNews.Done) return null;
            Take(message);
            if (message.News is AssemblyNews.Asking or AssemblyNews.Checking) step = message;
        }
    }

    private void Take(AssemblyMessage message)
    {
        switch (message.News)
        {
            case AssemblyNews.Loaded when _types.IsEmpty:
                _types = message.Types;
                _without.AddRange(message.Missing.Select(reason => new NotChecked("a type that cannot be loaded", reason)));
                break;
            case AssemblyNews.Asking:
                EndTypes(message.Type);
                break;
            case AssemblyNews.NotConstructed:
                _without.Add(new(_types[message.Type].Name, message.Text!));
                break;
            case AssemblyNews.Checked:
                _outcomes.Add(message.Outcome!);
                break;
        }
    }

    /// <summary>What the step came to in which the process ended or had to be ended, and what comes after it.</summary>
    private AssemblyRequest Broken(AssemblyMessage? step, bool late, AssemblyProcess process)
    {
        string how = late ? string.Create(CultureInfo.InvariantCulture, $"it did not return within {_limit.TotalSeconds:0.##} s, and its process was ended") : process.End(_cancellation);
        if (step is null) throw new NNException($"{_request.Path}: the assembly cannot be loaded: {(late ? "nothing was heard of it for two minutes" : how)}.");
        bool asking = step.News == AssemblyNews.Asking;
        string name = !asking ? step.Text! : step.Case == 0 ? $"making {_types[step.Type].Name}, or trying what fits it" : string.Create(CultureInfo.InvariantCulture, $"asking {_types[step.Type].Name} for case {step.Case + 1}");
        _outcomes.Add(GradientOutcome.Without(name, late ? GradientVerdict.DidNotReturn : GradientVerdict.Failed, how, _step.Elapsed.TotalSeconds));
        return asking ? _request with { FromType = step.Type + 1 } : _request with { FromType = step.Type, FromCase = step.Case + 1 };
    }

    /// <summary>The types before this one are ready.</summary>
    private void EndTypes(int next)
    {
        for (; _type < next; _type++)
        {
            if (_outcomes.Count == 0) continue;
            _rows.Add(new(_types[_type].Kind, _types[_type].Name, [.. _outcomes]));
            _outcomes.Clear();
            _watcher?.OnRow(_rows[^1], _type + 1, _types.Length);
        }
    }
}
