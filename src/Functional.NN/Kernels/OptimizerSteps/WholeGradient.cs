namespace Functional.NN.Kernels;

/// <summary>The whole gradient of a step in memory of its own, where what wants all of it at once may measure and change it.</summary>
/// <param name="layout">θ's blocks</param>
/// <param name="squares">sums of squares of the gradient</param>
/// <param name="crew">who helps</param>
internal sealed unsafe class WholeGradient<T>(ParameterLayout layout, GradientSquares<T> squares, Crew crew) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Pinned<T> _vector = new(layout.Size);
    private bool _measured;

    public ParameterLayout Layout => layout;

    public Crew Crew => crew;

    public Span<T> Vector => _vector.Span;

    public T* Gradient => _vector.Start;

    public T* Parameters { get; private set; }

    /// <summary>A gradient has come, and its squares were taken on the way or not.</summary>
    public void Begin(T* θ, bool measured)
    {
        Parameters = θ;
        _measured = measured;
    }

    /// <summary>The gradient was changed where it lies.</summary>
    public void Changed() => _measured = false;

    /// <summary>The Euclidean norm.</summary>
    public double Norm => Measured.Norm;

    /// <summary>The Euclidean norm of a block.</summary>
    public double NormOf(int block) => Measured.NormOf(block);

    private GradientSquares<T> Measured
    {
        get
        {
            if (!_measured) squares.TakeAll(_vector.Start);
            _measured = true;
            return squares;
        }
    }
}
