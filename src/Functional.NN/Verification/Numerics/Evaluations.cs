namespace Functional.NN;

/// <summary>Evaluations of somebody's function: counted, and with whatever it does wrong turned into a finding.</summary>
internal sealed class Evaluations(GradientProblem problem)
{
    private int _count;

    public int Count => _count;

    /// <summary>What the function threw away from the point, the first time it did.</summary>
    public string? Refusal { get; private set; }

    /// <summary>f at the point of the check.</summary>
    /// <exception cref="BrokenFunctionException">It throws, or gives nothing.</exception>
    public Tensor<double> Here() => Evaluate(problem.Point) ?? throw new BrokenFunctionException("the function gives null");

    /// <summary>f at another point; none where it throws there, as functions do outside of their domain.</summary>
    /// <exception cref="BrokenFunctionException">It gives another shape than before.</exception>
    public Tensor<double>? TryValue(Tensor<double>[] point, Shape expected)
    {
        Tensor<double>? value;
        try
        {
            value = Evaluate(point);
        }
        catch (BrokenFunctionException refusal)
        {
            Refusal ??= refusal.Message;
            return null;
        }
        return value is not null && value.Shape != expected ? throw new BrokenFunctionException($"the function gives {expected} at the point and {value.Shape} beside it") : value;
    }

    /// <summary>The claimed gradient, with the shapes it must have.</summary>
    /// <exception cref="BrokenFunctionException">It throws, or its shapes are others.</exception>
    public Tensor<double>[] Gradient(Tensor<double> cotangent)
    {
        var gradient = Guarded(() => problem.Gradient(cotangent), "the gradient") ?? throw new BrokenFunctionException("the gradient gives null");
        for (int i = 0; i < problem.Point.Length; i++)
            if (gradient[i].Shape != problem.Point[i].Shape) throw new BrokenFunctionException($"the gradient with respect to {problem.Names[i]} has the shape {gradient[i].Shape}, where {problem.Names[i]} has {problem.Point[i].Shape}");
        return gradient;
    }

    /// <summary>Samples of by how much rounding moves the claimed gradient.</summary>
    public Tensor<double>[][] Roundoff(Tensor<double> cotangent) => problem.Roundoff is { } roundoff ? Guarded(() => roundoff(cotangent), "the gradient") : [];

    /// <summary>Samples of what rounding does; none where they cannot be had.</summary>
    public RoundingSamples? Rounding(Tensor<double> cotangent)
    {
        try
        {
            return problem.Samples is { } samples ? Guarded(() => samples(cotangent), "the function") : null;
        }
        catch (BrokenFunctionException)
        {
            return null;
        }
    }

    /// <summary>What keeps the gradient from being looked at, if anything does.</summary>
    public GradientObjection? Objection() => problem.Objection is { } objection ? Guarded(objection, "the function") : null;

    public Tensor<double> Tangent(Tensor<double>[] direction) => Guarded(() => problem.Tangent!(direction), "the tangent");

    public SlopeEstimate Slope(Line line) => Guarded(() => problem.Slope!(line), "the function of complex numbers");

    private Tensor<double>? Evaluate(Tensor<double>[] point)
    {
        _count++;
        return Guarded(() => problem.Value(point), "the function");
    }

    /// <summary>Anything may come out of somebody's code; here it becomes one sentence.</summary>
    private static TResult Guarded<TResult>(Func<TResult> code, string what)
    {
        try
        {
            return code();
        }
        catch (BrokenFunctionException)
        {
            throw;
        }
        catch (NNException refusal)
        {
            throw new BrokenFunctionException($"{what} cannot be evaluated: {refusal.Message}", refusal);
        }
        catch (Exception thrown)
        {
            throw new BrokenFunctionException($"{what} threw {thrown.GetType().Name}: {thrown.Message}", thrown);
        }
    }
}

/// <summary>What is wrong with a function that is to be checked, before anything can be compared.</summary>
internal sealed class BrokenFunctionException : Exception
{
    public BrokenFunctionException() { }

    public BrokenFunctionException(string message) : base(message) { }

    public BrokenFunctionException(string message, Exception inner) : base(message, inner) { }
}
