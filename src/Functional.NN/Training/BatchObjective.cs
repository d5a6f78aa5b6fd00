namespace Functional.NN;

/// <summary>The objective of a batch in training mode, at the key of a step, as a function of θ.</summary>
/// <param name="trainer">whose objective it is</param>
/// <param name="model">the network, the θ from which the step starts, and the network's state</param>
/// <param name="batch">the batch, read when it is asked for</param>
/// <param name="key">the step's key</param>
/// <param name="start">the gradient at the model's θ, computed when it is asked for</param>
/// <param name="gradient">computes values and gradients at another θ where somebody can do it faster, with the same bits</param>
internal sealed class BatchObjective<T>(Trainer<T> trainer, Model<T> model, Func<Batch<T>> batch, RandomKey key, Func<Gradients<T>> start, Func<Parameters<T>, ObjectiveGradient<T>>? gradient = null)
    : PartedObjective<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Lazy<Gradients<T>> _start = new(start);
    private readonly Lazy<Batch<T>> _batch = new(batch);

    /// <summary>What the objective is at the θ from which the step starts.</summary>
    public Gradients<T> Start => _start.Value;

    public override double Value(Parameters<T> θ) => IsStart(θ) ? Start.Metrics.Loss : gradient is null ? trainer.Loss(model.With(θ), _batch.Value, key) : gradient(θ).Value;

    public override ObjectiveGradient<T> ValueAndGradient(Parameters<T> θ)
    {
        if (gradient is not null && !IsStart(θ)) return gradient(θ);
        var (metrics, g, _) = IsStart(θ) ? Start : trainer.Gradient(model.With(θ), _batch.Value, key);
        return new(metrics.Loss, g);
    }

    protected override IEnumerable<Part> Parts(Parameters<T> θ)
    {
        var shards = trainer.InShards(model.With(θ), _batch.Value, key).ToList();
        double count = shards.Sum(s => s.Metrics.Count);
        return shards.Select(s => new Part(shards.Count == 1 ? 1 : count == 0 ? 0 : s.Metrics.Count / count, v => trainer.Evaluate(At(s.Vars, v), training: true).Loss, v => trainer.Residuals(At(s.Vars, v))));
    }

    private bool IsStart(Parameters<T> θ) => ReferenceEquals(θ, model.Parameters);

    /// <summary>What a step computes from, with θ cut from one vector.</summary>
    private StepVars At(StepVars vars, Var θ) => vars with { Parameters = [.. trainer.Network.Layout.Select(block => θ.Slice(0, block.Start, block.Shape.Size).Reshape(block.Shape))] };
}
