using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>
/// What changes the gradient before another optimizer sees it. Where that one wants the whole gradient, it is changed where it lies; else in stretches
/// that stay in the nearest cache, as ranges come.
/// </summary>
internal abstract unsafe class GradientRun<T>(RunningOptimizer<T> inner, ParameterLayout layout, params string[] vectors) : WrapperRun<T>(inner, layout, vectors) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Stretch = 1024;

    private InPlace? _inPlace;

    /// <summary>True where the change depends on the whole gradient, which <see cref="Measure"/> looks at.</summary>
    protected virtual bool Measures => false;

    /// <summary>False in a step in which the gradient stays as it is.</summary>
    protected abstract bool Changes { get; }

    /// <summary>False for a block whose gradient stays as it is.</summary>
    protected virtual bool ChangesBlock(int block) => true;

    public sealed override bool NeedsWhole => Measures || Inner.NeedsWhole;

    /// <summary>Finds out what must be known of the whole gradient.</summary>
    protected virtual void Measure(WholeGradient<T> whole) { }

    /// <summary>Writes the changed gradient of a range, which may be written where it is read.</summary>
    protected abstract void Change(in StepRange<T> range, T* to);

    public override void Gather(WholeGradient<T> whole)
    {
        if (Measures) Measure(whole);
        if (!Inner.NeedsWhole) return;
        if (Changes)
        {
            (_inPlace ??= new InPlace(this, whole)).DoAll(whole.Crew);
            whole.Changed();
        }
        Inner.Gather(whole);
    }

    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool Update(in StepRange<T> range)
    {
        if (!Changes || Inner.NeedsWhole || !ChangesBlock(range.Block)) return Inner.Update(range);
        T* changed = stackalloc T[Stretch];
        bool finite = true;
        for (int first = 0; first < range.Length; first += Stretch)
        {
            var part = range.Slice(first, Math.Min(Stretch, range.Length - first));
            Change(part, changed);
            finite &= Inner.Update(part.With(changed));
        }
        return finite;
    }

    private sealed class InPlace(GradientRun<T> run, WholeGradient<T> whole) : RangeWork(whole.Layout)
    {
        protected override void Do(LayoutRanges.Range range)
        {
            if (!run.ChangesBlock(range.Block)) return;
            T* gradient = whole.Gradient + range.Start;
            run.Change(new StepRange<T>(range.Block, range.Start, range.Length, whole.Parameters + range.Start, gradient, null), gradient);
        }
    }
}
