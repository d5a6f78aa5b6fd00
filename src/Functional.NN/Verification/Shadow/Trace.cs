using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>The operations that lead from a function's variables to its result, in the order in which they were done; those nobody needs are left out.</summary>
internal sealed class Trace
{
    private readonly ImmutableArray<int> _lastUse;
    private readonly TracedValue _result;

    private Trace(Scope scope, Var[] variables, Var result)
    {
        Shapes = [.. variables.Select(x => x.Shape)];
        var values = new Dictionary<Var, TracedValue>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < variables.Length; i++) values[variables[i]] = new(TracedSource.Variable, i);
        var operations = ImmutableArray.CreateBuilder<TracedOperation>();
        var constants = ImmutableArray.CreateBuilder<TracedConstant>();
        foreach (var node in Needed(scope, variables, result))
        {
            operations.Add(new(node.Origin!, [.. node.Inputs.Select(Of)], node.Shape));
            values[node] = new(TracedSource.Operation, operations.Count - 1);
        }
        _result = Of(result);
        (Operations, Constants, ReadsValues) = (operations.ToImmutable(), constants.ToImmutable(), scope.Escaped is not null);
        _lastUse = LastUses();

        TracedValue Of(Var node)
        {
            if (values.TryGetValue(node, out var known)) return known;
            constants.Add(new(node.Raw, node.Adapts));
            return values[node] = new(TracedSource.Constant, constants.Count - 1);
        }
    }

    /// <summary>The shapes of the variables.</summary>
    public ImmutableArray<Shape> Shapes { get; }

    public ImmutableArray<TracedOperation> Operations { get; }

    public ImmutableArray<TracedConstant> Constants { get; }

    /// <summary>True when the function read the number of a node, so that not all of what it does need be here.</summary>
    public bool ReadsValues { get; }

    /// <summary>Records a function at a point.</summary>
    public static Trace Of<T>(Func<Var[], Var> f, Tensor<T>[] at) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var scope = new Scope();
        Var[] variables = Array.ConvertAll(at, x => Var.Of(x).Enter(scope));
        var result = f(variables) ?? throw new NNException("the function gives null");
        var trace = new Trace(scope, variables, result);
        scope.End();
        return trace;
    }

    /// <summary>The operations done once more, with other variables; constants are in the precision of <typeparamref name="T"/>.</summary>
    public Tensor<T> Replay<T>(params Tensor<T>[] x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Replay(Array.ConvertAll(x, Var.Of), [.. Constants.Select(c => c.In<T>())], (operation, inputs) => Var.Apply(operation.Primitive, inputs)).Value<T>();

    /// <summary>The operations done once more, with these variables and constants, each by <paramref name="apply"/>.</summary>
    public Var Replay(Var[] variables, Var[] constants, Func<TracedOperation, Var[], Var> apply)
    {
        var results = new Var?[Operations.Length];
        for (int i = 0; i < results.Length; i++)
        {
            Var[] inputs = [.. Operations[i].Inputs.Select(Read)];
            results[i] = apply(Operations[i], inputs);
            foreach (var input in Operations[i].Inputs)
                if (input.Source == TracedSource.Operation && _lastUse[input.Index] == i) results[input.Index] = null;
        }
        return Read(_result);

        Var Read(TracedValue value) => value.Source switch
        {
            TracedSource.Variable => variables[value.Index],
            TracedSource.Constant => constants[value.Index],
            _ => results[value.Index]!,
        };
    }

    /// <summary>Where this recording parts from another of the same function at another point; none where the two do the same with the same constants.</summary>
    public string? DifferenceFrom(Trace other)
    {
        for (int i = 0; i < Math.Min(Operations.Length, other.Operations.Length); i++)
            if (DifferenceAt(i, other) is { } difference) return difference;
        if (Operations.Length != other.Operations.Length) return Sentence.Of($"there are {Operations.Length} operations at the point and {other.Operations.Length} beside it");
        if (_result != other._result) return "the result comes from another operation at the point than beside it";
        return Changed(_result, other) ? "the result is a constant that changes with the inputs" : null;
    }

    /// <summary>Operations are counted from 1: <c>operation 7 (Multiply of 3×4 and scalar)</c>.</summary>
    public string Named(int operation) => Sentence.Of($"operation {operation + 1} ({Text(operation)})");

    private string? DifferenceAt(int i, Trace other)
    {
        TracedOperation here = Operations[i], there = other.Operations[i];
        if (here.Primitive.GetType() != there.Primitive.GetType() || here.Shape != there.Shape) return Sentence.Of($"operation {i + 1} is {Text(i)} at the point and {other.Text(i)} beside it");
        if (!here.Primitive.Equals(there.Primitive)) return $"{Named(i)} has another setting at the point than beside it";
        if (!here.Inputs.SequenceEqual(there.Inputs)) return $"{Named(i)} takes other values at the point than beside it";
        return here.Inputs.Any(input => Changed(input, other)) ? $"{Named(i)} has a constant that changes with the inputs" : null;
    }

    private bool Changed(TracedValue value, Trace other) => value.Source == TracedSource.Constant && Constants[value.Index] != other.Constants[value.Index];

    private string Text(int operation) => $"{Operations[operation].Primitive.Name} of {string.Join(" and ", Operations[operation].Inputs.Select(input => ShapeOf(input).ToString()))}";

    private Shape ShapeOf(TracedValue value) => value.Source switch
    {
        TracedSource.Variable => Shapes[value.Index],
        TracedSource.Constant => Constants[value.Index].Value.Shape,
        _ => Operations[value.Index].Shape,
    };

    /// <summary>What was computed and is needed for the result, in the order of the recording.</summary>
    private static List<Var> Needed(Scope scope, Var[] variables, Var result)
    {
        var needed = new HashSet<Var>(ReferenceEqualityComparer.Instance) { result };
        var order = new List<Var>();
        for (int i = scope.Kept.Count - 1; i >= 0; i--)
        {
            var node = scope.Kept[i];
            if (node.Origin is null || !needed.Contains(node) || Array.IndexOf(variables, node) >= 0) continue;
            needed.UnionWith(node.Inputs);
            order.Add(node);
        }
        order.Reverse();
        return order;
    }

    private ImmutableArray<int> LastUses()
    {
        int[] last = [.. Operations.Select((_, i) => i)];
        for (int i = 0; i < last.Length; i++)
            foreach (var input in Operations[i].Inputs)
                if (input.Source == TracedSource.Operation) last[input.Index] = i;
        if (_result.Source == TracedSource.Operation) last[_result.Index] = int.MaxValue;
        return [.. last];
    }
}
