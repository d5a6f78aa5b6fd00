namespace Functional.NN;

/// <summary>What a function of one number t ↦ ⟨ȳ, f(x + t·u)⟩ looks like at ±h: its slopes on either side, and what rounding may do to a value.</summary>
/// <param name="Step">h</param>
/// <param name="Left">(φ(0) − φ(−h))/h</param>
/// <param name="Right">(φ(h) − φ(0))/h</param>
/// <param name="Central">(φ(h) − φ(−h))/2h</param>
/// <param name="Noise">η: how far a value of φ may lie from the true one</param>
internal readonly record struct LineStep(double Step, double Left, double Right, double Central, double Noise)
{
    /// <summary>η of the numbers that changed, at the size they have at the point: what may lie hidden at steps so small that they do not change.</summary>
    public double Hidden { get; init; }

    public double Jump => Right - Left;

    public bool IsFinite => double.IsFinite(Central) && double.IsFinite(Jump) && double.IsFinite(Noise);
}

/// <summary>Evaluations of a function along lines through a point.</summary>
/// <remarks>
/// Differences are taken number by number before the sum with ȳ, so that the numbers a coordinate does not touch take no part: neither their size nor their rounding. The
/// noise of a value is κ·ε·Σ|ȳₖfₖ| over the numbers that changed, with κ ≥ 1 as <see cref="FunctionNoise"/> measures it. A number that changes at wide steps and not at narrow ones is not
/// constant there: rounding hides what it does, and its noise is <see cref="LineStep.Hidden"/>.
/// </remarks>
internal sealed class LineProbe(Evaluations evaluations, Tensor<double> cotangent, Tensor<double> here)
{
    /// <summary>κ: the noise of a value in units of its rounding.</summary>
    public double Amplification { get; private init; } = 1;

    /// <summary>How large the numbers are of which each of the value's is made, in what they leave of rounding: not less than the number itself.</summary>
    private double[] Magnitude { get; init; } = here.Abs().ToArray();

    public LineProbe WithNoise(double amplification) => new(evaluations, cotangent, here) { Amplification = Math.Max(1, amplification), Magnitude = Magnitude };

    /// <summary>The same evaluations, with what rounding does to each number of the value as samples show it.</summary>
    public LineProbe WithRounding(Tensor<double>[] samples) => new(evaluations, cotangent, here)
    {
        Amplification = Amplification,
        Magnitude = [.. Magnitude.Select((size, k) => Math.Max(size, SampledRounding.Bound(samples.Select(s => s.AsSpan()[k])) / Rounding.Double))],
    };

    /// <summary>Σ|ȳₖfₖ| at the point.</summary>
    public double Size { get; } = (cotangent * here).Abs().Sum().ToScalar();

    public LineStep Sample(Line line, double h)
    {
        var (high, up) = Moved(line, h);
        var (low, down) = Moved(line, -h);
        double hidden = Amplification * Rounding.Double * Math.Max(Changed(high), Changed(low));
        if (high is null || low is null || up == 0 || down == 0) return new(h, double.NaN, double.NaN, double.NaN, double.NaN) { Hidden = hidden };
        var (right, r) = Difference(high, here);
        var (left, l) = Difference(here, low);
        var (across, a) = Difference(high, low);
        return new(Math.Min(up, -down), left / -down, right / up, across / (up - down), Amplification * Rounding.Double * Math.Max(a, Math.Max(r, l))) { Hidden = hidden };
    }

    /// <summary>⟨ȳ, f(x + t·u) − f(x)⟩; NaN where the function cannot be evaluated.</summary>
    public double Rise(Line line, double t) => Moved(line, t).Value is { } value ? Difference(value, here).Sum : double.NaN;

    private (Tensor<double>? Value, double Moved) Moved(Line line, double t)
    {
        var (point, moved) = line.At(t);
        return (evaluations.TryValue(point, here.Shape), moved);
    }

    /// <summary>Σ|ȳₖfₖ(x)| over the numbers that are other ones than at the point.</summary>
    private double Changed(Tensor<double>? value)
    {
        if (value is null) return 0;
        ReadOnlySpan<double> there = value.AsSpan(), at = here.AsSpan(), ȳ = cotangent.AsSpan();
        double size = 0;
        for (int k = 0; k < ȳ.Length; k++)
            if (there[k] != at[k]) size += Math.Abs(ȳ[k]) * Magnitude[k];
        return size;
    }

    private (double Sum, double Touched) Difference(Tensor<double> a, Tensor<double> b)
    {
        ReadOnlySpan<double> high = a.AsSpan(), low = b.AsSpan(), ȳ = cotangent.AsSpan();
        double sum = 0, touched = 0;
        for (int k = 0; k < ȳ.Length; k++)
        {
            if (high[k] == low[k]) continue;
            sum += ȳ[k] * (high[k] - low[k]);
            touched += Math.Abs(ȳ[k]) * Math.Max(Magnitude[k], Math.Max(Math.Abs(high[k]), Math.Abs(low[k])));
        }
        return (sum, touched);
    }
}
