using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>A case as a complete program that ends in its check.</summary>
internal static class ShrunkCode
{
    /// <param name="c">the case</param>
    /// <param name="title">a line of comment at its head</param>
    /// <param name="options">how it is checked</param>
    public static string Of(ShrinkCandidate c, string title, GradientCheckOptions options)
    {
        var network = DescriptionCode.Call("new Network", c.Network.Body.Layers.Select(DescriptionCode.Of).Prepend(DescriptionCode.Of(c.Network.Input)));
        if (c.Network.Frozen is { } frozen) network = network.Before($".Freeze({DescriptionCode.Of(frozen)})");
        var batch = DescriptionCode.Call("new Batch<double>", [DescriptionCode.Of(c.Batch.Inputs), DescriptionCode.Of(c.Batch.Targets),
            .. Named("Mask", c.Batch.Mask), .. Named("Weights", c.Batch.Weights)]);
        var check = DescriptionCode.Call("GradientCheck.Network", [CodeText.Of("network"), Objective(c.Objective), CodeText.Of("θ"), CodeText.Of("batch"), .. Circumstances(c), .. Options(options)]).Before(".ThrowIfWrong();");
        ImmutableArray<CodeText> parts = [network.After("var network = ").Before(";"), Parameters(c).After("var θ = ").Before(";"), batch.After("var batch = ").Before(";"), check];
        string[] usings = [.. parts.SelectMany(part => part.Namespaces()).Append("System.Collections.Generic").Distinct().Order(StringComparer.Ordinal).Select(name => $"using {name};")];
        return string.Join('\n', [$"// {title}", .. usings, "", .. parts.Select(part => part.ToString())]);
    }

    private static CodeText Parameters(ShrinkCandidate c) => c.Network.Layout.Size == 0 ? CodeText.Of("network.Initialize<double>(default)")
        : DescriptionCode.Call("new Parameters<double>", CodeText.Of("network.Layout"), DescriptionCode.Of(c.Parameters.Vector));

    private static CodeText Objective(IObjective objective) => objective is Supervised { Penalties.IsEmpty: true } plain ? Loss(plain.Loss)
        : objective is Supervised supervised ? DescriptionCode.Call("Objective.Supervised", supervised.Penalties.Select(DescriptionCode.Of).Prepend(Loss(supervised.Loss)))
        : DescriptionCode.Of(objective);

    private static CodeText Loss(ILoss loss) => loss.Equals(ObjectiveEdits.PlainSum)
        ? CodeText.Of("Loss.From(\"sum\", (prediction, _) => prediction.Reshape(prediction.Shape[0], -1).Sum(1))") with { Namespace = "Functional.NN" } : DescriptionCode.Of(loss);

    private static IEnumerable<CodeText> Circumstances(ShrinkCandidate c)
    {
        if (c.Key != default) yield return DescriptionCode.Of(c.Key).After("key: ");
        if (!c.Training) yield return CodeText.Of("training: false");
        if (c.State != c.Network.InitialState<double>())
            yield return DescriptionCode.Call("new NetworkState<double>", new CodeText("[", [.. c.State.Blocks.Select(block => DescriptionCode.Call("KeyValuePair.Create", DescriptionCode.Of(block.Key), DescriptionCode.Of(block.Value)))], "]")).After("state: ");
    }

    private static CodeText[] Options(GradientCheckOptions options)
    {
        var told = options.With(limit: GradientCheckOptions.Default.Limit, shrink: GradientCheckOptions.Default.Shrink);
        return told == GradientCheckOptions.Default ? [] : [DescriptionCode.Of(told).After("options: ")];
    }

    private static CodeText[] Named(string name, Tensor<double>? numbers) => numbers is null ? [] : [DescriptionCode.Of(numbers).After($"{name}: ")];
}
