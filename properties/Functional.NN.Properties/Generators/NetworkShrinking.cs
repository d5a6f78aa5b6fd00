using System.Collections.Immutable;

namespace Functional.NN.Properties.Generators;

/// <summary>Simpler cases near one: fewer and simpler layers, smaller samples, fewer of them, a plainer loss, and nothing special about keys and modes.</summary>
internal static class NetworkShrinking
{
    public static IEnumerable<NetworkCase> Smaller(NetworkCase c) => Candidates(c).Where(smaller => Draw.IsCase(() => (smaller.Tokens is null || smaller.Body is [Embedding, ..]) && smaller.Fits));

    private static IEnumerable<NetworkCase> Candidates(NetworkCase c) => Bodies(c.Body).Select(body => c with { Body = body })
        .Concat(Inputs(c))
        .Concat(Circumstances(c));

    /// <summary>Half of the layers, then a layer less, then a simpler one in its place.</summary>
    private static IEnumerable<ImmutableArray<ILayer>> Bodies(ImmutableArray<ILayer> body)
    {
        if (body.Length > 3)
        {
            yield return body[..(body.Length / 2)];
            yield return body[(body.Length / 2)..];
        }
        for (int i = 0; i < body.Length; i++) yield return body.RemoveAt(i);
        for (int i = 0; i < body.Length; i++)
            foreach (var smaller in SmallerLayers.Of(body[i])) yield return body.SetItem(i, smaller);
    }

    private static IEnumerable<NetworkCase> Inputs(NetworkCase c)
    {
        for (int axis = 0; axis < c.Input.Rank; axis++)
            if (c.Input[axis] > 1) yield return c with { Input = c.Input.With(axis, c.Input[axis] / 2) };
        if (c.Samples > 1) yield return c with { Samples = c.Samples / 2 };
        if (c.Samples > 2) yield return c with { Samples = c.Samples - 1 };
    }

    private static IEnumerable<NetworkCase> Circumstances(NetworkCase c)
    {
        var plain = LossCases.All[0];
        if (c.Criterion != plain) yield return c with { Criterion = plain };
        if (c.Masked) yield return c with { Masked = false };
        if (c.Weighed) yield return c with { Weighed = false };
        if (c.Training) yield return c with { Training = false };
        if (c.Key != RandomKey.FromSeed(0)) yield return c with { Key = RandomKey.FromSeed(0) };
    }
}
