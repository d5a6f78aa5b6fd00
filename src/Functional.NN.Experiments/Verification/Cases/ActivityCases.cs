namespace Functional.NN.Experiments.Verification;

/// <summary>Layers that add a penalty on what passes through them.</summary>
internal static class ActivityCases
{
    public static IEnumerable<LayerCase> All { get; } =
    [
        new(new ActivityL1(0.3), [2, 3]), new(new ActivityL1(0.3), [3, 2]) { Masked = true },
        new(new Sequential(new Sigmoid(), new SparseRate(0.3, 0.2)), [4]) { Rule = typeof(SparseRate), SecondOrder = true }, new(new Sequential(new Sigmoid(), new SparseRate(0.3)), [3, 2]) { Rule = typeof(SparseRate), Masked = true },
    ];
}
