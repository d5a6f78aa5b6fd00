namespace Functional.NN.Properties.Catalogue;

/// <summary>Every penalty of the catalogue, on θ of two dense layers of the same shape, <c>0</c> and <c>2</c>.</summary>
internal static class PenaltyCases
{
    public static Network Network { get; } = new([3], new Dense(3), new Tanh(), new Dense(3));

    public static IPenalty[] All { get; } =
    [
        new L1(0.1), new L2(0.1), new SquaredNorm(0.1), Penalty.From("cubes", θ => Penalty.OverWeights(θ, w => (Var.Abs(w) * w * w).Sum())),
    ];
}
