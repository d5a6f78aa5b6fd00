namespace Functional.NN;

/// <summary>What a shrunk case is about, for people.</summary>
internal static class FailingPiece
{
    public static string Of(ShrinkCandidate c)
    {
        string objective = Of(c.Objective);
        string[] layers = [.. NestedLayers.Of(c.Network).Where(inner => inner.IsLeaf).Select(inner => Placed(inner.Layer, c.Original(inner.Path)))];
        return layers.Length == 0 ? objective.Length == 0 ? "the squared error" : objective : string.Join(" and ", layers) + (objective.Length == 0 ? "" : $" with {objective}");
    }

    private static string Placed(ILayer layer, string path) => path.Length == 0 ? layer.ToString()! : $"{layer} (\"{path}\")";

    /// <summary>The loss and the penalties; nothing where there is only what shrinking puts in place of any loss.</summary>
    private static string Of(IObjective objective)
    {
        if (objective is not Supervised supervised) return $"the objective {objective}";
        bool usual = supervised.Loss is MeanSquaredError || supervised.Loss.Equals(ObjectiveEdits.PlainSum);
        return string.Join(" and ", [.. usual ? [] : new[] { $"the loss {supervised.Loss}" }, .. supervised.Penalties.Select(penalty => $"the penalty {penalty}")]);
    }
}
