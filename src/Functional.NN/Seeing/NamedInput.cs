namespace Functional.NN;

/// <summary>A variable of a function that is traced, and what it is called there.</summary>
/// <param name="Name">any text; no two inputs have the same</param>
/// <param name="Value">where it is</param>
public sealed record NamedInput<T>(string Name, Tensor<T> Value) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
