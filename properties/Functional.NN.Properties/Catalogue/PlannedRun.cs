using System.Numerics;

namespace Functional.NN.Properties.Catalogue;

/// <summary>A short run whose steps must be planned, and have the bits of the eager fold.</summary>
internal sealed record PlannedRun(Network Network, IObjective Objective, IMinimizer Optimizer, Tensor<double> Inputs, Tensor<double> Targets, Tensor<double>? Mask = null, Tensor<double>? Weights = null)
{
    /// <summary>Samples, in two batches of four and a short one.</summary>
    public const int Count = 10;

    private const int Epochs = 5;

    private static readonly Batching InFours = new(4);

    private static readonly RandomKey Key = RandomKey.FromSeed(5);

    /// <summary>Fit takes its steps by plans, on two threads, and ends where the fold of the eager steps does.</summary>
    public void HoldsInBothPrecisions()
    {
        Holds<float>();
        Holds<double>();
    }

    private void Holds<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var trainer = new Trainer<T>(Network, Objective, Optimizer).With(compute: new Compute(Backend.Managed, 2));
        var data = Dataset.FromTensors(Inputs.Cast<T>(), Targets.Cast<T>(), mask: Mask?.Cast<T>(), weights: Weights?.Cast<T>());
        var start = trainer.Initialize(Key);
        var folded = Enumerable.Range(0, Epochs).SelectMany(epoch => data.Batches(InFours, Key.Fold("batches"), epoch)).Aggregate(start, (state, batch) => trainer.Step(state, batch).State);
        var fitted = trainer.Fit(start, data, new FitPlan(Epochs, InFours));
        Assert.Null(fitted.Eager);
        Assert.Equal(FitEnd.Completed, fitted.End);
        Assert.Equal(folded.Sha256(), fitted.Run.Train.Sha256());
    }
}
