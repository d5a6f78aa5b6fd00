namespace Functional.NN.Experiments;

/// <summary>Schedules: the rate of every step.</summary>
internal static class ScheduleVectors
{
    private const int Steps = 121;

    public static IEnumerable<VectorOperation> All { get; } =
    [
        Of("constant", ["base_lr"], o => o.Number("base_lr")),
        Of("linear_decay", ["eps_0", "eps_tau", "tau"], o => new LinearDecay(o.Number("eps_0"), o.Integer("tau"), o.Number("eps_tau"))),
    ];

    private static VectorOperation Of(string name, IEnumerable<string> options, Func<VectorOptions, Schedule> schedule) => new("schedule", name, [.. options, "steps"], [], given =>
    {
        var rate = schedule(given.Options);
        return new Computed { { "lr", Tensor.Generate(Shape.Of(Limits.Count("steps", given.Options.Integer("steps", Steps))), k => rate.At(k)) } };
    });
}
