using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Averages of θ that optimizers keep in their state: those of <see cref="Ema"/>, <see cref="Swa"/> and <see cref="Asgd"/>.</summary>
public static class ParameterAverage
{
    internal const string Vector = "average";

    /// <summary>The average in a state, or in the optimizer inside that keeps one.</summary>
    /// <exception cref="NNException">None does.</exception>
    public static Parameters<T> Of<T>(OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Holding(s => s.Vectors.ContainsKey(Vector), "average of θ")[Vector];
    }

    /// <summary>The average a as θ changes: a ← a + w(θ′ − a), with w from the number of steps taken.</summary>
    internal sealed unsafe class Run<T>(Func<long, double> weight, RunningOptimizer<T> inner, ParameterLayout layout) : WrapperRun<T>(inner, layout, Vector) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private double _weight;

        public override void Prepare()
        {
            base.Prepare();
            _weight = weight(Step + 1);
        }

        public override bool Update(in StepRange<T> range)
        {
            bool finite = Inner.Update(range);
            return OptimizerPass.Run(new AverageRule<T>(_weight), range.NextSpan, Vectors.Now(range.Start, range.Length).First, Vectors.Next(range.Start, range.Length).First, default, default) && finite;
        }
    }
}

/// <summary>a + w(x − a), with x in θ's place and a in the gradient's.</summary>
internal readonly struct AverageRule<T>(double weight) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly MovingAverage<T> average = new(weight);

    public static int Vectors => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T> => average.Of(g, θ);
}
