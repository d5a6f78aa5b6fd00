using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>A case of a file of reference vectors.</summary>
/// <param name="Name">its name, unique within the file</param>
/// <param name="Kind">such as <c>layer</c></param>
/// <param name="Operation">what is to be computed, such as <c>conv2d</c></param>
/// <param name="Options">the hyper-parameters</param>
/// <param name="Inputs">what it is computed from</param>
/// <param name="Expected">what must come out</param>
/// <param name="Standard">how near it must come</param>
internal sealed record VectorCase(string Name, string Kind, string Operation, VectorOptions Options,
    ImmutableSortedDictionary<string, VectorValue> Inputs, ImmutableSortedDictionary<string, VectorValue> Expected, Agreement Standard)
{
    /// <summary>A field of the case that the format does not describe, if there is one.</summary>
    public string? Strange { get; init; }

    public bool Has(string input) => Inputs.ContainsKey(input);

    /// <summary>A tensor or number among the inputs.</summary>
    public Tensor<double> Tensor(string input) => Input(input) is VectorNumbers value ? value.Numbers : throw Incomplete($"the input \"{input}\" should be a tensor or a number");

    public double Number(string input) => Tensor(input) is { Shape.Size: 1 } value ? value.ToScalar() : throw Incomplete($"the input \"{input}\" should be one number");

    /// <summary>Named tensors among the inputs.</summary>
    public ImmutableSortedDictionary<string, Tensor<double>> Set(string input) =>
        Input(input) is VectorSet value ? value.Tensors : throw Incomplete($"the input \"{input}\" should be an object of tensors");

    /// <summary>A case that lacks what its operation needs: it fails, the others run.</summary>
    private static NNException Incomplete(string what) => new($"the case is incomplete: {what}");

    /// <summary>A case that contradicts itself: it fails, the others run.</summary>
    public static NNException Contradiction(string what) => new($"the case contradicts itself: {what}");

    /// <summary>An option that says again what a shape says; it must not contradict it.</summary>
    public void Agree(string option, int shape)
    {
        if (Options.Integer(option, shape) is var said && said != shape) throw Contradiction(Invariant.Text($"the option \"{option}\" is {said}, the shapes say {shape}"));
    }

    /// <summary>A list of options that says again what a shape says.</summary>
    public void Agree(string option, params IReadOnlyList<int> shape)
    {
        if (Options.Integers(option, shape) is var said && !said.SequenceEqual(shape))
            throw Contradiction($"the option \"{option}\" is [{string.Join(", ", said)}], the shapes say [{string.Join(", ", shape)}]");
    }

    private VectorValue Input(string name) => Inputs.TryGetValue(name, out var value) ? value : throw Incomplete($"the input \"{name}\" is missing");
}

/// <summary>Something this version of the library does not do: the case is counted as unsupported.</summary>
internal sealed class UnsupportedException(string reason) : Exception(reason);
