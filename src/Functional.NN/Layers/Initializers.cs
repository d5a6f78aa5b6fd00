namespace Functional.NN;

/// <summary>How many inputs and outputs a weight connects: fan-in and fan-out.</summary>
public sealed record Fans(int In, int Out)
{
    /// <summary>The fans of a weight of shape (inputs, outputs); of a vector, its length for both.</summary>
    public static Fans Of(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.Rank switch { 0 => new(1, 1), 1 => new(shape[0], shape[0]), _ => new(shape[^2], shape[^1]) };
    }

    /// <summary>The fans of a convolution's weight (out × in/groups × k…): in·∏k and out·∏k, in counted within a group.</summary>
    public static Fans OfConvolution(Shape weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        int kernel = weight.Range(2, weight.Rank).Size;
        return new(weight[1] * kernel, weight[0] * kernel);
    }
}

/// <summary>What a block of θ starts as: a pure function of its shape, its fans and a key.</summary>
public interface IInitializer
{
    /// <summary>The first values, in <c>double</c>; the network rounds them once to its precision.</summary>
    Tensor<double> Draw(Shape shape, Fans fans, RandomKey key);
}

/// <summary>All zeros.</summary>
public sealed record Zeros : IInitializer
{
    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key) => Tensor.Zeros<double>(shape);
}

/// <summary>The same number everywhere.</summary>
public sealed record ConstantValue(double Value) : IInitializer
{
    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key) => Tensor.Full(shape, Value);

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"ConstantValue({Value})");
}

/// <summary>The given numbers, in row-major order: for textbook examples and comparisons.</summary>
public sealed record Given(Tensor<double> Values) : IInitializer
{
    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key) => Values.Reshape(shape);
}

/// <summary>Uniform in [−bound, bound).</summary>
public sealed record UniformValues(double Bound) : IInitializer
{
    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key) => key.Uniform<double>(shape, -Bound, Bound);

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"UniformValues({Bound})");
}

/// <summary>Normal with a mean and a standard deviation.</summary>
public sealed record NormalValues(double StandardDeviation, double Mean = 0) : IInitializer
{
    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key) => key.Normal<double>(shape, Mean, StandardDeviation);

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"NormalValues({StandardDeviation}, {Mean})");
}

/// <summary>From which distribution a scaled initialiser draws.</summary>
public enum InitialDistribution
{
    /// <summary>Uniform in ±√3 standard deviations.</summary>
    Uniform,

    /// <summary>Normal.</summary>
    Normal,
}

/// <summary>Which fan a scaled initialiser divides by.</summary>
public enum FanMode
{
    /// <summary>The number of inputs: keeps the forward variance.</summary>
    In,

    /// <summary>The number of outputs: keeps the backward variance.</summary>
    Out,
}

/// <summary>Xavier: standard deviation gain·√(2/(fan-in + fan-out)).</summary>
/// <remarks>Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks".</remarks>
public sealed record Xavier(InitialDistribution Distribution = InitialDistribution.Uniform, double Gain = 1) : IScaledInitializer
{
    /// <summary>gain·√(2/(fan-in + fan-out)).</summary>
    public double StandardDeviation(Fans fans)
    {
        ArgumentNullException.ThrowIfNull(fans);
        return Gain * Math.Sqrt(2.0 / (fans.In + fans.Out));
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Xavier({Distribution}, {Gain})");

    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key) => Scaled.Draw(shape, Distribution, StandardDeviation(fans), key);
}

/// <summary>He: standard deviation √(2/(1 + a²))/√fan, for rectifiers with slope a on the negative side.</summary>
/// <remarks>He, Zhang, Ren and Sun 2015, "Delving deep into rectifiers".</remarks>
public sealed record He(InitialDistribution Distribution = InitialDistribution.Normal, FanMode Mode = FanMode.In, double NegativeSlope = 0) : IScaledInitializer
{
    /// <summary>√(2/(1 + a²))/√fan.</summary>
    public double StandardDeviation(Fans fans)
    {
        ArgumentNullException.ThrowIfNull(fans);
        double gain = Math.Sqrt(2 / (1 + NegativeSlope * NegativeSlope));
        return gain / Math.Sqrt(Mode == FanMode.In ? fans.In : fans.Out);
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"He({Distribution}, {Mode}, {NegativeSlope})");

    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key) => Scaled.Draw(shape, Distribution, StandardDeviation(fans), key);
}

/// <summary>LeCun: standard deviation 1/√fan-in.</summary>
/// <remarks>LeCun, Bottou, Orr and Müller 1998, "Efficient BackProp".</remarks>
public sealed record LeCun(InitialDistribution Distribution = InitialDistribution.Normal) : IScaledInitializer
{
    /// <summary>1/√fan-in.</summary>
    public double StandardDeviation(Fans fans)
    {
        ArgumentNullException.ThrowIfNull(fans);
        return 1 / Math.Sqrt(fans.In);
    }

    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key) => Scaled.Draw(shape, Distribution, StandardDeviation(fans), key);
}

/// <summary>Gain times a matrix with orthonormal rows or columns, whichever are fewer; the first axis is the rows.</summary>
/// <remarks>Saxe, McClelland and Ganguli 2014. Householder QR of a normal matrix, the signs of R's diagonal made positive so that Q is uniform (Mezzadri 2007).</remarks>
public sealed record Orthogonal(double Gain = 1) : IInitializer
{
    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Rank < 2) throw new ShapeException(Sentence.Of($"Orthogonal: needs a weight of two axes or more, got {shape}."));
        int rows = shape[0], columns = shape.Size / Math.Max(1, rows);
        var tall = key.Normal<double>(Shape.Of(Math.Max(rows, columns), Math.Min(rows, columns)));
        var q = Kernels.Householder.Orthonormal(tall);
        return (Gain * (rows >= columns ? q : q.Transpose())).Reshape(shape);
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Orthogonal({Gain})");
}

/// <summary>An initialiser of mean 0 whose standard deviation follows from the fans.</summary>
internal interface IScaledInitializer : IInitializer
{
    InitialDistribution Distribution { get; }

    double StandardDeviation(Fans fans);
}

/// <summary>A distribution of mean 0 with a standard deviation.</summary>
internal static class Scaled
{
    /// <summary>The bound of the uniform distribution with a standard deviation.</summary>
    public static double Bound(double deviation) => Math.Sqrt(3) * deviation;

    public static Tensor<double> Draw(Shape shape, InitialDistribution distribution, double deviation, RandomKey key)
    {
        double bound = Bound(deviation);
        return distribution == InitialDistribution.Uniform ? key.Uniform<double>(shape, -bound, bound) : key.Normal<double>(shape, 0, deviation);
    }
}
