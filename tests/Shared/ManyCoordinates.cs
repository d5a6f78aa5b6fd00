namespace Functional.NN.Tests;

/// <summary>A gradient of many numbers that is a thousandth too large in one of them.</summary>
internal static class ManyCoordinates
{
    /// <summary>Σx³/3 at normal numbers, by differences along every coordinate.</summary>
    public static GradientReport Check(int count, int wrong) =>
        GradientCheck.Function(SumOfCubes, x => [.. x.Select((v, i) => v * v * (i == wrong ? 1.001 : 1))], RandomKey.FromSeed(1).Normal<double>([count]).ToArray(), new GradientCheckOptions(limit: TimeSpan.FromHours(1)));

    private static double SumOfCubes(double[] x)
    {
        double sum = 0;
        foreach (double v in x) sum += v * v * v;
        return sum / 3;
    }
}
