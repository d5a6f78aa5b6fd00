namespace Functional.NN;

/// <summary>Where the first NaN or infinity of a failing step appeared.</summary>
/// <param name="Step">the step, counted from 0</param>
/// <param name="Where">the layer by path, the loss, a block of the gradient or of the network's state, or θ</param>
public sealed record NotFinite(long Step, string Where)
{
    /// <summary>One sentence.</summary>
    public override string ToString() => $"Step {Step}: {Where} is not finite (a NaN or an infinity). The last good state is kept; try a smaller learning rate, or look at the data.";
}

public sealed partial class Trainer<T>
{
    /// <summary>Takes the failing step again from the last good state and looks where the first NaN or infinity appears.</summary>
    internal NotFinite Diagnose(TrainState<T> good, Batch<T> batch)
    {
        string where = !batch.Inputs.IsFinite ? "the batch's input" : !batch.Targets.IsFinite && batch.Mask is null ? "the batch's target" : FirstLayer(good, batch) ?? FirstBlock(good, batch);
        return new NotFinite(good.Step, where);
    }

    private string? FirstLayer(TrainState<T> good, Batch<T> batch)
    {
        var run = new LayerContext.Run(ParameterVars.Of(good.Parameters), good.Key.Fold(good.Step), Training: true, batch.Mask is null ? null : Var.Of(batch.Mask), FirstSample: 0, Tracing: true);
        foreach (var output in Network.Apply(run, good.Model.StateVars(), Var.Of(batch.Inputs)).Outputs)
            if (!output.Value.Value<T>().IsFinite) return $"the output of layer \"{output.Path}\"";
        return null;
    }

    private string FirstBlock(TrainState<T> good, Batch<T> batch)
    {
        var (metrics, gradient, state) = Gradient(good.Model, batch, good.Key.Fold(good.Step));
        if (!double.IsFinite(metrics.Loss)) return "the loss";
        foreach (var block in gradient.Layout)
            if (!gradient.Block(block).IsFinite) return $"the gradient of \"{block.Path}\"";
        foreach (var (path, block) in state.Blocks)
            if (!block.IsFinite) return $"the state \"{path}\"";
        return !double.IsFinite(metrics.GradientNorm) ? "the norm of the gradient"
            : Optimizer.Step(new BatchObjective<T>(this, good.Model, () => batch, good.Key.Fold(good.Step), () => new(metrics, gradient, state)), good.Parameters, good.Optimizer).Parameters.IsFinite ? "the optimizer's state" : "θ after the update";
    }
}
