namespace Functional.NN;

/// <summary>All products of up to so many of a sample's numbers: (1, x₁, …, x_d, x₁², x₁x₂, …, x_d², x₁³, …), C(d + p, p) of them for the degree p.</summary>
/// <remarks>
/// Fixed, without parameters: x (N × d). By degree, and within a degree in the order of the factors; a linear layer on top is polynomial regression (Gergonne 1815), and one of degree 2
/// with x₁x₂ among its features separates XOR.
/// </remarks>
public sealed record PolynomialFeatures : ILayer
{
    /// <summary>Products of numbers.</summary>
    /// <param name="Degree">how many factors at most</param>
    /// <param name="One">whether the product of no factors, 1, stands in front; a layer with a bias does not need it</param>
    public PolynomialFeatures(int Degree = 2, bool One = true) => (this.Degree, this.One) = (Degree, One);

    /// <summary>How many factors at most.</summary>
    public int Degree { get; init => field = value > 0 ? value : throw new NNException(Sentence.Of($"PolynomialFeatures: the degree must be positive, got {value}.")); }

    /// <summary>Whether the product of no factors, 1, stands in front.</summary>
    public bool One { get; init; }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public PolynomialFeatures With(int? degree = null, bool? one = null) => this with { Degree = degree ?? Degree, One = one ?? One };

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank != 1) throw new ShapeException($"expected vector samples, got {input}. {(input.Rank == 0 ? "Reshape them to [1]." : "Put a Flatten before it.")}");
        long count = 1;
        for (int k = 1; k <= Degree && count <= int.MaxValue; k++) count = count * (input[0] + k) / k;
        return count <= int.MaxValue ? Shape.Of((int)count - (One ? 0 : 1))
            : throw new ShapeException(Sentence.Of($"samples of {input[0]} numbers have more products of degree {Degree} than an array can hold. Take a smaller degree or fewer numbers."));
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(x);
        int numbers = x.Shape[1];
        List<Var> degrees = One ? [x.Like(Shape.Of(x.Shape[0], 1), 1), x] : [x];
        // Where among the products of the degree before those begin whose first factor is xᵢ or a later one.
        int[] from = [.. Enumerable.Range(0, numbers)];
        for (int degree = 2; degree <= Degree; degree++)
        {
            var before = degrees[^1];
            var products = Enumerable.Range(0, numbers).Select(i => x.Slice(1, i, 1) * before.Slice(1, from[i], before.Shape[1] - from[i])).ToList();
            from = [.. products.Select((_, i) => products.Take(i).Sum(p => p.Shape[1]))];
            degrees.Add(Var.Concat(1, products));
        }
        return Var.Concat(1, degrees);
    }

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"PolynomialFeatures({Degree}{(One ? "" : ", without 1")})");
}
