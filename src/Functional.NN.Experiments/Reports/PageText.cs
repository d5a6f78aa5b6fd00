using Functional.NN.Drawing;

namespace Functional.NN.Experiments;

/// <summary>Numbers as pages write them.</summary>
internal static class PageText
{
    /// <summary>A metric's number: a share in hundredths, another with four digits.</summary>
    public static string Metric(string name, double value) => !double.IsFinite(value) ? NumberText.Of(value) : IsShare(name) ? Invariant.Text($"{100 * value:0.00} %") : Number(value);

    /// <summary>Whether a metric is a share of all samples.</summary>
    public static bool IsShare(string name) => name.EndsWith("accuracy", StringComparison.Ordinal);

    /// <summary>A number with four digits.</summary>
    public static string Number(double value) => NumberText.Of(value);

    /// <summary>A p value: three digits, or that it is smaller than one can tell.</summary>
    public static string Probability(double p) => p < 0.0005 ? "< 0.0005" : Invariant.Text($"{p:0.000}");

    /// <summary>A time as people read it: 0.8 s, 1:05, 2:03:07.</summary>
    public static string Time(double seconds) => seconds < 60 ? Invariant.Text($"{seconds:0.0} s") : seconds < 3600 ? Invariant.Text($"{(int)(seconds / 60)}:{(int)seconds % 60:00} min") : Invariant.Text($"{(int)(seconds / 3600)}:{(int)(seconds / 60) % 60:00}:{(int)seconds % 60:00} h");
}
