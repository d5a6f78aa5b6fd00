namespace Functional.NN;

/// <summary>One sample: an input and its target, without a batch axis.</summary>
/// <param name="Input">(input shape)</param>
/// <param name="Target">(target shape); a scalar for a class index</param>
public sealed record Sample<T>(Tensor<T> Input, Tensor<T> Target) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
