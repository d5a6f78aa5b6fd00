namespace Functional.NN.Experiments;

/// <summary>What an experiment's file may name.</summary>
public static class ExperimentTypes
{
    /// <summary>Everything in the library, and the normalizations of experiments; <c>ExperimentTypes.Default.With&lt;MyLayer&gt;()</c> adds yours.</summary>
    public static LayerTypes Default { get; } = LayerTypes.Default.With<Standardization>().With<MinMaxScaling>();
}
