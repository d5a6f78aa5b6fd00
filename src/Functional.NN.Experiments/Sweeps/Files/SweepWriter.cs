namespace Functional.NN.Experiments;

/// <summary>A sweep as an object of an experiment file: everything spelt out, the fields in one order.</summary>
internal static class SweepWriter
{
    public static ObjectNode Write(Sweep sweep) => new(new (string Name, DocumentNode? Value)[]
    {
        ("axes", new ObjectNode(sweep.Axes.Select(axis => new ObjectField(axis.Name, Axis(axis))))),
        ("search", Search(sweep.Search)),
        ("metric", sweep.Metric is { } metric ? new TextNode(metric) : null),
        ("better", sweep.Better is { } better ? new TextNode(better == Better.Smaller ? "smaller" : "larger") : null),
        ("halving", sweep.Halving is { } halving ? Fields(("factor", NumberNode.Of((long)halving.Factor)), ("firstEpochs", NumberNode.Of((long)halving.FirstEpochs))) : null),
        ("compare", sweep.Compare is { } compare ? new TextNode(compare) : null),
    }.Where(field => field.Value is not null).Select(field => new ObjectField(field.Name, field.Value!)));

    private static DocumentNode Search(SweepSearch search) => search is RandomSearch random ? Fields(("random", NumberNode.Of((long)random.Count))) : new TextNode("grid");

    private static DocumentNode Axis(SweepAxis axis) => axis switch
    {
        RangeAxis range => Fields((range.Logarithmic ? "logUniform" : "uniform", new ArrayNode(NumberNode.Of(range.Low), NumberNode.Of(range.High))), ("whole", new TruthNode(range.Whole))),
        ListAxis list when list.Equals(Unlabelled(list)) => new ArrayNode(list.Choices.Select(choice => Value(choice.Changes[0]))),
        ListAxis list when list.Choices.All(choice => IsOwn(list, choice)) => Fields(("values", new ObjectNode(list.Choices.Select(choice => new ObjectField(choice.Label, Value(choice.Changes[0])))))),
        ListAxis list => Fields(("together", new ObjectNode(list.Choices.Select(choice => new ObjectField(choice.Label, new ObjectNode(choice.Changes.Select(change => new ObjectField(change.Path, Value(change))))))))),
        _ => throw new NNException($"Sweep: an axis of type {axis.GetType().Name} cannot be written."),
    };

    private static bool IsOwn(ListAxis list, SweepChoice choice) => choice.Changes is [{ Path: var path }] && path == list.Name;

    /// <summary>The same values with the labels that they have when none are given; none where there are several fields.</summary>
    private static ListAxis? Unlabelled(ListAxis list) => list.Choices.All(choice => IsOwn(list, choice)) ? SweepAxis.Json(list.Name, list.Choices.Select(choice => choice.Changes[0].Json)) : null;

    private static DocumentNode Value(SweepChange change) => ChoiceLabels.Read(change.Json);

    private static ObjectNode Fields(params (string Name, DocumentNode Value)[] fields) => new(fields.Select(field => new ObjectField(field.Name, field.Value)));
}
