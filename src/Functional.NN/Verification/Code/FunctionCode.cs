namespace Functional.NN;

/// <summary>Things made of functions as C#: their names and versions, and a place for the function, which throws until it is put there.</summary>
internal static class FunctionCode
{
    public static CodeText? Of(object value) => value switch
    {
        FunctionLayer f => From("Layer", "(context, x)", f.Name, f.Version),
        FunctionLoss f => From("Loss", "(prediction, target)", f.Name, f.Version),
        FunctionPenalty f => From("Penalty", "parameters", f.Name, f.Version),
        FunctionObjective f => From("Objective", "context", f.Name, f.Version),
        LossMetric metric => DescriptionCode.Call("Metric.Of", DescriptionCode.Of(metric.Name), DescriptionCode.Of(metric.Loss)),
        _ => null,
    };

    private static CodeText From(string kind, string arguments, string name, int version)
    {
        string put = $"{arguments} => throw new System.NotImplementedException() /* put the function here */";
        return DescriptionCode.Call($"{kind}.From", [DescriptionCode.Of(name), CodeText.Of(put), .. version == 1 ? [] : new[] { CodeText.Of(Sentence.Of($"version: {version}")) }]);
    }
}
