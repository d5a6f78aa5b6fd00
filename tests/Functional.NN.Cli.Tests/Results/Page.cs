namespace Functional.NN.Cli.Tests;

/// <summary>Pieces of Markdown.</summary>
internal static class Page
{
    public static string Percent(double share) => FormattableString.Invariant($"{100 * share:0.00} %");

    public static string Short(string sha256) => $"`{sha256[..8]}`";

    /// <summary>A length of time as people say it.</summary>
    public static string Time(double seconds) => seconds < 10 ? FormattableString.Invariant($"{seconds:0.0} s") : seconds < 120 ? FormattableString.Invariant($"{seconds:0} s") : FormattableString.Invariant($"{seconds / 60:0} min");

    public static string Sample(string name) => $"[{name}](../samples/experiments/{name}.json)";

    public static string Table(IEnumerable<string> head, IEnumerable<IEnumerable<string>> rows) =>
        string.Join("\n", rows.Prepend(head.Select(_ => "---")).Prepend(head).Select(cells => $"| {string.Join(" | ", cells)} |"));
}
