namespace Functional.NN;

/// <summary>The two walks over a recorded function: backward with pullbacks, forward with tangents.</summary>
internal static class Differentiation
{
    /// <summary>A function recorded at a point: its variables, its result, and the scope that kept what lies between.</summary>
    internal readonly record struct Recorded(Scope Scope, Var[] Variables, Var Result);

    public static Recorded Record(Func<Var[], Var> function, Var[] point)
    {
        var scope = new Scope();
        Var[] variables = Array.ConvertAll(point, x => x.Enter(scope));
        var result = function(variables);
        scope.State = Scope.Phase.Walking;
        return new Recorded(scope, variables, result);
    }

    /// <summary>x̄ = Jᵀ·ȳ for every variable; zeros where the result does not depend on it.</summary>
    public static Var[] Pull(in Recorded recorded, Var cotangent)
    {
        var scope = recorded.Scope;
        var cotangents = new Dictionary<Var, Var>(ReferenceEqualityComparer.Instance) { [recorded.Result] = cotangent };
        for (int i = scope.Kept.Count - 1; i >= 0; i--)
        {
            var node = scope.Kept[i];
            if (Array.IndexOf(recorded.Variables, node) >= 0 || !cotangents.Remove(node, out var dy)) continue;
            bool[] asked = Array.ConvertAll(node.Inputs, input => Array.IndexOf(input.Scopes, scope) >= 0);
            var pulled = node.Origin!.Pullback(Readable(node), node, dy, asked);
            for (int input = 0; input < pulled.Length; input++)
                if (asked[input] && pulled[input] is { } dx)
                    cotangents[node.Inputs[input]] = cotangents.TryGetValue(node.Inputs[input], out var sum) ? sum + dx : dx;
        }
        return Array.ConvertAll(recorded.Variables, x => cotangents.TryGetValue(x, out var dx) ? dx : x.Like(x.Shape, 0));
    }

    /// <summary>ẏ = J·ẋ; zeros where the result does not depend on the variables.</summary>
    public static Var Push(in Recorded recorded, Var[] tangents)
    {
        var known = new Dictionary<Var, Var>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < tangents.Length; i++) known[recorded.Variables[i]] = tangents[i];
        foreach (var node in recorded.Scope.Kept)
        {
            if (known.ContainsKey(node)) continue;
            Var?[] dx = Array.ConvertAll(node.Inputs, input => known.GetValueOrDefault(input));
            if (Array.Exists(dx, d => d is not null) && node.Origin!.Tangent(Readable(node), node, dx) is { } dy) known[node] = dy;
        }
        return known.GetValueOrDefault(recorded.Result) ?? recorded.Result.Like(recorded.Result.Shape, 0);
    }

    private static Var[] Readable(Var node) => Array.ConvertAll(node.Inputs, input => input.Revived());
}
