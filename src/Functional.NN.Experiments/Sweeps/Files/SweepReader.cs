using System.Globalization;

namespace Functional.NN.Experiments;

/// <summary>The object <c>"sweep"</c> of an experiment file.</summary>
internal static class SweepReader
{
    private static readonly FieldReader
        Whole = new("a sweep", "axes", "search", "metric", "better", "halving", "compare"),
        Search = new("\"search\"", "random"),
        Halving = new("\"halving\"", "factor", "firstEpochs");

    /// <summary>The sweep that is written there.</summary>
    /// <exception cref="DataException">It is not one; the sentence names the line and the column.</exception>
    public static Sweep Read(DocumentNode node)
    {
        var fields = Whole.Of(node);
        var axes = fields["axes"] ?? throw node.Error("a sweep needs \"axes\": an object of fields and their values, such as {\"seed\": {\"from\": 1, \"count\": 5}}.");
        if (axes is not ObjectNode each) throw axes.Error($"\"axes\" must be an object of fields and their values, got {axes.Shown()}.");
        return DescriptionReader.Guarded(node, () => new Sweep(
            [.. each.Fields.Select(AxisReader.Read)],
            fields["search"] is { } search ? SearchOf(search) : null,
            fields["metric"] is { } metric ? FieldReader.Text(metric, "\"metric\"") : null,
            fields["halving"] is { } halving ? HalvingOf(halving) : null,
            fields["compare"] is { } compare ? FieldReader.Text(compare, "\"compare\"") : null,
            fields["better"] is { } better ? BetterOf(better) : null));
    }

    private static SweepSearch SearchOf(DocumentNode node)
    {
        const string wanted = "\"search\" must be \"grid\" or {\"random\": 20}";
        if (node is TextNode { Value: "grid" }) return new GridSearch();
        if (node is not ObjectNode || Search.Of(node)["random"] is not { } count) throw node.Error($"{wanted}, got {node.Shown()}.");
        return DescriptionReader.Guarded(node, () => new RandomSearch(FieldReader.Count(count, "\"random\"")));
    }

    private static SuccessiveHalving HalvingOf(DocumentNode node)
    {
        var (fields, usual) = (Halving.Of(node), new SuccessiveHalving());
        return DescriptionReader.Guarded(node, () => new SuccessiveHalving(
            fields["factor"] is { } factor ? FieldReader.Count(factor, "\"factor\"") : usual.Factor,
            fields["firstEpochs"] is { } first ? FieldReader.Count(first, "\"firstEpochs\"") : usual.FirstEpochs));
    }

    private static Better BetterOf(DocumentNode node) => FieldReader.Text(node, "\"better\"") switch
    {
        "smaller" => Better.Smaller,
        "larger" => Better.Larger,
        var other => throw node.Error(string.Create(CultureInfo.InvariantCulture, $"\"better\" must be \"smaller\" or \"larger\", got \"{other}\".")),
    };
}
