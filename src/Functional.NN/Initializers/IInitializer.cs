namespace Functional.NN;

/// <summary>What a block of θ starts as: a pure function of its shape, its fans and a key.</summary>
[DescriptionKind("initialiser")]
public interface IInitializer
{
    /// <summary>The first values, in <c>double</c>; the network rounds them once to its precision.</summary>
    Tensor<double> Draw(Shape shape, Fans fans, RandomKey key);
}
