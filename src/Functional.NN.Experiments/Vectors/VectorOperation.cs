namespace Functional.NN.Experiments;

/// <summary>An operation of the reference vectors that this library does.</summary>
/// <param name="Kind">the kind of the cases; none for the worked examples, which stand under the nearest kind</param>
/// <param name="Name">the operation's name</param>
/// <param name="Options">the options it understands besides prose; a case with others is unsupported</param>
/// <param name="Inputs">the inputs it understands; a case with others is unsupported</param>
/// <param name="Compute">computes the outputs</param>
internal sealed record VectorOperation(string? Kind, string Name, IEnumerable<string> Options, IEnumerable<string> Inputs, Func<VectorCase, Computed> Compute)
{
    /// <summary>Marks of a case that change nothing about what is computed.</summary>
    private static readonly string[] Marks = ["extreme", "strict"];

    /// <summary>Refuses what the operation does not understand.</summary>
    public void Check(VectorCase given)
    {
        given.Options.Only([.. Options, .. Marks, "precision"]);
        foreach (string mark in Marks) given.Options.Flag(mark, false);
        if (Kind != FunctionVectors.Kind) given.Options.OneOf("precision", "double");
        if (given.Inputs.Keys.FirstOrDefault(input => !Inputs.Contains(input)) is { } strange) throw new UnsupportedException($"the input \"{strange}\" is not known here");
    }
}
