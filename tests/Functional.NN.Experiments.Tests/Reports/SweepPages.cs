using System.Collections.Immutable;
using Functional.NN.Drawing;

namespace Functional.NN.Experiments.Tests.Reports;

/// <summary>A page of a sweep with everything on it, made by hand.</summary>
internal static class SweepPages
{
    public const string Hostile = "<script>alert(\"&\")</script> with a name that goes on and on, longer than there is room for";

    public static SweepPage Whole { get; } = new("optimizers", "test accuracy", SmallerIsBetter: false, ["optimizer", "width"],
        [Row("Adam", 0.99, isBest: true), Row("SGD with momentum", 0.985), Row("RMSProp", 0.982), Row("AdaGrad", 0.97), Row(Hostile, 0.96), Row("diverged", null)])
    {
        Headlines = [new("settings", "6", "optimizer, width"), new("complete runs", "25 of 30", "5 failed")],
        Pairs = [new("Adam", "SGD with momentum", 5, 0.005, 0.001, 0.009, 0.0001, 0.0004, 0.0625, true), new("Adam", Hostile, 0, null, null, null, null, null, null, false)],
        Failed = [new("26: diverged, seed 1", "Step 3: the loss is NaN.")],
        Findings = ["Adam was best; AdaGrad was not the fastest."],
        Hashes = [("sweep", new string('a', 64))],
        Sweep = "{\"axes\":{}}",
        Commands = ["fnn sweep source.json"],
    };

    private static SweepRow Row(string label, double? mean, bool isBest = false)
    {
        ImmutableArray<double> values = mean is { } m ? [m - 0.002, m - 0.001, m, m + 0.001, m + 0.002] : [];
        return new(label, [label, "64"], values)
        {
            Mean = mean,
            Deviation = mean is null ? null : 0.0016,
            Low = mean - 0.002,
            High = mean + 0.002,
            IsBest = isBest,
            Note = mean is null ? "5 failed" : "",
            Curve = mean is { } end ? [.. Enumerable.Range(1, 12).Select(i => new ChartPoint(i, end - 0.3 / i, end - 0.31 / i, end - 0.29 / i))] : [],
        };
    }
}
