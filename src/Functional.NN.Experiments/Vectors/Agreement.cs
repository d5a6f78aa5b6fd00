namespace Functional.NN.Experiments;

/// <summary>How far apart two numbers are, and how far they may be.</summary>
internal readonly record struct Distance(double Error, double Allowed)
{
    /// <summary>True when the error is allowed; a NaN never is.</summary>
    public bool Agrees => Error <= Allowed;

    /// <summary>How bad the error is, to find the worst.</summary>
    public double Badness => double.IsNaN(Error) ? double.PositiveInfinity : Allowed > 0 ? Error / Allowed : Error > 0 ? double.MaxValue : 0;
}

/// <summary>When a computed number a agrees with the expected number b.</summary>
internal abstract record Agreement
{
    public abstract Distance Between(double a, double b);

    /// <summary>|a − b| ≤ absolute + relative·|b|.</summary>
    public static Agreement Near(double relative, double absolute) => new NearAgreement(relative, absolute);

    /// <summary>|a − b| ≤ allowed.</summary>
    public static Agreement Within(double allowed) => new NearAgreement(0, allowed);

    /// <summary>a ≤ b, but for rounding.</summary>
    public static Agreement AtMost { get; } = new AtMostAgreement();

    /// <summary>So many numbers of the precision lie between a and b.</summary>
    public static Agreement Ulps(double allowed, bool single) => new UlpAgreement(allowed, single);

    private sealed record NearAgreement(double Relative, double Absolute) : Agreement
    {
        public override Distance Between(double a, double b) => new(Math.Abs(a - b), Absolute + Relative * Math.Abs(b));
    }

    private sealed record AtMostAgreement : Agreement
    {
        public override Distance Between(double a, double b) => new(a <= b ? 0 : a - b, 1e-14 * Math.Abs(b));
    }

    private sealed record UlpAgreement(double Allowed, bool Single) : Agreement
    {
        public override Distance Between(double a, double b) => new(!double.IsFinite(a) ? double.NaN : Math.Abs(Place(a) - Place(b)), Allowed);

        /// <summary>The number of the number, counted from zero in the precision; differences are exact as far as they matter.</summary>
        private double Place(double x)
        {
            decimal magnitude = Single ? BitConverter.SingleToInt32Bits((float)Math.Abs(x)) : BitConverter.DoubleToInt64Bits(Math.Abs(x));
            return (double)(x < 0 ? -magnitude : magnitude);
        }
    }
}
