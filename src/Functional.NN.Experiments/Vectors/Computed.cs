using System.Collections;

namespace Functional.NN.Experiments;

/// <summary>What an operation computed: outputs by name, some with a rule of agreement of their own; one that was computed in several ways must agree in all of them.</summary>
internal sealed class Computed : IEnumerable<KeyValuePair<string, VectorValue>>
{
    private readonly List<(string Name, VectorValue Value, Agreement? Agreement)> _outputs = [];

    public void Add(string name, VectorValue value) => Add(name, value, null);

    /// <summary>An output that need not agree by the case's tolerances but by another rule.</summary>
    public void Add(string name, VectorValue value, Agreement? agreement) => _outputs.Add((name, value, agreement));

    /// <summary>What became of the case: every expected output is compared with the one computed.</summary>
    public VectorResult Compare(VectorCase expected)
    {
        var comparison = new Comparison();
        foreach (var (name, value) in expected.Expected)
        {
            var outputs = _outputs.FindAll(output => output.Name == name);
            if (outputs.Count == 0) comparison.Missing(name);
            foreach (var output in outputs) comparison.Add(name, output.Value, value, output.Agreement ?? expected.Standard);
        }
        return comparison.Result(expected.Name);
    }

    public IEnumerator<KeyValuePair<string, VectorValue>> GetEnumerator() => _outputs.Select(output => KeyValuePair.Create(output.Name, output.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
