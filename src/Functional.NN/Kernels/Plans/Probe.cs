namespace Functional.NN.Kernels;

/// <summary>Memory in which a plan evaluates the objective at other θ than the run's, which stays as it is.</summary>
internal sealed class Probe<T>(Model<T> model) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private RunningMetrics? _measures;

    public RunningNumbers<T> Numbers { get; } = new(model);

    /// <summary>Where the gradient goes.</summary>
    public VectorSink<T> Sink { get; } = new(model.Parameters.Layout.Size, new GradientSquares<T>(model.Parameters.Layout));

    /// <summary>Where a step of this form leaves what it measures.</summary>
    public RunningMetrics Measures(PlannedForm<T> form) => _measures ??= form.NewMeasures();

    /// <summary>From this model's network state on.</summary>
    public void Begin(Model<T> model) => Numbers.Load(model);

    /// <summary>At this θ.</summary>
    public void At(Parameters<T> θ) => Numbers.Load(θ);
}
