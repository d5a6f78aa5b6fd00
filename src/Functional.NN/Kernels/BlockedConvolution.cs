namespace Functional.NN.Kernels;

/// <summary>A convolution and its two gradients in memory of their own that is laid out as plans have it, so that one can be run again and again without packing anything.</summary>
/// <param name="x">N × C × H × W, N a multiple of sixteen</param>
/// <param name="weight">out × C/groups × kh × kw</param>
/// <param name="geometry">stride, padding, dilation, groups</param>
internal sealed unsafe class BlockedConvolution<T>(Shape x, Shape weight, Conv2DGeometry geometry) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Correlation _forward = Correlation.Forward(x, weight, geometry), _inputGradient = Correlation.InputGradient(x, weight, geometry);
    private readonly TapSums _weightGradient = new(x, weight, geometry);
    private readonly int _blocks = SampleBlocks<T>.Count(x[0]), _input = x.Sample.Size * SampleBlocks<T>.Samples, _output = geometry.OutputShape(x, weight).Sample.Size * SampleBlocks<T>.Samples;
    private readonly Pinned<T> _x = new(x.Size), _weight = new(weight.Size), _y = new(geometry.OutputShape(x, weight).Size);

    /// <summary>[block][channel][y][x][16]</summary>
    public Span<T> Inputs => _x.Span;

    /// <summary>out × C/groups × kh × kw</summary>
    public Span<T> Weight => _weight.Span;

    /// <summary>[block][output channel][y][x][16]: y, or dy</summary>
    public Span<T> Outputs => _y.Span;

    /// <summary>y of x and the weight.</summary>
    public void Forward()
    {
        for (nint block = 0; block < _blocks; block++) _forward.Block(_x.Start + block * _input, _weight.Start, _y.Start + block * _output);
    }

    /// <summary>dx of dy and the weight; overwrites x.</summary>
    public void InputGradient()
    {
        for (nint block = 0; block < _blocks; block++) _inputGradient.Block(_y.Start + block * _output, _weight.Start, _x.Start + block * _input);
    }

    /// <summary>dw of x and dy; overwrites the weight.</summary>
    public void WeightGradient() => _weightGradient.Channels(_x.Start, _y.Start, _blocks, 0, weight[0], _weight.Start);
}
