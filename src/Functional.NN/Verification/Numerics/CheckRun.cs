using System.Diagnostics;

namespace Functional.NN;

/// <summary>One check from beginning to end: evaluates, measures the noise, compares line by line, and keeps what was found until somebody asks.</summary>
internal sealed class CheckRun(GradientProblem problem, GradientCheckOptions options)
{
    private readonly Evaluations _evaluations = new(problem);
    private readonly List<GradientEntry> _entries = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private double _amplification = 1;
    private int _lines;

    public static GradientReport Of(GradientProblem problem, GradientCheckOptions? options)
    {
        var run = new CheckRun(problem, options ?? GradientCheckOptions.Default);
        return run.Report();
    }

    private bool IsLate => _watch.Elapsed > options.Limit;

    /// <summary>The run has a thread of its own, so that it can be left to itself when somebody's function does not come back.</summary>
    private GradientReport Report()
    {
        (GradientVerdict? Verdict, string? Reason) found = default;
        var thread = new Thread(() => found = Run(), maxStackSize: 16 << 20) { IsBackground = true, Name = "gradient check" };
        thread.Start();
        bool returned = thread.Join(Milliseconds(options.Limit)) || thread.Join(Milliseconds(Grace(options.Limit)));
        lock (_lock)
        {
            if (!returned) found = (GradientVerdict.DidNotReturn, Sentence.Of($"an evaluation did not return within the limit of {options.Limit.TotalSeconds:0.###} s; its thread is left to itself"));
            return new GradientReport(problem.Subject, _entries, found.Verdict, Reason(found.Reason, problem.Remark?.Invoke()), _evaluations.Count, _watch.Elapsed, _amplification);
        }
    }

    internal static int Milliseconds(TimeSpan time) => (int)Math.Clamp(time.TotalMilliseconds, 1, int.MaxValue);

    /// <summary>What a single evaluation may take beyond the limit before it counts as one that does not come back.</summary>
    internal static TimeSpan Grace(TimeSpan limit) => TimeSpan.FromSeconds(Math.Clamp(limit.TotalSeconds / 4, 0.25, 10));

    private (GradientVerdict? Verdict, string? Reason) Run()
    {
        try
        {
            return options.Method == GradientMethod.Adjoint ? Pairs() : Lines();
        }
        catch (BrokenFunctionException broken)
        {
            return (GradientVerdict.Failed, broken.Message);
        }
        catch (UnsteadyFunctionException unsteady)
        {
            return (GradientVerdict.NotDeterministic, unsteady.Message);
        }
    }

    private (GradientVerdict?, string?) Lines()
    {
        var here = Here();
        if (Objection(here) is { } objection) return (objection.Verdict, objection.Reason);
        var cotangent = Cotangent(here.Shape, options.Key.Fold("cotangent"));
        var claimed = Claimed(cotangent);
        var probe = Measured(new LineProbe(_evaluations, cotangent, here));
        var lines = CheckedLines.Of(problem, options);
        _lines = lines.Count;
        var slopes = new Slopes(problem, options, _evaluations, probe, cotangent);
        var judge = new Judge(problem, options, claimed, _evaluations.Roundoff(cotangent), probe, () => _evaluations.Rounding(cotangent));
        foreach (var line in lines.Lines)
        {
            if (IsLate) return Late();
            Add(judge.Entry(line, slopes));
        }
        Same(here, _evaluations.Here(), "the function");
        return (null, _evaluations.Refusal is { } refusal ? $"beside the point {refusal}" : null);
    }

    /// <summary>⟨ȳ, J·v⟩ against ⟨Jᵀ·ȳ, v⟩ for pairs drawn anew.</summary>
    private (GradientVerdict?, string?) Pairs()
    {
        var here = Here();
        if (Objection(here) is { } objection) return (objection.Verdict, objection.Reason);
        _lines = CheckedLines.Pairs(options);
        for (int pair = 0; pair < _lines; pair++)
        {
            if (IsLate) return Late();
            var key = options.Key.Fold("pair").Fold(pair);
            var cotangent = Cotangent(here.Shape, key.Fold("cotangent"));
            var claimed = Claimed(cotangent);
            var line = new DirectionLine("pair", problem.Point, key.Fold("direction"), pair);
            Add(new Judge(problem, options, claimed, _evaluations.Roundoff(cotangent), new LineProbe(_evaluations, cotangent, here), () => _evaluations.Rounding(cotangent)).Entry(line, new Slopes(problem, options, _evaluations, null, cotangent)));
        }
        return default;
    }

    private Tensor<double> Here()
    {
        var here = _evaluations.Here();
        Same(here, _evaluations.Here(), "the function");
        return here;
    }

    private Tensor<double>[] Claimed(Tensor<double> cotangent)
    {
        var claimed = _evaluations.Gradient(cotangent);
        foreach (var (first, second) in claimed.Zip(_evaluations.Gradient(cotangent))) Same(first, second, "the gradient");
        return claimed;
    }

    private static void Same(Tensor<double> first, Tensor<double> second, string what)
    {
        if (first == second) return;
        if (first.Shape != second.Shape) throw new UnsteadyFunctionException($"{what}, evaluated twice at the same point, gives the shapes {first.Shape} and {second.Shape}");
        var (a, b) = first.ToArray().Zip(second.ToArray()).First(pair => BitConverter.DoubleToInt64Bits(pair.First) != BitConverter.DoubleToInt64Bits(pair.Second));
        throw new UnsteadyFunctionException(Sentence.Of($"{what}, evaluated twice at the same point, gives {a:R} and {b:R}; hold its random numbers fixed by a key or a seed"));
    }

    private LineProbe Measured(LineProbe probe)
    {
        if (options.Method == GradientMethod.ForwardMode || problem.Slope is not null) return probe;
        return probe.WithNoise(_amplification = FunctionNoise.Amplification(probe, problem, options.Key));
    }

    private static Tensor<double> Cotangent(Shape shape, RandomKey key) => shape.Size == 1 ? Tensor.Full(shape, 1.0) : RandomSigned.Of(key, shape);

    private void Add(GradientEntry entry)
    {
        lock (_lock) _entries.Add(entry);
    }

    private (GradientVerdict?, string?) Late() =>
        (_entries.Exists(e => e.Verdict == GradientVerdict.Wrong) ? null : GradientVerdict.CannotTell, Sentence.Of($"the limit of {options.Limit.TotalSeconds:0.###} s was reached after {_entries.Count} of {_lines} coordinates"));

    public static string NotFinite(Tensor<double> here) => Sentence.Of($"the function is {here.ToArray().First(v => !double.IsFinite(v))} at the point; choose one where it is finite");

    private GradientObjection? Objection(Tensor<double> here) => here.IsFinite ? _evaluations.Objection()
        : new(GradientVerdict.CannotTell, NotFinite(here));

    private static string? Reason(string? found, string? remark) => found is null || remark is null ? found ?? remark : $"{found}; {remark}";
}

/// <summary>A function that gives other bits when it is evaluated again.</summary>
internal sealed class UnsteadyFunctionException : Exception
{
    public UnsteadyFunctionException() { }

    public UnsteadyFunctionException(string message) : base(message) { }

    public UnsteadyFunctionException(string message, Exception inner) : base(message, inner) { }
}
