namespace Functional.NN;

/// <summary>Attacks on models.</summary>
public static class Attack
{
    /// <summary>The inputs of a batch, changed so that a model's loss on the batch becomes large; in evaluation mode.</summary>
    /// <param name="attack">how they are changed</param>
    /// <param name="model">the model</param>
    /// <param name="loss">what is to become large: the mean over the batch, so that the sign of the gradient is each sample's own</param>
    /// <param name="batch">the samples with their right targets</param>
    /// <param name="key">of attacks that begin at random: sample i draws from it folded with i</param>
    /// <returns>(N × input shape)</returns>
    public static Tensor<T> On<T>(this IAttack attack, Model<T> model, ILoss loss, Batch<T> batch, RandomKey key = default) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(attack);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(batch);
        var trainer = new Trainer<T>(model.Network, loss, new Sgd(0));
        trainer.CheckBatch(model, batch);
        var vars = StepVars.Of(model, batch, key, Backend.Managed);
        return attack.Perturb(x => trainer.Evaluate(vars with { Inputs = x }, training: false).DataLoss, vars.Inputs,
            shape => Var.Of(new SampleDraw("attack", shape, SampleDistribution.Uniform(-1, 1)).Tensor<T>(key, 0))).Value<T>();
    }

    /// <summary>No element outside the bounds there are.</summary>
    internal static Var Within(Var x, double? low, double? high)
    {
        if (low is { } least) x = Var.Max(x, least);
        return high is { } most ? Var.Min(x, most) : x;
    }
}
