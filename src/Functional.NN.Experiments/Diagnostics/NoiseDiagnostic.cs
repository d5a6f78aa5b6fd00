using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>The noise of the gradient over parts of the batch.</summary>
internal sealed class NoiseDiagnostic : IDiagnostic
{
    private const int MostParts = 16;

    private const string Scale = "noise scale", Error = "standard error";

    public Findings Measure<T>(Diagnosed<T> at) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Normalisation over a batch takes two samples or more.
        int least = BareLayer.Of(at.Model.Network).Any(place => place.Layer is BatchNorm) ? 2 * at.Trainer.Shards : 1, parts = Math.Min(MostParts, at.Batch.Count / least);
        if (parts < 2) return new([]);
        var noise = GradientNoiseScale.Of(at.Trainer, at.Model, at.Batch, parts, at.Key);
        return new([new("trace", noise.SampleTrace), new("signal squared", noise.SignalSquared), new(Error, noise.StandardError), new(Scale, noise.SimpleNoiseScale)]);
    }

    public string Brief(Findings findings) => findings.Numbers.Where(n => n.Name == Scale).Select(n => $"scale {PageText.Number(n.Value)}").FirstOrDefault("–");

    public bool IsApart(string number) => number is Scale or Error;
}
