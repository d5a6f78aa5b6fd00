using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>A value of a case: given, expected or computed.</summary>
internal abstract record VectorValue
{
    public static implicit operator VectorValue(Tensor<double> numbers) => new VectorNumbers(numbers);

    public static implicit operator VectorValue(double number) => new VectorNumbers(Tensor.Scalar(number));

    public static implicit operator VectorValue(bool flag) => new VectorFlag(flag);

    public static implicit operator VectorValue(string text) => new VectorText(text);

    public static implicit operator VectorValue(ImmutableSortedDictionary<string, Tensor<double>> tensors) => new VectorSet(tensors);
}

/// <summary>A tensor, or a number as a tensor without axes.</summary>
internal sealed record VectorNumbers(Tensor<double> Numbers) : VectorValue;

/// <summary>True or false.</summary>
internal sealed record VectorFlag(bool Flag) : VectorValue;

/// <summary>A word.</summary>
internal sealed record VectorText(string Text) : VectorValue;

/// <summary>Tensors by name, such as the parameters of a network.</summary>
internal sealed record VectorSet(ImmutableSortedDictionary<string, Tensor<double>> Tensors) : VectorValue;
