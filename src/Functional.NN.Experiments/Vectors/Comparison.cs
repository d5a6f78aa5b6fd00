namespace Functional.NN.Experiments;

/// <summary>Computed values against expected ones; remembers the worst error, the first contradiction and what was not computed.</summary>
internal sealed class Comparison
{
    private double? _largest;
    private double _badness = -1;
    private bool _compared;
    private string? _worst, _failure, _missing;

    /// <summary>An expected output that was not computed.</summary>
    public void Missing(string name) => _missing ??= $"the output \"{name}\" is not computed here";

    public void Add(string name, VectorValue computed, VectorValue expected, Agreement agreement)
    {
        switch (computed, expected)
        {
            case (VectorNumbers a, VectorNumbers b): Numbers(name, a.Numbers, b.Numbers, agreement); break;
            case (VectorSet a, VectorSet b): Sets(name, a, b, agreement); break;
            case (VectorFlag a, VectorFlag b): Same(name, a.Flag ? "true" : "false", b.Flag ? "true" : "false"); break;
            case (VectorText a, VectorText b): Same(name, a.Text, b.Text); break;
            default: Fail($"{name}: the expected value is of another kind than the computed one"); break;
        }
    }

    /// <summary>Failed when anything disagrees; else unsupported when anything was not computed; else passed.</summary>
    public VectorResult Result(string name)
    {
        if (!_compared) _missing ??= "nothing is expected";
        var outcome = _failure is not null ? VectorOutcome.Failed : _missing is not null ? VectorOutcome.Unsupported : VectorOutcome.Passed;
        return new VectorResult(name, outcome, _largest, _worst, _failure ?? _missing ?? "");
    }

    private void Numbers(string name, Tensor<double> computed, Tensor<double> expected, Agreement agreement)
    {
        _compared = true;
        if (computed.Shape != expected.Shape)
        {
            Fail($"{name}: expected the shape {expected.Shape}, got {computed.Shape}");
            return;
        }
        ReadOnlySpan<double> a = computed.AsSpan(), b = expected.AsSpan();
        for (int i = 0; i < a.Length; i++)
        {
            var distance = agreement.Between(a[i], b[i]);
            double error = double.IsNaN(distance.Error) ? double.PositiveInfinity : distance.Error;
            _largest = Math.Max(_largest ?? 0, error);
            if (distance.Badness > _badness) (_badness, _worst) = (distance.Badness, name);
            if (!distance.Agrees) Fail(Invariant.Text($"{name}[{i}]: expected {b[i]:R}, got {a[i]:R}"));
        }
    }

    private void Sets(string name, VectorSet computed, VectorSet expected, Agreement agreement)
    {
        foreach (var (part, tensor) in expected.Tensors)
            if (computed.Tensors.TryGetValue(part, out var got)) Numbers($"{name}.{part}", got, tensor, agreement);
            else Missing($"{name}.{part}");
    }

    private void Same(string name, string computed, string expected)
    {
        _compared = true;
        if (computed != expected) Fail($"{name}: expected {expected}, got {computed}");
    }

    private void Fail(string message) => _failure ??= message;
}
