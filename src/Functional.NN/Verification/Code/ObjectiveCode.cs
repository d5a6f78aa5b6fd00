namespace Functional.NN;

/// <summary>The objectives that are made by functions of <see cref="Objective"/> as C#.</summary>
internal static class ObjectiveCode
{
    public static CodeText? Of(object value) => value switch
    {
        Supervised s => Call("Objective.Supervised", DescriptionCode.Of(s.Loss), s.Penalties)
            .Before(DescriptionParts.Same(s.Metrics, s.Loss.Metrics) ? "" : $".With(metrics: {DescriptionCode.List(s.Metrics)})"),
        MultiTask m => Call("Objective.MultiTask", DescriptionCode.List(m.Tasks), m.Penalties),
        _ => null,
    };

    private static CodeText Call(string head, CodeText first, IEnumerable<IPenalty> penalties) => DescriptionCode.Call(head, penalties.Select(DescriptionCode.Of).Prepend(first));
}
