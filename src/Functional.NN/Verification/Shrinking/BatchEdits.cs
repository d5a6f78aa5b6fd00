namespace Functional.NN;

/// <summary>Fewer samples, and less that comes with them: one, two, half of them; no mask, no weights, no marks of what is frozen.</summary>
internal static class BatchEdits
{
    private const int MostAlone = 8;

    public static IEnumerable<Func<ShrinkCandidate>> Of(ShrinkCandidate c)
    {
        int n = c.Batch.Count;
        if (n > 1)
            for (int i = 0; i < Math.Min(n, MostAlone); i++)
            {
                int sample = i;
                yield return () => c with { Batch = Part(c.Batch, sample, 1) };
            }
        if (n > 2) yield return () => c with { Batch = Part(c.Batch, 0, 2) };
        if (n > 3)
        {
            yield return () => c with { Batch = Part(c.Batch, 0, n / 2) };
            yield return () => c with { Batch = Part(c.Batch, n / 2, n - n / 2) };
            yield return () => c with { Batch = Part(c.Batch, 0, n - 1) };
        }
        if (c.Batch.Mask is not null) yield return () => c with { Batch = c.Batch with { Mask = null } };
        if (c.Batch.Weights is not null) yield return () => c with { Batch = c.Batch with { Weights = null } };
        if (c.Network.Frozen is not null) yield return () => c with { Network = c.Network.Freeze(null), Parameters = new(c.Network.Freeze(null).Layout, c.Parameters.Vector) };
    }

    private static Batch<double> Part(Batch<double> batch, int start, int length) => new(batch.Inputs.Slice(0, start, length), batch.Targets.Slice(0, start, length), batch.Mask?.Slice(0, start, length), batch.Weights?.Slice(0, start, length));
}
