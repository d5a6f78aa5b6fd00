namespace Functional.NN;

/// <summary>The 2-D convolution that a layer computes, forwards or transposed.</summary>
/// <param name="Image">C × H × W</param>
/// <param name="Weight">out × C/groups × kh × kw</param>
/// <param name="Geometry">stride, padding, dilation, groups</param>
internal readonly record struct ConvolutionForm(Shape Image, Shape Weight, Conv2DGeometry Geometry);

/// <summary>A layer that computes a 2-D convolution.</summary>
internal interface IConvolutionLayer
{
    /// <summary>What it is for samples of a shape.</summary>
    ConvolutionForm Form(Shape input);
}
