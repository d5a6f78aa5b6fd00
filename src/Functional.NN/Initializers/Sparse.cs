namespace Functional.NN;

/// <summary>k incoming weights of each unit drawn normal with a standard deviation, the others 0.</summary>
/// <remarks>
/// Martens 2010, "Deep learning via Hessian-free optimization", with its k = 15 and standard deviation 1: a unit's net input keeps its size however wide the layer below is. Which weights these are is drawn for each unit,
/// every choice equally likely; a unit with fewer has all. The units of a matrix (inputs × units) are its columns, those of a kernel (units × inputs × …) its first axis.
/// </remarks>
/// <param name="Incoming">k</param>
/// <param name="StandardDeviation">of the k weights</param>
public sealed record Sparse(int Incoming = 15, double StandardDeviation = 1) : IInitializer
{
    /// <summary>k, from 1 on.</summary>
    public int Incoming { get; init => field = Checked(value); } = Checked(Incoming);

    /// <summary>The standard deviation of the k weights, not negative.</summary>
    public double StandardDeviation { get; init => field = Constants.NotNegative(value, nameof(Sparse), "the standard deviation"); } = Constants.NotNegative(StandardDeviation, nameof(Sparse), "the standard deviation");

    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Rank < 2) throw new ShapeException(Sentence.Of($"Sparse: needs a weight of two axes or more, got {shape}."));
        int units = shape.Rank == 2 ? shape[1] : shape[0], inputs = shape.Size / Math.Max(1, units);
        var weights = key.Fold("weights").Normal<double>(Shape.Of(units, inputs), 0, StandardDeviation);
        var chosen = Tensor.Concat(0, Enumerable.Range(0, units).Select(unit => Chosen(inputs, key.Fold("chosen").Fold(unit))));
        var drawn = Tensor.Where(chosen.Reshape(units, inputs), weights, Tensor.Zeros<double>(weights.Shape));
        return (shape.Rank == 2 ? drawn.Transpose() : drawn).Reshape(shape);
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Sparse({Incoming}, {StandardDeviation})");

    /// <summary>1 at the inputs of one unit that have a weight: where a random order has the places below k.</summary>
    private Tensor<double> Chosen(int inputs, RandomKey key)
    {
        var order = key.Permutation(inputs);
        return Tensor.Generate(Shape.Of(inputs), i => order[i] < Incoming ? 1.0 : 0);
    }

    private static int Checked(int incoming) => incoming >= 1 ? incoming : throw new NNException(Sentence.Of($"Sparse: a unit must have 1 incoming weight or more, got {incoming}."));
}
