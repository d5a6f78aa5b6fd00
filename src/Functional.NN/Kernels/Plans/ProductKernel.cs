using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>C = op(A)·op(B) over the last two axes, all of it or some rows of a single product.</summary>
internal sealed unsafe class ProductKernel<T> : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _matrices, _m, _k, _n, _firstRow, _rows;
    private readonly nint _rowStep, _depthStep;
    private readonly bool _transposeB;

    [ThreadStatic]
    private static T[]? s_turned;

    public ProductKernel(Shape a, Shape b, bool transposeA, bool transposeB)
    {
        (var batch, _m, _k, _n) = MatrixProduct.Fit(a, b, transposeA, transposeB);
        (_matrices, _firstRow, _rows, _transposeB) = (batch.Size, 0, _m, transposeB);
        (_rowStep, _depthStep) = transposeA ? (1, _m) : (_k, 1);
    }

    /// <summary>Rows of the result of a single product; they are written where the first of them goes.</summary>
    public ProductKernel(Shape a, Shape b, bool transposeA, int firstRow, int rows) : this(a, b, transposeA, transposeB: false) => (_firstRow, _rows) = (firstRow, rows);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        T* a = x[0] + _firstRow * _rowStep, b = x[1];
        for (int matrix = 0; matrix < _matrices; matrix++, a += (nint)_m * _k, b += (nint)_k * _n, y += (nint)_rows * _n)
            if (_transposeB) Turned(a, b, y);
            else MatrixProduct.Multiply(a, _rowStep, _depthStep, b, _n, y, _n, _rows, _k, _n, accumulate: false);
    }

    private void Turned(T* a, T* b, T* y)
    {
        int size = _k * _n;
        if (s_turned is null || s_turned.Length < size) s_turned = GC.AllocateUninitializedArray<T>(size, pinned: true);
        fixed (T* turned = s_turned)
        {
            Transposition.Transpose(b, _k, turned, _n, _n, _k);
            MatrixProduct.Multiply(a, _rowStep, _depthStep, turned, _n, y, _n, _rows, _k, _n, accumulate: false);
        }
    }
}

/// <summary>C = op(A)·op(B) over the last two axes, by a backend of the user's choice.</summary>
internal sealed unsafe class BackendProductKernel<T> : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Backend _backend;
    private readonly bool _transposeA, _transposeB;
    private readonly int _matrices, _m, _k, _n;

    public BackendProductKernel(Backend backend, Shape a, Shape b, bool transposeA, bool transposeB)
    {
        (var batch, _m, _k, _n) = MatrixProduct.Fit(a, b, transposeA, transposeB);
        (_backend, _transposeA, _transposeB, _matrices) = (backend, transposeA, transposeB, batch.Size);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        T* a = x[0], b = x[1];
        for (int matrix = 0; matrix < _matrices; matrix++, a += (nint)_m * _k, b += (nint)_k * _n, y += (nint)_m * _n)
            _backend.Multiply(new ReadOnlySpan<T>(a, _m * _k), _transposeA, new ReadOnlySpan<T>(b, _k * _n), _transposeB, new Span<T>(y, _m * _n), _m, _k, _n, accumulate: false);
    }
}
