namespace Functional.NN.Experiments;

/// <summary>Schedules and controllers: the rate of every step.</summary>
internal static class ScheduleVectors
{
    private const int Steps = 121;

    public static IEnumerable<VectorOperation> All { get; } =
    [
        Of("constant", ["base_lr"], o => o.Number("base_lr")),
        Of("step", ["base_lr", "step_size", "gamma"], o => new StepDecay(o.Number("base_lr"), o.Integer("step_size"), o.Number("gamma", 0.1))),
        Of("multistep", ["base_lr", "milestones", "gamma"], o => new MultiStepDecay(o.Number("base_lr"), o.Integers("milestones").Select(m => (long)m), o.Number("gamma", 0.1))),
        Of("exponential", ["base_lr", "gamma"], o => new ExponentialDecay(o.Number("base_lr"), o.Number("gamma"))),
        Of("cosine_annealing", ["base_lr", "t_max", "eta_min"], o => new CosineDecay(o.Number("base_lr"), o.Integer("t_max"), o.Number("eta_min", 0), Periodic: true)),
        Of("cosine_warm_restarts", ["base_lr", "t_0", "t_mult", "eta_min"], o => new CosineRestarts(o.Number("base_lr"), o.Integer("t_0"), o.Integer("t_mult", 1), o.Number("eta_min", 0))),
        Of("linear_decay", ["eps_0", "eps_tau", "tau"], o => new LinearDecay(o.Number("eps_0"), o.Integer("tau"), o.Number("eps_tau"))),
        Of("polynomial", ["base_lr", "total_steps", "power", "end_lr"], o => new PolynomialDecay(o.Number("base_lr"), o.Integer("total_steps"), o.Number("power", 1), o.Number("end_lr", 0))),
        Of("one_cycle", ["max_lr", "total_steps", "pct_start", "div_factor", "final_div_factor", "anneal"], OneCycle),
        Of("cyclic_triangular", ["base_lr", "max_lr", "step_size_up", "step_size_down"],
            o => new Cyclic(o.Number("base_lr"), o.Number("max_lr"), o.Integer("step_size_up"), o.Has("step_size_down") ? o.Integer("step_size_down") : null)),
        Of("warmup_cosine", ["base_lr", "start_lr", "warmup_steps", "total_steps", "eta_min"], WarmUpCosine),
        Of("inverse_time", ["base_lr", "decay_rate", "decay_steps", "staircase"],
            o => new InverseTimeDecay(o.Number("base_lr"), o.Number("decay_rate"), o.Integer("decay_steps", 1), o.Flag("staircase", false))),
        new("schedule", "reduce_on_plateau", ["base_lr", "mode", "factor", "patience", "threshold", "threshold_mode", "cooldown", "min_lr", "eps", "steps"], ["losses"], Plateau),
    ];

    private static VectorOperation Of(string name, IEnumerable<string> options, Func<VectorOptions, Schedule> schedule) => new("schedule", name, [.. options, "steps"], [], given =>
    {
        var rate = schedule(given.Options);
        return new Computed { { "lr", Tensor.Generate(Shape.Of(Limits.Count("steps", given.Options.Integer("steps", Steps))), k => rate.At(k)) } };
    });

    private static OneCycle OneCycle(VectorOptions o) => new(o.Number("max_lr"), o.Integer("total_steps"), o.Number("pct_start", 0.3), o.Number("div_factor", 25), o.Number("final_div_factor", 1e4),
        o.OneOf("anneal", "cos", "linear") == "cos" ? Annealing.Cosine : Annealing.Linear);

    /// <summary>The climb, then the wave over the steps that are left of the total.</summary>
    private static WarmUp WarmUpCosine(VectorOptions o)
    {
        int climb = o.Integer("warmup_steps");
        return new WarmUp(climb, new CosineDecay(o.Number("base_lr"), o.Integer("total_steps") - climb, o.Number("eta_min", 0)), o.Number("start_lr", 0));
    }

    /// <summary>The factor of the controller times the rate; its bounds are parts of the rate.</summary>
    private static Computed Plateau(VectorCase given)
    {
        var o = given.Options;
        o.OneOf("mode", "min");
        double rate = o.Number("base_lr");
        if (rate <= 0) throw VectorCase.Contradiction("the option \"base_lr\" should be positive");
        var rule = new ReduceOnPlateau(o.Number("factor", 0.1), o.Integer("patience", 10), o.Number("threshold", 1e-4), o.OneOf("threshold_mode", "rel", "abs") == "abs",
            o.Integer("cooldown", 0), o.Number("min_lr", 0) / rate, o.Number("eps", 1e-8) / rate);
        var losses = given.Tensor("losses");
        given.Agree("steps", losses.Shape.Size);
        var rates = new List<double>();
        _ = losses.ToArray().Aggregate(RateState.Start, (state, loss) =>
        {
            var next = rule.Next(state, loss);
            rates.Add(next.Factor * rate);
            return next;
        });
        return new Computed { { "lr", Tensor.Vector([.. rates]) } };
    }
}
