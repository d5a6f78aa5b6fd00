namespace Functional.NN.Properties.Catalogue;

/// <summary>Every penalty of the catalogue, on θ of two dense layers of the same shape, <c>0</c> and <c>2</c>.</summary>
internal static class PenaltyCases
{
    public static Network Network { get; } = new([3], new Dense(3), new Tanh(), new Dense(3));

    public static IPenalty[] All { get; } =
    [
        new L1(0.1), new L2(0.1), new SquaredNorm(0.1), new L2(0.1, BlockSelection.All), new L1(0.1, BlockSelection.Under("2")), new ElasticNet(0.1, 0.05), new Tying("0.weight", "2.weight", 0.1),
        Penalty.From("cubes", θ => Penalty.OverWeights(θ, w => (Var.Abs(w) * w * w).Sum())),
    ];
}
