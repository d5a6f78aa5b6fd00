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
    /// <remarks>
    /// Cotangents are added in the order in which the walk meets them, and last those that are joined: of a matrix that several products share, of a row that is added to several
    /// matrices (<see cref="RowCotangents"/>), and of slices, which are put side by side rather than padded and added.
    /// </remarks>
    public static Var[] Pull(in Recorded recorded, Var cotangent)
    {
        var cotangents = Walk(recorded, cotangent, keep: false, constants: false);
        return Array.ConvertAll(recorded.Variables, x => cotangents.TryGetValue(x, out var dx) ? dx : x.Like(x.Shape, 0));
    }

    /// <summary>The cotangents of all nodes, and if asked of the constants that are their inputs; those that are missing are zero.</summary>
    public static IReadOnlyDictionary<Var, Var> PullEverywhere(in Recorded recorded, Var cotangent, bool constants = false) => Walk(recorded, cotangent, keep: true, constants);

    /// <summary>The walk backward. The cotangents it leaves are those of the variables, or where they are kept those of all nodes.</summary>
    private static Dictionary<Var, Var> Walk(in Recorded recorded, Var cotangent, bool keep, bool constants)
    {
        var scope = recorded.Scope;
        var cotangents = new Dictionary<Var, Var>(ReferenceEqualityComparer.Instance) { [recorded.Result] = cotangent };
        var slices = new Dictionary<Var, List<SliceCotangent>>(ReferenceEqualityComparer.Instance);
        var rows = new Dictionary<Var, RowCotangents>(ReferenceEqualityComparer.Instance);
        for (int i = scope.Kept.Count - 1; i >= 0; i--)
        {
            var node = scope.Kept[i];
            if (rows.Remove(node, out var products))
                foreach (var joined in products.Joined(node)) Add(node, joined);
            if (slices.Remove(node, out var parts)) Add(node, SliceCotangent.Joined(parts, node));
            if (Array.IndexOf(recorded.Variables, node) >= 0 || !cotangents.TryGetValue(node, out var dy)) continue;
            if (!keep) cotangents.Remove(node);
            bool[] asked = Array.ConvertAll(node.Inputs, input => constants || Array.IndexOf(input.Scopes, scope) >= 0);
            if (node.Origin is Primitives.Slice slice)
            {
                if (!slices.TryGetValue(node.Inputs[0], out var others)) slices[node.Inputs[0]] = others = [];
                others.Add(new(slice, dy));
                continue;
            }
            if (RowCotangents.Place(node) is >= 0 and var place && Array.IndexOf(node.Inputs[place].Scopes, scope) >= 0)
            {
                if (!rows.TryGetValue(node.Inputs[place], out var others)) rows[node.Inputs[place]] = others = new();
                others.Add(node, Readable(node), dy);
                asked[place] = false;
            }
            var pulled = node.Origin!.Pullback(Readable(node), node, dy, asked);
            for (int input = 0; input < pulled.Length; input++)
                if (asked[input] && pulled[input] is { } dx) Add(node.Inputs[input], dx);
        }
        return cotangents;

        void Add(Var to, Var dx) => cotangents[to] = cotangents.TryGetValue(to, out var sum) ? sum + dx : dx;
    }

    /// <summary>A slice, and the cotangent of what was cut.</summary>
    private readonly record struct SliceCotangent(Primitives.Slice Slice, Var Cotangent)
    {
        /// <summary>The cotangent of what slices were cut from.</summary>
        public static Var Joined(List<SliceCotangent> slices, Var from)
        {
            int axis = slices[0].Slice.Axis;
            if (slices.Exists(s => s.Slice.Axis != axis) || Overlap(slices)) return slices.Select(s => s.Slice.Transposed(s.Cotangent, from.Shape)).Aggregate((sum, next) => sum + next);
            var parts = new List<Var>();
            int end = 0;
            foreach (var (slice, cotangent) in slices)
            {
                if (slice.Start > end) parts.Add(cotangent.Like(from.Shape.With(axis, slice.Start - end), 0));
                parts.Add(cotangent);
                end = slice.Start + slice.Length;
            }
            if (end < from.Shape[axis]) parts.Add(from.Like(from.Shape.With(axis, from.Shape[axis] - end), 0));
            return parts.Count == 1 ? parts[0] : Var.Concat(axis, parts);
        }

        private static bool Overlap(List<SliceCotangent> slices)
        {
            slices.Sort((a, b) => a.Slice.Start.CompareTo(b.Slice.Start));
            for (int i = 1; i < slices.Count; i++)
                if (slices[i].Slice.Start < slices[i - 1].Slice.Start + slices[i - 1].Slice.Length) return true;
            return false;
        }
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
