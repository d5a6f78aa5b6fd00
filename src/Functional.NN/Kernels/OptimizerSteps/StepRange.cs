namespace Functional.NN.Kernels;

/// <summary>A part of one block of θ in a step: where it lies in θ's vector, and the memory of θ, of the gradient and of θ′ from there on.</summary>
internal readonly unsafe struct StepRange<T>(int block, int start, int length, T* θ, T* gradient, T* next) where T : unmanaged
{
    public readonly int Block = block, Start = start, Length = length;
    public readonly T* Parameters = θ, Gradient = gradient, Next = next;

    public ReadOnlySpan<T> ParameterSpan => new(Parameters, Length);

    public ReadOnlySpan<T> GradientSpan => new(Gradient, Length);

    public Span<T> NextSpan => new(Next, Length);

    /// <summary>A part of it.</summary>
    public StepRange<T> Slice(int offset, int length) => new(Block, Start + offset, length, Parameters + offset, Gradient + offset, Next + offset);

    /// <summary>The same range with another gradient.</summary>
    public StepRange<T> With(T* gradient) => new(Block, Start, Length, Parameters, gradient, Next);

    /// <summary>θ′ = θ.</summary>
    public void Stay() => ParameterSpan.CopyTo(NextSpan);
}
